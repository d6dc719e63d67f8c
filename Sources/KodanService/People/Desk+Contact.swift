import KodanDomain
import KodanStore
import Postgres

extension Desk {
    /// Has a presenter's new mail address wait for the link that is mailed there.
    ///
    /// The answer is the same whoever has the address already. Throws ``Refusal``: `signIn` with `tooMany` for one who
    /// asks too often.
    func askToConfirm(_ email: EmailAddress, of presenter: Presenter.ID, _ office: Office) throws {
        let secret = SecretText.link.make(from: office.chance.bytes(32))
        let sealed = try office.vault.sealLink(secret)
        let expiry = now.adding(minutes: ConfirmAddress.linkMinutes)
        let name = try asSystem { () -> String in
            try take(.contact, AttemptKeys.account(presenter.description, office.vault))
            // Nor is anybody mailed to without end. Whoever applies in their name has a count of their own.
            try take(.contact, AttemptKeys.account("address \(email.key)", office.vault))
            try NewEmailStore(session).put(
                email,
                of: presenter,
                digest: SecretText.digest(of: secret),
                from: now,
                until: expiry
            )
            return try PresenterStore(session).addressees(of: [presenter], since: now).first?.name ?? ""
        }
        try mail(
            OutboxEntry(
                "address_link",
                to: email,
                name: name,
                about: presenter.description,
                values: ["sealed_link": sealed, "deadline": "\(expiry)"]
            )
        )
    }

    /// Writes a change by which a presenter is reached at another mail address, and keeps the one before.
    ///
    /// What waited to be confirmed waits no more. Throws ``Refusal/emailTaken(_:)``.
    func replaceEmail(of presenter: Presenter.ID, by change: PresenterChange) throws {
        let store = PresenterStore(session)
        try asSystem {
            _ = try store.tidyFormerEmails(before: ChangePresenter.horizon(at: now))
            try store.keepFormerEmail(of: presenter, at: now)
            try NewEmailStore(session).end(of: presenter)
        }
        try refusing(change.email.map { ["presenter_email_unique": .emailTaken($0)] } ?? [:]) {
            try store.update(presenter, by: change)
        }
    }

    /// Tells a presenter where they are reached, where they sign in and where they were reached before that it is
    /// another place now.
    func tellContactChanged(_ presenter: Presenter.ID) throws {
        let own = try asSystem {
            try PresenterStore(session).addressees(of: [presenter], since: ChangePresenter.horizon(at: now))
        }
        for one in own {
            try mail(
                OutboxEntry("contact_changed", to: one.email, name: one.name, about: presenter.description)
            )
        }
    }
}

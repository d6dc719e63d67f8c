public import KodanDomain
import KodanStore
import Postgres

/// A presenter shows that mail to the address that they would like to be reached at reaches them (アドレスの確認).
///
/// For everybody who holds the link that was mailed there.
public struct ConfirmAddress: Sendable {
    /// The link serves for so many minutes: a day.
    public static let linkMinutes = 24 * 60

    private let office: Office

    /// Works in `office`.
    public init(office: Office) {
        self.office = office
    }

    /// From now on the presenter is reached there, which is told at both addresses; the link has served then.
    ///
    /// Throws ``Refusal``: `signIn` with `linkSpent` or `tooMany`, `emailTaken` where another presenter came to be
    /// reached there.
    public func callAsFunction(_ link: String, from address: ClientAddress) async throws {
        let digest = SecretText.digest(of: link)
        let keys = AttemptKeys("", address, office.vault)
        try await office.transaction(as: .system) { desk in try desk.take(.address, keys.address) }
        try await office.transaction(as: .system) { desk in
            let waiting = NewEmailStore(desk.session)
            guard let presenter = try waiting.presenter(of: digest, at: desk.now),
                try PresenterStore(desk.session).lockStatus(presenter) != nil,
                let found = try waiting.take(digest, at: desk.now)
            else { throw Refusal.signIn(.linkSpent) }
            try ThrottleStore(desk.session).giveBack(.address, keys.address)
            try desk.replaceEmail(of: found.presenter, by: PresenterChange(email: found.email))
            var actor = Actor.system
            if let user = try PersonStore(desk.session).user(of: found.presenter) {
                actor = Actor(user: user, role: .presenter)
            }
            try desk.acting(as: actor).record(
                "presenter.changed",
                found.presenter,
                detail: ["fields": "email", "contact": "email", "by": "link"]
            )
            try desk.tellContactChanged(found.presenter)
        }
    }
}

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
            try store.keepFormerEmail(of: presenter, at: now, forgetting: ChangePresenter.horizon(at: now))
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

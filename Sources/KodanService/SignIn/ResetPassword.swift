public import KodanDomain
import KodanStore
import Postgres

/// An administrator has a link mailed by which somebody sets their password.
///
/// For administrators.
public struct ResetPassword: Sendable {
    private let office: Office

    /// Works in `office`.
    public init(office: Office) {
        self.office = office
    }

    /// Mails the link, which serves once, for ``SessionLimits/passwordLinkMinutes``; the old password serves until
    /// then.
    ///
    /// Throws ``Refusal``: `notFound`, `signIn` with `userState` for a disabled user.
    public func callAsFunction(_ user: User.ID, as credential: Credential) async throws {
        let secret = SecretText.link.make(from: office.chance.bytes(32))
        let sealed = try office.vault.sealLink(secret)
        try await office.transaction(as: credential) { desk in
            try desk.actor.require(.administrator)
            guard let addressee = try UserStore(desk.session).addressee(user) else {
                throw Refusal.notFound(user.description)
            }
            guard addressee.isActive else { throw Refusal.signIn(.userState(user, isActive: false)) }
            let expiry = desk.now.adding(minutes: SessionLimits.passwordLinkMinutes)
            try desk.asSystem {
                try LinkStore(desk.session).insert(
                    SecretText.digest(of: secret),
                    for: .password,
                    of: user,
                    from: desk.now,
                    until: expiry
                )
            }
            try desk.mail(
                OutboxEntry(
                    "password_link",
                    to: addressee.to.email,
                    name: addressee.to.name,
                    about: user.description,
                    values: ["sealed_link": sealed, "deadline": "\(expiry)"]
                )
            )
            try desk.record("user.password_link_sent", user)
        }
    }
}

public import KodanDomain
import KodanStore

/// Somebody is called something else, or has another mail address.
///
/// For administrators.
public struct ChangeUser: Sendable {
    private let office: Office

    /// Works in `office`.
    public init(office: Office) {
        self.office = office
    }

    /// Changes what `change` says; the record keeps which of it became different, not the values.
    ///
    /// With another address the links that were mailed to the one before serve no more, and both are told; sessions and
    /// tokens go on. What presenters and organizations have as addresses of their own stays. Throws ``Refusal``:
    /// `notFound`, `emailTaken`.
    public func callAsFunction(_ user: User.ID, to change: UserChange, as credential: Credential) async throws
    {
        try await office.transaction(as: credential) { desk in
            try desk.actor.require(.administrator)
            let users = UserStore(desk.session)
            guard let found = try users.lock(user) else { throw Refusal.notFound(user.description) }
            let email = change.email ?? found.email
            let name = change.name ?? found.name
            let fields = [
                email.text == found.email.text ? nil : "email", name == found.name ? nil : "name",
            ].compactMap { $0 }
            guard !fields.isEmpty else { return }
            try refusing(["app_user_email_unique": .emailTaken(email)]) {
                try users.update(user, to: NewUser(email: email, name: name))
            }
            if email.key != found.email.key {
                try desk.asSystem { try LinkStore(desk.session).end(of: user, at: desk.now) }
                for address in [found.email, email] {
                    try desk.mail(
                        OutboxEntry("contact_changed", to: address, name: name, about: user.description)
                    )
                }
            }
            try desk.record("user.changed", user, detail: ["fields": fields.joined(separator: " ")])
        }
    }
}

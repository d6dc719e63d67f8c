public import KodanDomain
import KodanStore
import Postgres

/// Adds somebody who may sign in, with their first roles.
///
/// For administrators.
public struct CreateUser: Sendable {
    private let office: Office

    /// Works in `office`.
    public init(office: Office) {
        self.office = office
    }

    /// Adds the user.
    ///
    /// Throws ``Refusal``: `emailTaken`, or `notPermitted` for a role that nobody can be given.
    public func callAsFunction(
        _ user: NewUser,
        roles: [Role],
        as credential: Credential
    ) async throws -> User.ID {
        try await office.transaction(as: credential) { desk in
            try desk.actor.require(.administrator)
            guard !roles.contains(.system) else { throw Refusal.notPermitted(.system) }
            let users = UserStore(desk.session)
            let id = try refusing(["app_user_email_unique": .emailTaken(user.email)]) {
                try users.insert([user], at: desk.now)[0]
            }
            try users.grant(roles.map { Grant($0, to: id) }, by: desk.actor, at: desk.now)
            try desk.record(
                "user.created",
                id,
                detail: ["roles": roles.map(\.rawValue).joined(separator: " ")]
            )
            return id
        }
    }
}

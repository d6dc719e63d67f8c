public import KodanDomain
import KodanStore
import Postgres

/// An administrator sets somebody's password, at the command line: for the first administrator, who gets no mail yet.
///
/// For administrators, and for the service itself.
public struct SetPassword: Sendable {
    private let office: Office

    /// Works in `office`.
    public init(office: Office) {
        self.office = office
    }

    /// Sets the password and ends every session and unused link of the user.
    ///
    /// Throws ``Refusal``: `notFound`, `signIn` with `busy`.
    public func callAsFunction(_ new: Password, of user: User.ID, as credential: Credential) async throws {
        try await office.transaction(as: credential) { desk in
            try desk.actor.require(.administrator)
            guard try UserStore(desk.session).addressee(user) != nil else {
                throw Refusal.notFound(user.description)
            }
        }
        let hash = try await office.passwords.hash(new, salt: office.chance.bytes(16))
        try await office.transaction(as: credential) { desk in
            try desk.actor.require(.administrator)
            try desk.asSystem {
                try desk.setPassword(hash, of: user)
                try desk.tellSignInChanged(user)
            }
            try desk.record("user.password_set", user)
        }
    }
}

public import KodanDomain
import KodanStore
import Postgres

/// Lets somebody in again.
///
/// For administrators.
public struct EnableUser: Sendable {
    private let office: Office

    /// Works in `office`.
    public init(office: Office) {
        self.office = office
    }

    /// Their roles and tokens serve again; sessions that ended stay so.
    ///
    /// Throws ``Refusal``: `notFound`; `signIn` with `userState` for one who is not disabled.
    public func callAsFunction(_ user: User.ID, as credential: Credential) async throws {
        try await office.transaction(as: credential) { desk in
            try desk.actor.require(.administrator)
            let users = UserStore(desk.session)
            guard try users.addressee(user) != nil else { throw Refusal.notFound(user.description) }
            guard try users.setActive(true, user) else {
                throw Refusal.signIn(.userState(user, isActive: true))
            }
            try desk.record("user.enabled", user)
        }
    }
}

public import KodanDomain
import KodanStore
import Postgres

/// Lets somebody in no more, whatever they hold.
///
/// For administrators.
public struct DisableUser: Sendable {
    private let office: Office

    /// Works in `office`.
    public init(office: Office) {
        self.office = office
    }

    /// Ends their sessions and links at once; their tokens serve nobody while they are disabled.
    ///
    /// Throws ``Refusal``: `notFound`; `signIn` with `userState` for one who is disabled, `ownAccess` for oneself,
    /// `lastAdministrator` where another administrator was disabled at the same moment, `field` for the reason.
    public func callAsFunction(_ user: User.ID, because reason: String, as credential: Credential)
        async throws
    {
        try await office.transaction(as: credential) { desk in
            try desk.actor.require(.administrator)
            let reason = try reason.checkedReason()
            guard try user != desk.actor.user else { throw Refusal.signIn(.ownAccess(user)) }
            let users = UserStore(desk.session)
            guard try users.addressee(user) != nil else { throw Refusal.notFound(user.description) }
            try users.lockAdministrators()
            guard try users.setActive(false, user) else {
                throw Refusal.signIn(.userState(user, isActive: false))
            }
            try desk.requireAdministrator(besides: user)
            try desk.asSystem {
                try SessionStore(desk.session).endAll(of: user, at: desk.now)
                try LinkStore(desk.session).end(of: user, at: desk.now)
                try NewEmailStore(desk.session).end(of: user)
            }
            try desk.record("user.disabled", user, reason: reason)
        }
    }
}

extension Desk {
    /// Refuses a step of this transaction that left nobody to name administrators.
    func requireAdministrator(besides user: User.ID) throws {
        guard try asSystem({ try UserStore(session).hasAdministrator() }) else {
            throw Refusal.signIn(.lastAdministrator(user))
        }
    }
}

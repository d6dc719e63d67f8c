public import KodanDomain
import KodanStore

/// Takes a role from a user.
///
/// For administrators.
public struct RevokeRole: Sendable {
    private let office: Office

    /// Works in `office`.
    public init(office: Office) {
        self.office = office
    }

    /// Takes the role away from now on, of a coordinator for one prefecture only where one is named.
    ///
    /// Throws ``Refusal``: `notFound` for a user who is not there, `roleNotHeld`, `signIn` with `lastAdministrator`
    /// where nobody would be left who names others.
    public func callAsFunction(
        _ role: Role,
        from user: User.ID,
        in prefecture: PrefectureCode? = nil,
        as credential: Credential
    ) async throws {
        try await office.transaction(as: credential) { desk in
            try desk.actor.require(.administrator)
            let users = UserStore(desk.session)
            if role == .administrator { try users.lockAdministrators() }
            let ended = try users.revoke(role, from: user, in: prefecture, at: desk.now)
            guard ended > 0 else { throw try users.refusal(lacking: role, user, in: prefecture) }
            if role == .administrator { try desk.requireAdministrator(besides: user) }
            if try !users.holds(role, user) {
                try SessionStore(desk.session).endAll(of: user, in: role, at: desk.now)
            }
            try desk.record("user.role_revoked", user, detail: role.recorded(in: prefecture))
        }
    }
}

extension UserStore {
    /// Why nothing is done about a role of a user who does not hold it.
    func refusal(lacking role: Role, _ user: User.ID, in prefecture: PrefectureCode? = nil) throws -> Refusal
    {
        try addressee(user) == nil ? .notFound(user.description) : .roleNotHeld(user, role, in: prefecture)
    }
}

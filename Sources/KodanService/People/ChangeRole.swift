public import KodanDomain
import KodanStore

/// Gives a user a role.
///
/// For administrators.
public struct GrantRole: Sendable {
    private let office: Office

    /// Works in `office`.
    public init(office: Office) {
        self.office = office
    }

    /// Gives the role from now on; a coordinator may be limited to one prefecture, by several grants to several.
    ///
    /// Throws ``Refusal``: `roleHeld`, `notFound` for a user who is not there, `notPermitted` for the service's own
    /// role, `field` for a limit on any role but a coordinator's.
    public func callAsFunction(
        _ role: Role,
        to user: User.ID,
        in prefecture: PrefectureCode? = nil,
        as credential: Credential
    ) async throws {
        try await office.transaction(as: credential) { desk in
            try desk.actor.require(.administrator)
            guard role != .system else { throw Refusal.notPermitted(role) }
            guard prefecture == nil || role == .coordinator else {
                throw Refusal.field(FieldRefused(.prefecture, expected: .absentWithout(.coordinator)))
            }
            let refusals: [String: Refusal] = [
                "user_role_once": .roleHeld(user, role),
                "user_role_user_id_fkey": .notFound(user.description),
            ]
            try refusing(refusals) {
                try UserStore(desk.session).grant(
                    [Grant(role, to: user, in: prefecture)],
                    by: desk.actor,
                    at: desk.now
                )
            }
            try desk.record("user.role_granted", user, detail: detail(role, prefecture))
        }
    }
}

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
            try desk.record("user.role_revoked", user, detail: detail(role, prefecture))
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

private func detail(_ role: Role, _ prefecture: PrefectureCode?) -> [String: String] {
    var detail = ["role": role.rawValue]
    if let prefecture { detail["prefecture"] = prefecture.description }
    return detail
}

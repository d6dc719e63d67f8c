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
    /// Nobody gives a role of money to themself: who keeps the users keeps no money. Throws ``Refusal``: `roleHeld`,
    /// `ownAffair`, `notFound` for a user who is not there, `notPermitted` for the service's own role, `field` for a
    /// limit on any role but a coordinator's.
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
                "user_role_once": .roleHeld(user, role), "user_role_own_money": .ownAffair("\(user)"),
                "user_role_user_id_fkey": .notFound(user.description),
            ]
            try refusing(refusals) {
                try UserStore(desk.session).grant(
                    [Grant(role, to: user, in: prefecture)],
                    by: desk.actor,
                    at: desk.now
                )
            }
            try desk.record("user.role_granted", user, detail: role.recorded(in: prefecture))
        }
    }
}

extension Role {
    /// What the record keeps of a role that is given or taken.
    func recorded(in prefecture: PrefectureCode?) -> [String: String] {
        var detail = ["role": rawValue]
        if let prefecture { detail["prefecture"] = prefecture.description }
        return detail
    }
}

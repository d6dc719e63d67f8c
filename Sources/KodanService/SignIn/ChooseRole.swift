public import KodanDomain
import KodanStore
import Postgres

/// Somebody goes on in another of their roles.
///
/// For whoever came in by a session.
public struct ChooseRole: Sendable {
    private let office: Office

    /// Works in `office`.
    public init(office: Office) {
        self.office = office
    }

    /// Goes on in `role`.
    ///
    /// Throws ``Refusal``: `notPermitted` for a role that they do not hold; `signIn` with `passwordWanted` for a role
    /// of staff in a session that began with a link, `sessionWanted` for tokens.
    public func callAsFunction(_ role: Role, as credential: Credential) async throws -> SessionEntry {
        try await office.transaction(as: credential, serving: .enrolment) { desk in
            let own = try desk.ownSession()
            return try desk.asSystem {
                guard try UserStore(desk.session).holds(role, own.user) else {
                    throw Refusal.notPermitted(role)
                }
                guard own.proof != .link || !role.isStaff else { throw Refusal.signIn(.passwordWanted) }
                let sessions = SessionStore(desk.session)
                try sessions.setRole(role, of: own.id)
                try desk.record("session.role_chosen", own.id, detail: ["role": role.rawValue])
                guard let entry = try sessions.find(own.id) else {
                    throw Refusal.notFound(own.id.description)
                }
                return entry
            }
        }
    }
}

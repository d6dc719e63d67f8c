public import KodanDomain
import KodanStore
import Postgres

/// Who somebody is to the office.
public struct OwnDetail: Sendable, Equatable {
    /// The user with all their roles.
    public let user: UserDetail
    /// As whom they act now, and by what they came in.
    public let actor: Actor
    /// The roles in which the session, or the token, may serve.
    public let roles: [Role]
    /// The prefectures to which they are limited, from north to south; none for who is not, or acts as no coordinator.
    public let prefectures: [PrefectureEntry]
}

/// Tells somebody who they are to the office.
///
/// For everybody, about themselves; also for staff who have yet to set up one-time codes.
public struct ReadSelf: Sendable {
    private let office: Office

    /// Works in `office`.
    public init(office: Office) {
        self.office = office
    }

    /// Who the credential's user is.
    public func callAsFunction(as credential: Credential) async throws -> OwnDetail {
        let reading = TransactionOptions(readOnly: true)
        return try await office.transaction(as: credential, reading, serving: .enrolment) { desk in
            let own = try desk.person()
            return try desk.asSystem {
                guard let user = try UserQueries(desk.session).user(own) else { throw Refusal.notSignedIn }
                let actor = try desk.actor
                var roles = [actor.role]
                if case .session(_, let proof) = actor.entrance {
                    let held = user.entry.heldRoles
                    roles = Role.bySignIn.filter { held.contains($0) && (proof != .link || !$0.isStaff) }
                }
                let limits = actor.role == .coordinator ? user.entry.limits : []
                let prefectures =
                    limits.isEmpty
                    ? []
                    : try VocabularyStore(desk.session).prefectures().filter { limits.contains($0.code) }
                return OwnDetail(user: user, actor: actor, roles: roles, prefectures: prefectures)
            }
        }
    }

    /// How many recovery codes the credential's user has left; none without one-time codes.
    public func recoveryCodesLeft(as credential: Credential) async throws -> Int {
        try await office.transaction(as: credential, TransactionOptions(readOnly: true)) { desk in
            let own = try desk.person()
            return try desk.asSystem { try ProofStore(desk.session).recoveryCodesLeft(of: own) }
        }
    }

    /// The credential's session; nil for a token.
    public func session(as credential: Credential) async throws -> SessionEntry? {
        let reading = TransactionOptions(readOnly: true)
        return try await office.transaction(as: credential, reading, serving: .enrolment) { desk in
            _ = try desk.person()
            guard let id = try desk.actor.session else { return nil }
            return try desk.asSystem { try SessionStore(desk.session).find(id) }
        }
    }
}

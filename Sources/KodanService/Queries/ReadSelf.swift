public import KodanDomain
import KodanStore
import Postgres

/// Who somebody is to the office.
public struct OwnDetail: Sendable, Equatable {
    /// The user with all their roles.
    public let user: UserDetail
    /// As whom they act now, and by what they came in.
    public let actor: Actor
    /// The session; nil for a token.
    public let session: SessionEntry?
    /// The roles in which the session, or the token, may serve.
    public let roles: [Role]
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
                var session: SessionEntry?
                let actor = try desk.actor
                var roles = [actor.role]
                if case .session(let id, let proof) = actor.entrance {
                    session = try SessionStore(desk.session).find(id)
                    let held = try UserStore(desk.session).roles(of: own)
                    roles = Role.bySignIn.filter { held.contains($0) && (proof != .link || !$0.isStaff) }
                }
                return OwnDetail(user: user, actor: actor, session: session, roles: roles)
            }
        }
    }
}

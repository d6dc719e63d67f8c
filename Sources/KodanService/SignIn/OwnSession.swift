public import KodanDomain
import KodanStore
import Postgres

/// Somebody signs out (ログアウト).
///
/// For whoever came in by a session.
public struct SignOut: Sendable {
    private let office: Office

    /// Works in `office`.
    public init(office: Office) {
        self.office = office
    }

    /// Ends the session at once.
    ///
    /// Throws ``SignInRefusal/sessionWanted`` for tokens.
    public func callAsFunction(as credential: Credential) async throws {
        try await office.transaction(as: credential, serving: .enrolment) { desk in
            let own = try desk.ownSession()
            try desk.asSystem {
                guard try SessionStore(desk.session).end(own.id, of: own.user, at: desk.now) else { return }
                try desk.record("session.ended", own.id)
            }
        }
    }
}

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

/// Where somebody is signed in.
///
/// For everybody, about themselves.
public struct ReadSessions: Sendable {
    private let office: Office

    /// Works in `office`.
    public init(office: Office) {
        self.office = office
    }

    /// The asker's sessions behind `after` that have not ended.
    public func callAsFunction(
        after: UserSession.ID? = nil,
        limit: PageLimit = .standard,
        as credential: Credential
    ) async throws -> Page<SessionEntry, UserSession> {
        try await office.transaction(as: credential, TransactionOptions(readOnly: true)) { desk in
            let rows = try SessionStore(desk.session).running(
                of: desk.person(),
                at: desk.now,
                after: after,
                limit: limit.andOneMore
            )
            return Page(rows, limit: limit.count, key: \.id)
        }
    }
}

/// Somebody ends one of their sessions, such as that of a device they lost.
///
/// For everybody, about themselves.
public struct EndSession: Sendable {
    private let office: Office

    /// Works in `office`.
    public init(office: Office) {
        self.office = office
    }

    /// Ends the session at once.
    ///
    /// Throws ``Refusal/notFound(_:as:)`` for one that is not theirs or has ended.
    public func callAsFunction(_ id: UserSession.ID, as credential: Credential) async throws {
        try await office.transaction(as: credential) { desk in
            let user = try desk.person()
            guard try SessionStore(desk.session).end(id, of: user, at: desk.now) else {
                throw Refusal.notFound(id.description)
            }
            try desk.record("session.ended", id)
        }
    }
}

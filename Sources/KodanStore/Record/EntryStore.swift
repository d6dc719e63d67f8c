public import KodanDomain
public import Postgres

/// The entering call, by which a transaction says for whom it acts.
///
/// Row-level security follows it.
public struct EntryStore {
    private let session: Session

    /// Works in the transaction of `session`.
    public init(_ session: Session) {
        self.session = session
    }

    /// Enters by the SHA-256 of an access token; nil if the token serves nobody at `now`.
    public func enter(tokenDigest: [UInt8], at now: Instant) throws(PostgresError) -> Actor? {
        try session.first(
            """
            SELECT user_id, role, presenter_id, organizations, token_id, scopes
              FROM kodan_enter_by_token(\(tokenDigest), \(now))
            """
        ) { row throws(PostgresError) in
            let scopes: [TokenScope]? = try row.optional("scopes")
            return try actor(row, .token(try row.value("token_id"), scopes.map { Set($0) }))
        }
    }

    /// Enters by the SHA-256 of a session's token; nil if the session serves nobody at `now`.
    ///
    /// Staff who have yet to set up one-time codes are limited to that (``ActorLimit/enrolment``).
    public func enter(sessionDigest: [UInt8], at now: Instant) throws(PostgresError) -> Actor? {
        try session.first(
            """
            SELECT user_id, role, presenter_id, organizations, session_id, proof, is_enrolling
              FROM kodan_enter_by_session(\(sessionDigest), \(now))
            """
        ) { row throws(PostgresError) in
            let isEnrolling: Bool = try row.value("is_enrolling")
            return try actor(
                row,
                .session(try row.value("session_id"), try row.value("proof")),
                isEnrolling ? .enrolment : nil
            )
        }
    }

    /// Enters as the presenter of one offer, limited to it, by the SHA-256 of its link; nil if the link serves nobody
    /// at `now`.
    public func enter(offerLinkDigest: [UInt8], at now: Instant) throws(PostgresError) -> Actor? {
        try session.first(
            """
            SELECT user_id, role, presenter_id, organizations, offer_id
              FROM kodan_enter_by_offer_link(\(offerLinkDigest), \(now))
            """
        ) { row throws(PostgresError) in
            let offer: Offer.ID = try row.value("offer_id")
            return try actor(row, .offerLink(offer), .offer(offer))
        }
    }

    /// Enters as `user`; nil if they are disabled or do not hold the role at `now`.
    public func enter(_ user: User.ID, as role: Role, at now: Instant) throws(PostgresError) -> Actor? {
        try session.first(
            """
            SELECT user_id, role, presenter_id, organizations
              FROM kodan_enter(\(user), \(role), \(now))
            """
        ) { row throws(PostgresError) in try actor(row, .trusted) }
    }

    /// Enters as the service itself.
    public func enterAsSystem() throws(PostgresError) {
        try session.execute("SELECT set_config('kodan.role', 'system', true)")
    }

    /// Goes on as `role` and says as what the transaction acted until now, so that changes can be nested.
    ///
    /// The database's roles are ``Role`` and those of limited actors (`offer`, `enrolling`), so they are texts here.
    @discardableResult
    public func exchange(_ role: String) throws(PostgresError) -> String {
        try session.value(
            """
            WITH before AS MATERIALIZED (
                SELECT kodan_role() AS role
            ), after AS MATERIALIZED (
                SELECT before.role, set_config('kodan.role', \(role), true)
                  FROM before
            )
            SELECT role FROM after
            """
        )
    }

    /// Waits for nobody: takes the advisory lock of this number until the connection ends, or says that it is taken.
    public func tryHold(_ lock: Int64) throws(PostgresError) -> Bool {
        try session.value("SELECT pg_try_advisory_lock(\(lock))")
    }

    /// Gives back what ``tryHold(_:)`` took.
    public func release(_ lock: Int64) throws(PostgresError) {
        try session.execute("SELECT pg_advisory_unlock(\(lock))")
    }

    /// Waits for nobody: takes the lock of one kind of run until the transaction ends, or says that it is taken.
    public func tryLock(_ run: ExclusiveRun) throws(PostgresError) -> Bool {
        try session.value("SELECT pg_try_advisory_xact_lock(\(run.rawValue))")
    }

    private func actor(
        _ row: Row,
        _ entrance: Entrance,
        _ limit: ActorLimit? = nil
    ) throws(PostgresError) -> Actor {
        let organizations: [Int64] = try row.value("organizations")
        return Actor(
            user: try row.optional("user_id"),
            role: try row.value("role"),
            presenter: try row.optional("presenter_id"),
            organizations: Set(organizations.map { Organization.ID($0) }),
            entrance: entrance,
            limit: limit
        )
    }
}

/// What runs once at a time in the whole service; the numbers are advisory lock keys.
public enum ExclusiveRun: Int64, Sendable {
    /// Matching.
    case matching = 7_031_001
    /// Sealing of audit events.
    case sealing = 7_031_002
    /// Preparing, closing or exporting a month.
    case month = 7_031_003
}

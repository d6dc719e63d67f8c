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
            SELECT user_id, role, presenter_id, organizations
              FROM kodan_enter_by_token(\(tokenDigest), \(now))
            """,
            as: actor(row:)
        )
    }

    /// Enters as `user`; nil if they are disabled or do not hold the role at `now`.
    public func enter(_ user: User.ID, as role: Role, at now: Instant) throws(PostgresError) -> Actor? {
        try session.first(
            """
            SELECT user_id, role, presenter_id, organizations
              FROM kodan_enter(\(user), \(role), \(now))
            """,
            as: actor(row:)
        )
    }

    /// Enters as the service itself.
    public func enterAsSystem() throws(PostgresError) {
        try session.execute("SELECT set_config('kodan.role', 'system', true)")
    }

    /// Goes on as `role` and says as what the transaction acted until now, so that changes can be nested.
    @discardableResult
    public func exchange(_ role: Role) throws(PostgresError) -> Role {
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

    private func actor(row: Row) throws(PostgresError) -> Actor {
        let organizations: [Int64] = try row.value("organizations")
        return Actor(
            user: try row.value("user_id"),
            role: try row.value("role"),
            presenter: try row.optional("presenter_id"),
            organizations: Set(organizations.map { Organization.ID($0) })
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

public import KodanDomain
public import Postgres

/// Sessions; only digests of what the browser keeps are stored.
public struct SessionStore {
    private let session: Session

    /// Works in the transaction of `session`.
    public init(_ session: Session) {
        self.session = session
    }

    /// Begins a session; its key.
    public func insert(
        _ digest: [UInt8],
        of user: User.ID,
        as role: Role,
        by proof: SessionProof,
        at now: Instant
    ) throws(PostgresError) -> UserSession.ID {
        let expiry = now.adding(minutes: SessionLimits.longestMinutes)
        return try session.value(
            """
            INSERT INTO user_session (user_id, role, proof, digest, created_at, last_seen_at, idle_minutes, expires_at)
            VALUES (\(user), \(role), \(proof), \(digest), \(now), \(now), \(SessionLimits.idleMinutes), \(expiry))
            RETURNING id
            """
        )
    }

    /// The session; nil if there is none that the actor may see.
    public func find(_ id: UserSession.ID) throws(PostgresError) -> SessionEntry? {
        try session.first(
            "SELECT \(SessionStore.columns) FROM user_session WHERE id = \(id)",
            as: SessionEntry.init(row:)
        )
    }

    /// The sessions of `user` that run at `now`, at most `limit` with keys above `after`, smaller keys first.
    public func running(
        of user: User.ID,
        at now: Instant,
        after: UserSession.ID?,
        limit: Int
    ) throws(PostgresError) -> [SessionEntry] {
        try session.rows(
            """
            SELECT \(SessionStore.columns)
              FROM user_session
             WHERE user_id = \(user)
               AND id > \(after ?? UserSession.ID(0))
               AND ended_at IS NULL
               AND expires_at > \(now)
               AND last_seen_at + make_interval(mins => idle_minutes) > \(now)
             ORDER BY id
             LIMIT \(limit)
            """,
            as: SessionEntry.init(row:)
        )
    }

    /// Ends one session of `user`; false if there is none that runs.
    public func end(_ id: UserSession.ID, of user: User.ID, at now: Instant) throws(PostgresError) -> Bool {
        try session.execute(
            """
            UPDATE user_session SET ended_at = \(now)
             WHERE id = \(id) AND user_id = \(user) AND ended_at IS NULL AND created_at <= \(now)
            """
        ) == 1
    }

    /// Ends the sessions of `user`, all or those in `role`, but for `kept`; how many that were.
    @discardableResult
    public func endAll(
        of user: User.ID,
        in role: Role? = nil,
        but kept: UserSession.ID? = nil,
        at now: Instant
    ) throws(PostgresError) -> Int {
        try session.execute(
            """
            UPDATE user_session SET ended_at = \(now)
             WHERE user_id = \(user)
               AND ended_at IS NULL
               AND created_at <= \(now)
               AND (\(role)::text IS NULL OR role = \(role))
               AND (\(kept)::bigint IS NULL OR id <> \(kept))
            """
        )
    }

    /// Goes on in another role.
    public func setRole(_ role: Role, of id: UserSession.ID) throws(PostgresError) {
        try session.execute("UPDATE user_session SET role = \(role) WHERE id = \(id)")
    }

    /// Notes that its user has proved more.
    public func setProof(_ proof: SessionProof, of id: UserSession.ID) throws(PostgresError) {
        try session.execute("UPDATE user_session SET proof = \(proof) WHERE id = \(id)")
    }

    private static let columns: SQL = """
        id, user_id, role, proof, created_at, last_seen_at, expires_at
        """

    /// Forgets sessions that ended 30 days ago; how many that were.
    public func tidy(at now: Instant) throws(PostgresError) -> Int {
        try session.execute("DELETE FROM user_session WHERE expires_at < \(now.adding(days: -30))")
    }
}

extension SessionEntry {
    fileprivate init(row: Row) throws(PostgresError) {
        self.init(
            id: try row.value("id"),
            user: try row.value("user_id"),
            role: try row.value("role"),
            proof: try row.value("proof"),
            createdAt: try row.value("created_at"),
            lastSeenAt: try row.value("last_seen_at"),
            expiresAt: try row.value("expires_at")
        )
    }
}

public import KodanDomain
public import Postgres

/// When tokens and sessions were last used: noted now and then, for reading writes nothing.
public struct UseStore {
    private let session: Session

    /// Works in the transaction of `session`.
    public init(_ session: Session) {
        self.session = session
    }

    /// Notes the last uses of tokens; an older one changes nothing.
    public func note(_ uses: [AccessToken.ID: Instant]) throws(PostgresError) {
        let ids = uses.keys.sorted { $0.rawValue < $1.rawValue }
        try session.execute(
            """
            UPDATE access_token SET last_used_at = used.at
              FROM unnest(\(ids)::bigint[], \(ids.map { uses[$0] })::timestamptz[]) AS used (id, at)
             WHERE access_token.id = used.id
               AND used.at > coalesce(access_token.last_used_at, access_token.created_at)
            """
        )
    }

    /// Notes the last uses of sessions; an older one changes nothing.
    public func note(_ uses: [UserSession.ID: Instant]) throws(PostgresError) {
        let ids = uses.keys.sorted { $0.rawValue < $1.rawValue }
        try session.execute(
            """
            UPDATE user_session SET last_seen_at = used.at
              FROM unnest(\(ids)::bigint[], \(ids.map { uses[$0] })::timestamptz[]) AS used (id, at)
             WHERE user_session.id = used.id
               AND used.at > user_session.last_seen_at
            """
        )
    }
}

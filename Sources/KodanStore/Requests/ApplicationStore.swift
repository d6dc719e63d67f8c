public import KodanDomain
public import Postgres

/// What somebody who is not registered typed, until they have confirmed their address.
public struct StoredApplication: Sendable, Equatable {
    /// Its key.
    public let id: Application.ID
    /// What was typed, by the names of the form's fields; nothing once there is a request.
    public let typed: [String: String]
    /// The request that it became; nil before.
    public let request: LectureRequest.ID?
}

/// Applications of those who are not registered; only digests of their links are kept.
public struct ApplicationStore {
    private let session: Session

    /// Works in the transaction of `session`.
    public init(_ session: Session) {
        self.session = session
    }

    /// Keeps what was `typed` under the digest of its link.
    public func insert(
        _ typed: [String: String],
        under digest: [UInt8],
        from now: Instant,
        until expiry: Instant
    ) throws(PostgresError) -> Application.ID {
        let names = typed.keys.sorted()
        return try session.value(
            """
            INSERT INTO application (digest, typed, created_at, expires_at)
            VALUES (\(digest), jsonb_object(\(names)::text[], \(names.map { typed[$0] ?? "" })::text[]),
                    \(now), \(expiry))
            RETURNING id
            """
        )
    }

    /// The application of a link, locked until the transaction ends; nil for one that does not serve at `now`.
    public func lock(_ digest: [UInt8], at now: Instant) throws(PostgresError) -> StoredApplication? {
        try session.first(
            """
            SELECT id, request_id,
                   ARRAY(SELECT key FROM jsonb_each_text(typed) ORDER BY key) AS names,
                   ARRAY(SELECT value FROM jsonb_each_text(typed) ORDER BY key) AS texts
              FROM application
             WHERE digest = \(digest)
               AND created_at <= \(now)
               AND expires_at > \(now)
               FOR UPDATE
            """
        ) { row throws(PostgresError) in
            let names: [String] = try row.value("names")
            let texts: [String] = try row.value("texts")
            return StoredApplication(
                id: try row.value("id"),
                typed: Dictionary(zip(names, texts)) { first, _ in first },
                request: try row.optional("request_id")
            )
        }
    }

    /// Notes that an application became `request`, and forgets what was typed.
    public func confirm(_ id: Application.ID, as request: LectureRequest.ID, at now: Instant)
        throws(PostgresError)
    {
        try session.change(
            """
            UPDATE application SET typed = '{}', confirmed_at = \(now), request_id = \(request) WHERE id = \(id)
            """
        )
    }

    /// Forgets what nobody confirmed in time, and says how many that were.
    @discardableResult
    public func tidy(at now: Instant) throws(PostgresError) -> Int {
        try session.execute("DELETE FROM application WHERE expires_at < \(now) AND confirmed_at IS NULL")
    }
}

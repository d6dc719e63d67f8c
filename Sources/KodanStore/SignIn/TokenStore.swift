public import KodanDomain
public import Postgres

/// Access tokens, of which only digests are kept.
public struct TokenStore {
    private let session: Session

    /// Works in the transaction of `session`.
    public init(_ session: Session) {
        self.session = session
    }

    /// Keeps the digest of a token; its key.
    public func insert(
        digest: [UInt8],
        for user: User.ID,
        as role: Role,
        label: String,
        scopes: [TokenScope]? = nil,
        from now: Instant,
        until expiry: Instant
    ) throws(PostgresError) -> AccessToken.ID {
        try session.value(
            """
            INSERT INTO access_token (user_id, role, digest, label, scopes, created_at, expires_at)
            VALUES (\(user), \(role), \(digest), \(label), \(scopes), \(now), \(expiry))
            RETURNING id
            """
        )
    }

    /// Revokes a token; false if there is none that serves.
    public func revoke(_ id: AccessToken.ID, at now: Instant) throws(PostgresError) -> Bool {
        try session.execute(
            "UPDATE access_token SET revoked_at = \(now) WHERE id = \(id) AND revoked_at IS NULL"
        ) == 1
    }

    /// Ends every token of a user.
    public func revokeAll(of user: User.ID, at now: Instant) throws(PostgresError) {
        try session.execute(
            "UPDATE access_token SET revoked_at = \(now) WHERE user_id = \(user) AND revoked_at IS NULL"
        )
    }
}

public import KodanDomain
public import Postgres

/// Tokens as lists show them; row-level security decides which.
public struct TokenQueries {
    private let session: Session

    /// Works in the transaction of `session`.
    public init(_ session: Session) {
        self.session = session
    }

    private static let query: SQL = """
        SELECT token.id, token.user_id, app_user.display_name AS user_name, token.role, token.label, token.scopes,
               token.created_at, token.expires_at, token.last_used_at, token.revoked_at
          FROM access_token AS token
          LEFT JOIN app_user ON app_user.id = token.user_id
        """

    /// At most `limit` tokens with keys above `after`, smaller keys first: all, or those of `user`.
    public func list(
        of user: User.ID?,
        after: AccessToken.ID?,
        limit: Int
    ) throws(PostgresError) -> [TokenEntry] {
        let ofUser: SQL = if let user { "AND token.user_id = \(user)" } else { "" }
        return try session.rows(
            """
            \(TokenQueries.query)
             WHERE token.id > \(after ?? AccessToken.ID(0))
            \(ofUser)
             ORDER BY token.id
             LIMIT \(limit)
            """,
            as: TokenEntry.init(row:)
        )
    }

    /// One token; nil if there is none that the actor may see.
    public func token(_ id: AccessToken.ID) throws(PostgresError) -> TokenEntry? {
        try session.first("\(TokenQueries.query) WHERE token.id = \(id)", as: TokenEntry.init(row:))
    }
}

extension TokenEntry {
    fileprivate init(row: Row) throws(PostgresError) {
        self.init(
            id: try row.value("id"),
            user: try row.value("user_id"),
            userName: try row.optional("user_name"),
            role: try row.value("role"),
            label: try row.value("label"),
            scopes: try row.optional("scopes"),
            createdAt: try row.value("created_at"),
            expiresAt: try row.value("expires_at"),
            lastUsedAt: try row.optional("last_used_at"),
            revokedAt: try row.optional("revoked_at")
        )
    }
}

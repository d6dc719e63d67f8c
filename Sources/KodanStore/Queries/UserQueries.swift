public import KodanDomain
public import Postgres

/// Users as administrators and auditors see them.
public struct UserQueries {
    private let session: Session

    /// Works in the transaction of `session`.
    public init(_ session: Session) {
        self.session = session
    }

    /// At most `limit` users with keys above `after`, smaller keys first: all, or those who hold `role`, or those
    /// with `name` somewhere in name or mail address.
    public func list(
        role: Role?,
        name: String?,
        after: User.ID?,
        limit: Int
    ) throws(PostgresError) -> [UserEntry] {
        let holding: SQL =
            if let role {
                """
                AND EXISTS (
                    SELECT FROM user_role AS held
                     WHERE held.user_id = app_user.id AND held.role = \(role) AND held.revoked_at IS NULL
                )
                """
            } else { "" }
        let named: SQL =
            if let name {
                "AND strpos(app_user.display_name || ' ' || app_user.email_key, \(name)) > 0"
            } else { "" }
        return try session.rows(
            """
            SELECT app_user.id, app_user.email, app_user.display_name, app_user.state = 'active' AS is_active,
                   ARRAY(
                       SELECT granted.role || coalesce(':' || granted.prefecture_code, '')
                         FROM user_role AS granted
                        WHERE granted.user_id = app_user.id AND granted.revoked_at IS NULL
                        ORDER BY granted.role, granted.prefecture_code
                   ) AS roles
              FROM app_user
             WHERE app_user.id > \(after ?? User.ID(0))
            \(holding)
            \(named)
             ORDER BY app_user.id
             LIMIT \(limit)
            """
        ) { row throws(PostgresError) in
            UserEntry(
                id: try row.value("id"),
                email: try row.value("email"),
                name: try row.value("display_name"),
                isActive: try row.value("is_active"),
                roles: try row.value("roles")
            )
        }
    }
}

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
                """
                AND (name_key(app_user.display_name) LIKE name_pattern(\(name))
                     OR name_key(app_user.email_key) LIKE name_pattern(\(name)))
                """
            } else { "" }
        return try session.rows(
            """
            SELECT \(UserQueries.columns)
              FROM app_user
             WHERE app_user.id > \(after ?? User.ID(0))
            \(holding)
            \(named)
             ORDER BY app_user.id
             LIMIT \(limit)
            """,
            as: UserEntry.init(row:)
        )
    }

    /// One user with how they sign in; nil if there is none that the actor may see.
    public func user(_ id: User.ID) throws(PostgresError) -> UserDetail? {
        try session.first(
            """
            SELECT \(UserQueries.columns), app_user.created_at, app_user.anonymized_at,
                   (SELECT set_at FROM user_password WHERE user_password.user_id = app_user.id) AS set_at,
                   (SELECT confirmed_at FROM user_totp
                     WHERE user_totp.user_id = app_user.id AND confirmed_at IS NOT NULL) AS confirmed_at
              FROM app_user
             WHERE app_user.id = \(id)
            """
        ) { row throws(PostgresError) in
            UserDetail(
                entry: try UserEntry(row: row),
                createdAt: try row.value("created_at"),
                passwordSetAt: try row.optional("set_at"),
                totpConfirmedAt: try row.optional("confirmed_at"),
                anonymizedAt: try row.optional("anonymized_at")
            )
        }
    }

    private static let columns: SQL = """
        app_user.id, app_user.email, app_user.display_name, app_user.state = 'active' AS is_active,
        ARRAY(
            SELECT granted.role || coalesce(':' || granted.prefecture_code, '')
              FROM user_role AS granted
             WHERE granted.user_id = app_user.id AND granted.revoked_at IS NULL
             ORDER BY granted.role, granted.prefecture_code
        ) AS roles
        """
}

extension UserEntry {
    fileprivate init(row: Row) throws(PostgresError) {
        self.init(
            id: try row.value("id"),
            email: try row.value("email"),
            name: try row.value("display_name"),
            isActive: try row.value("is_active"),
            roles: try row.value("roles")
        )
    }
}

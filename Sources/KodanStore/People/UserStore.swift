public import KodanDomain
public import Postgres

/// A role that a user holds.
public struct Grant: Sendable, Equatable {
    /// Who.
    public let user: User.ID
    /// The role that they get.
    public let role: Role
    /// The prefecture to which a coordinator is limited.
    public let prefecture: PrefectureCode?

    /// A grant.
    public init(_ role: Role, to user: User.ID, in prefecture: PrefectureCode? = nil) {
        self.role = role
        self.user = user
        self.prefecture = prefecture
    }
}

/// Whose a mail address is.
public struct EmailOwner: Sendable, Equatable {
    /// Who signs in by it.
    public let user: User.ID
    /// Whether they are a presenter.
    public let isPresenter: Bool
}

/// Users and their roles.
public struct UserStore {
    private let session: Session

    /// Works in the transaction of `session`.
    public init(_ session: Session) {
        self.session = session
    }

    /// Adds users; their keys in the same order.
    ///
    /// Throws the violation of `app_user_email_unique` for an address that is somebody's already.
    public func insert(_ users: [NewUser], at now: Instant) throws(PostgresError) -> [User.ID] {
        let ids = try session.keys(of: .user, count: users.count, as: User.self)
        try session.execute(
            """
            INSERT INTO app_user (id, email, display_name, state, created_at)
            OVERRIDING SYSTEM VALUE
            SELECT id, email, display_name, 'active', \(now)
              FROM unnest(\(ids)::bigint[], \(users.map(\.email))::text[], \(users.map(\.name))::text[])
                   AS new (id, email, display_name)
            """
        )
        return ids
    }

    /// What a user is called and where mail goes, locked until the transaction ends; nil if there is no such user.
    public func lock(_ user: User.ID) throws(PostgresError) -> NewUser? {
        try session.first("SELECT email, display_name FROM app_user WHERE id = \(user) FOR UPDATE") {
            row throws(PostgresError) in
            NewUser(email: try row.value("email"), name: try row.value("display_name"))
        }
    }

    /// Makes a user's address and name those of `changed`.
    ///
    /// Throws the violation of `app_user_email_unique` for an address that is somebody else's.
    public func update(_ user: User.ID, to changed: NewUser) throws(PostgresError) {
        try session.execute(
            """
            UPDATE app_user SET email = \(changed.email), display_name = \(changed.name) WHERE id = \(user)
            """
        )
    }

    /// The user with this mail address, upper and lower case being the same; nil if there is none.
    public func find(_ email: EmailAddress) throws(PostgresError) -> User.ID? {
        try session.first("SELECT id FROM app_user WHERE email_key = \(email.key)") {
            row throws(PostgresError) in try row.value("id")
        }
    }

    /// Of these mail addresses those that are somebody's, by ``EmailAddress/key``.
    public func owners(of emails: [EmailAddress]) throws(PostgresError) -> [String: EmailOwner] {
        let rows = try session.rows(
            """
            SELECT app_user.email_key AS key, app_user.id,
                   EXISTS (SELECT FROM presenter WHERE presenter.user_id = app_user.id) AS is_presenter
              FROM app_user
             WHERE app_user.email_key = ANY (\(emails.map(\.key))::text[])
             ORDER BY app_user.id
            """
        ) { row throws(PostgresError) -> (String, EmailOwner) in
            let owner = EmailOwner(user: try row.value("id"), isPresenter: try row.value("is_presenter"))
            return (try row.value("key"), owner)
        }
        return Dictionary(rows) { first, _ in first }
    }

    /// Gives roles.
    ///
    /// Throws the violation of `user_role_once` for a role that its user holds already.
    public func grant(_ grants: [Grant], by actor: Actor, at now: Instant) throws(PostgresError) {
        try session.execute(
            """
            INSERT INTO user_role (user_id, role, prefecture_code, granted_at, granted_by)
            SELECT user_id, role, prefecture_code, \(now), \(actor.user)
              FROM unnest(\(grants.map(\.user))::bigint[], \(grants.map(\.role))::text[],
                          \(grants.map(\.prefecture))::text[])
                   AS new (user_id, role, prefecture_code)
            """
        )
    }

    /// Takes a role away, with all prefectures or only one; how many grants that ended.
    ///
    /// A grant ends after it began, also one that was given at the same instant, or by a clock that is ahead.
    public func revoke(
        _ role: Role,
        from user: User.ID,
        in prefecture: PrefectureCode? = nil,
        at now: Instant
    ) throws(PostgresError) -> Int {
        try session.execute(
            """
            UPDATE user_role
               SET revoked_at = greatest(\(now), granted_at + interval '1 microsecond')
             WHERE user_id = \(user)
               AND role = \(role)
               AND revoked_at IS NULL
               AND (\(prefecture)::text IS NULL OR prefecture_code = \(prefecture))
            """
        )
    }

    /// Lets a user sign in, or no more; false if that is so already.
    public func setActive(_ isActive: Bool, _ user: User.ID) throws(PostgresError) -> Bool {
        let state = isActive ? "active" : "disabled"
        return try session.execute(
            "UPDATE app_user SET state = \(state) WHERE id = \(user) AND state <> \(state)"
        ) == 1
    }

    /// Where mail for the user goes, and whether they may sign in; nil if there is no such user.
    public func addressee(_ user: User.ID) throws(PostgresError) -> (to: Addressee, isActive: Bool)? {
        try session.first(
            """
            SELECT display_name, email, state = 'active' AS is_active
              FROM app_user
             WHERE id = \(user)
            """
        ) { row throws(PostgresError) in
            let to = Addressee(name: try row.value("display_name"), email: try row.value("email"))
            return (to, try row.value("is_active"))
        }
    }

    /// Those of `users` who were given the role and still have it.
    public func holders(of role: Role, among users: [User.ID]) throws(PostgresError) -> Set<User.ID> {
        guard !users.isEmpty else { return [] }
        let holders = try session.rows(
            """
            SELECT DISTINCT user_id
              FROM user_role
             WHERE user_id = ANY (\(users)::bigint[])
               AND role = \(role)
               AND revoked_at IS NULL
            """
        ) { row throws(PostgresError) -> User.ID in try row.value("user_id") }
        return Set(holders)
    }

    /// Whether the user is active and holds the role.
    public func holds(_ role: Role, _ user: User.ID) throws(PostgresError) -> Bool {
        try session.value(
            """
            SELECT EXISTS (
                SELECT FROM user_role
                  JOIN app_user ON app_user.id = user_role.user_id
                 WHERE user_role.user_id = \(user)
                   AND user_role.role = \(role)
                   AND user_role.revoked_at IS NULL
                   AND app_user.state = 'active'
            )
            """
        )
    }

    /// The roles that an active user holds.
    public func roles(of user: User.ID) throws(PostgresError) -> [Role] {
        try session.rows(
            """
            SELECT DISTINCT user_role.role
              FROM user_role
              JOIN app_user ON app_user.id = user_role.user_id
             WHERE user_role.user_id = \(user)
               AND user_role.revoked_at IS NULL
               AND app_user.state = 'active'
             ORDER BY user_role.role
            """
        ) { row throws(PostgresError) in try row.value("role") }
    }

    /// Waits for others who take from somebody what makes them an administrator, until the transaction ends: what
    /// ``hasAdministrator()`` says then is so for good.
    public func lockAdministrators() throws(PostgresError) {
        try session.execute("SELECT pg_advisory_xact_lock(\(ExclusiveRun.administrators.rawValue))")
    }

    /// Whether an active user is an administrator.
    public func hasAdministrator() throws(PostgresError) -> Bool {
        try session.value(
            """
            SELECT EXISTS (
                SELECT FROM user_role
                  JOIN app_user ON app_user.id = user_role.user_id
                 WHERE user_role.role = 'administrator'
                   AND user_role.revoked_at IS NULL
                   AND app_user.state = 'active'
            )
            """
        )
    }
}

public import KodanDomain
public import Postgres

/// What a mailed link is for.
public enum LinkPurpose: String, Sendable, CaseIterable, SQLEncodable {
    /// To sign in, once.
    case signIn = "sign_in"
    /// To set a password, once.
    case password
}

/// Links that are mailed; only digests are kept.
public struct LinkStore {
    private let session: Session

    /// Works in the transaction of `session`.
    public init(_ session: Session) {
        self.session = session
    }

    /// Keeps the digest of a link for `user`.
    public func insert(
        _ digest: [UInt8],
        for purpose: LinkPurpose,
        of user: User.ID,
        from now: Instant,
        until expiry: Instant
    ) throws(PostgresError) {
        try session.execute(
            """
            INSERT INTO sign_in_link (purpose, user_id, digest, created_at, expires_at)
            VALUES (\(purpose), \(user), \(digest), \(now), \(expiry))
            """
        )
    }

    /// Keeps the digest of the link by which `offer` is answered.
    public func insert(
        _ digest: [UInt8],
        for offer: Offer.ID,
        from now: Instant,
        until deadline: Instant
    ) throws(PostgresError) {
        try session.execute(
            """
            INSERT INTO sign_in_link (purpose, offer_id, digest, created_at, expires_at)
            VALUES ('offer', \(offer), \(digest), \(now), \(deadline))
            """
        )
    }

    /// Whose link this is, if it serves; nil otherwise.
    public func user(of digest: [UInt8], for purpose: LinkPurpose, at now: Instant) throws(PostgresError)
        -> User.ID?
    {
        try session.one("SELECT kodan_link_user(\(digest), \(purpose), \(now), false) AS user_id") {
            row throws(PostgresError) in try row.optional("user_id")
        }
    }

    /// Whose link this was, if it served until now; nil otherwise.
    public func take(_ digest: [UInt8], for purpose: LinkPurpose, at now: Instant) throws(PostgresError)
        -> User.ID?
    {
        try session.one("SELECT kodan_link_user(\(digest), \(purpose), \(now), true) AS user_id") {
            row throws(PostgresError) in try row.optional("user_id")
        }
    }

    /// Ends the links of `user` that nobody used.
    public func end(of user: User.ID, at now: Instant) throws(PostgresError) {
        try session.execute(
            """
            UPDATE sign_in_link SET used_at = \(now)
             WHERE user_id = \(user) AND used_at IS NULL AND created_at <= \(now)
            """
        )
    }

    /// Forgets links that ended 30 days ago; how many that were.
    public func tidy(at now: Instant) throws(PostgresError) -> Int {
        try session.execute("DELETE FROM sign_in_link WHERE expires_at < \(now.adding(days: -30))")
    }
}

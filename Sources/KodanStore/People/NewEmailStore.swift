public import KodanDomain
public import Postgres

/// Mail addresses that presenters would like to be reached at, until they have shown that they are.
///
/// To be used with the service's own sight; only digests of links are kept.
public struct NewEmailStore {
    private let session: Session

    /// Works in the transaction of `session`.
    public init(_ session: Session) {
        self.session = session
    }

    /// Has `email` wait for the link with this digest, in place of another that waited.
    public func put(
        _ email: EmailAddress,
        of presenter: Presenter.ID,
        digest: [UInt8],
        from now: Instant,
        until expiry: Instant
    ) throws(PostgresError) {
        try session.execute("DELETE FROM presenter_new_email WHERE presenter_id = \(presenter)")
        try session.execute(
            """
            INSERT INTO presenter_new_email (presenter_id, email, digest, asked_at, expires_at)
            VALUES (\(presenter), \(email), \(digest), \(now), \(expiry))
            """
        )
    }

    /// Whose address the link confirms; nil if it serves no more.
    public func presenter(of digest: [UInt8], at now: Instant) throws(PostgresError) -> Presenter.ID? {
        try session.first("SELECT presenter_id FROM kodan_new_email(\(digest), \(now))") {
            row throws(PostgresError) in try row.value("presenter_id")
        }
    }

    /// Whose address the link confirms, and which, taken out; nil if it serves no more.
    public func take(_ digest: [UInt8], at now: Instant) throws(PostgresError) -> (
        presenter: Presenter.ID, email: EmailAddress
    )? {
        // Of two who come by it at once, one finds it.
        try session.first(
            """
            DELETE FROM presenter_new_email AS waiting
             USING kodan_new_email(\(digest), \(now)) AS link
             WHERE waiting.presenter_id = link.presenter_id
               AND waiting.email = link.email
            RETURNING waiting.presenter_id, waiting.email
            """
        ) { row throws(PostgresError) in (try row.value("presenter_id"), try row.value("email")) }
    }

    /// Takes out what waits for a presenter, if anything does.
    public func end(of presenter: Presenter.ID) throws(PostgresError) {
        try session.execute("DELETE FROM presenter_new_email WHERE presenter_id = \(presenter)")
    }

    /// Takes out what waits for the presenter who signs in as `user`.
    public func end(of user: User.ID) throws(PostgresError) {
        try session.execute(
            """
            DELETE FROM presenter_new_email
             WHERE presenter_id = (SELECT id FROM presenter WHERE user_id = \(user))
            """
        )
    }

    /// Forgets what nobody confirmed in time; how many that were.
    public func tidy(at now: Instant) throws(PostgresError) -> Int {
        try session.execute("DELETE FROM presenter_new_email WHERE expires_at < \(now)")
    }
}

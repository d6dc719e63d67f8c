public import KodanDomain
public import Postgres

/// Tries to sign in, counted; the digests are keyed, so that nothing can be read from them.
///
/// All of it needs the service's own sight.
public struct ThrottleStore {
    private let session: Session

    /// Works in the transaction of `session`.
    public init(_ session: Session) {
        self.session = session
    }

    /// Counts one more try before it is made, so that tries at once count too; false while one has to wait.
    ///
    /// The wait after a try is ``AttemptBudget/seconds(after:)``.
    public func take(_ budget: AttemptBudget, _ digest: [UInt8], at now: Instant) throws(PostgresError)
        -> Bool
    {
        let forgotten = now.adding(minutes: -budget.forgetMinutes)
        return try session.execute(
            """
            INSERT INTO sign_in_throttle AS known (kind, digest, failures, last_at, open_at)
            VALUES (\(budget), \(digest), 1, \(now), \(now))
            ON CONFLICT (kind, digest) DO UPDATE
               SET failures = CASE WHEN known.last_at < \(forgotten) THEN 1
                                   ELSE least(1000000, known.failures + 1) END,
                   last_at = \(now),
                   open_at = \(now)::timestamptz + make_interval(secs => CASE
                       WHEN known.last_at < \(forgotten) OR known.failures < \(budget.free)::integer THEN 0
                       ELSE least(\(budget.longestSeconds)::float8,
                                  power(2, least(20, known.failures + 1 - \(budget.free)::integer)))
                       END)
             WHERE known.open_at <= \(now)
            """
        ) == 1
    }

    /// How many whole seconds, rounded up, until the next try is taken.
    public func seconds(
        _ budget: AttemptBudget,
        _ digest: [UInt8],
        at now: Instant
    ) throws(PostgresError) -> Int {
        try session.first(
            """
            SELECT greatest(1, ceil(extract(epoch FROM open_at - \(now)::timestamptz)))::integer AS seconds
              FROM sign_in_throttle
             WHERE kind = \(budget) AND digest = \(digest)
            """
        ) { row throws(PostgresError) in try row.value("seconds") } ?? 1
    }

    /// Forgets what was counted: the try was good.
    public func clear(_ budget: AttemptBudget, _ digest: [UInt8]) throws(PostgresError) {
        try session.execute("DELETE FROM sign_in_throttle WHERE kind = \(budget) AND digest = \(digest)")
    }

    /// Takes back one try of several people's address: this one was good.
    public func giveBack(_ budget: AttemptBudget, _ digest: [UInt8]) throws(PostgresError) {
        try session.execute(
            """
            UPDATE sign_in_throttle SET failures = greatest(0, failures - 1), open_at = last_at
             WHERE kind = \(budget) AND digest = \(digest)
            """
        )
    }

    /// Whether `user` has signed in from the address before.
    public func knows(_ address: [UInt8], _ user: User.ID) throws(PostgresError) -> Bool {
        try session.value(
            "SELECT EXISTS (SELECT FROM known_address WHERE user_id = \(user) AND digest = \(address))"
        )
    }

    /// Notes that `user` signed in from the address; the newest twenty are kept.
    public func remember(_ address: [UInt8], of user: User.ID, at now: Instant) throws(PostgresError) {
        try session.execute(
            """
            INSERT INTO known_address (user_id, digest, signed_in_at) VALUES (\(user), \(address), \(now))
            ON CONFLICT (user_id, digest) DO UPDATE SET signed_in_at = \(now)
            """
        )
        try session.execute(
            """
            DELETE FROM known_address
             WHERE user_id = \(user)
               AND digest IN (SELECT digest FROM known_address
                               WHERE user_id = \(user)
                               ORDER BY signed_in_at DESC, digest
                              OFFSET 20)
            """
        )
    }

    /// Forgets counts that nothing was added to for two days; how many that were.
    public func tidy(at now: Instant) throws(PostgresError) -> Int {
        try session.execute("DELETE FROM sign_in_throttle WHERE last_at < \(now.adding(days: -2))")
    }
}

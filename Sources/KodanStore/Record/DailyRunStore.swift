public import KodanDomain
public import Postgres

/// A run that is made once a day.
public enum DailyRun: String, Sendable, SQLEncodable {
    /// The match of all open requests.
    case nightlyMatch = "nightly_match"
    /// By when planned materials leave, counted anew.
    case shippingDays = "shipping_days"
    /// Persons whose names have been kept for long enough.
    case anonymization
    /// Requests that nobody goes on with.
    case lapses
}

/// Who makes today's runs: one process at a time, and after its death another.
public struct DailyRunStore {
    private let session: Session

    /// Works in the transaction of `session`.
    public init(_ session: Session) {
        self.session = session
    }

    /// Whether this process is to make the run of `day`: it holds it until `leased` then; false if it was made, or
    /// another holds it.
    public func claim(
        _ run: DailyRun,
        of day: LocalDate,
        until leased: Instant,
        at now: Instant
    ) throws(PostgresError) -> Bool {
        let isFree: Bool = try session.value(
            """
            SELECT NOT EXISTS (
                SELECT FROM daily_run
                 WHERE job = \(run)
                   AND day = \(day)
                   AND (finished_at IS NOT NULL OR leased_until > \(now))
            )
            """
        )
        guard isFree else { return false }
        return try session.execute(
            """
            INSERT INTO daily_run AS mine (job, day, leased_until, tries)
            VALUES (\(run), \(day), \(leased), 1)
                ON CONFLICT (job, day) DO UPDATE
                   SET leased_until = \(leased), tries = least(mine.tries + 1, 1000)
                 WHERE mine.finished_at IS NULL
                   AND mine.leased_until <= \(now)
            """
        ) == 1
    }

    /// Notes that the run of `day` was made.
    public func finish(_ run: DailyRun, of day: LocalDate, at now: Instant) throws(PostgresError) {
        try session.change("UPDATE daily_run SET finished_at = \(now) WHERE job = \(run) AND day = \(day)")
    }

    /// Gives the run of `day` back, to be tried again from `then` on.
    public func giveBack(_ run: DailyRun, of day: LocalDate, until then: Instant) throws(PostgresError) {
        try session.change(
            "UPDATE daily_run SET leased_until = \(then) WHERE job = \(run) AND day = \(day) AND finished_at IS NULL"
        )
    }

    /// Whether any request waits for a match that could find somebody, or has yet to be told that it is too late.
    public func hasOpenRequests(at now: Instant) throws(PostgresError) -> Bool {
        try session.value(
            """
            SELECT EXISTS (
                SELECT FROM lecture_request AS request
                 WHERE request.delivery = 'dispatched'
                   AND (request.state = 'approved' OR (request.state = 'unmatched' AND EXISTS (
                       SELECT FROM request_slot AS slot
                        WHERE slot.request_id = request.id
                          AND slot.round = request.round
                          AND lower(slot.during) > \(now)
                   )))
            )
            """
        )
    }
}

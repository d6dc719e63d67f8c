public import KodanDomain
public import Postgres

/// Requests that end by themselves, and when.
///
/// To be used with the service's own sight.
public struct LapseStore {
    private let session: Session

    /// Works in the transaction of `session`.
    public init(_ session: Session) {
        self.session = session
    }

    /// Up to `limit` requests to which nothing happened since `then`, that can go on only by what is not told yet to be
    /// awaited, and whose wished times, if they have any, have passed at `now`; locked, without those that another
    /// process has in hand.
    public func quiet(
        since then: Instant,
        at now: Instant,
        limit: Int
    ) throws(PostgresError) -> [LectureRequest.ID] {
        try session.rows(
            """
            SELECT request.id
              FROM lecture_request AS request
             WHERE request.state IN ('draft', 'returned', 'unmatched', 'not_held')
               AND request.created_at <= \(then)
               AND NOT EXISTS (SELECT FROM request_lapse AS lapse WHERE lapse.request_id = request.id)
               AND NOT EXISTS (
                   SELECT FROM request_slot AS slot
                    WHERE slot.request_id = request.id
                      AND slot.round = request.round
                      AND upper(slot.during) > \(now)
               )
               AND NOT EXISTS (
                   SELECT FROM audit_event AS event
                    WHERE event.subject = 'req-' || request.id
                      AND event.at > \(then)
               )
             ORDER BY request.id
             LIMIT \(limit)
               FOR UPDATE OF request SKIP LOCKED
            """
        ) { row throws(PostgresError) in try row.value("id") }
    }

    /// Notes that the request's contact is told at `now` that it ends at `end`.
    public func announce(
        _ id: LectureRequest.ID,
        ending end: Instant,
        at now: Instant
    ) throws(PostgresError) {
        try session.execute(
            "INSERT INTO request_lapse (request_id, told_at, lapses_at) VALUES (\(id), \(now), \(end))"
        )
    }

    /// At most `limit` requests whose end has come, the earliest first.
    public func due(at now: Instant, limit: Int) throws(PostgresError) -> [LectureRequest.ID] {
        try session.rows(
            """
            SELECT request_id FROM request_lapse
             WHERE lapses_at <= \(now)
             ORDER BY lapses_at, request_id
             LIMIT \(limit)
            """
        ) { row throws(PostgresError) in try row.value("request_id") }
    }

    /// When the request ends by itself; nil where nothing is announced.
    public func end(of id: LectureRequest.ID) throws(PostgresError) -> Instant? {
        try session.first("SELECT lapses_at FROM request_lapse WHERE request_id = \(id)") {
            row throws(PostgresError) in try row.value("lapses_at")
        }
    }
}

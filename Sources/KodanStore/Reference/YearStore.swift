public import KodanDomain
public import Postgres

/// How many requests of one programme are in one state.
public struct RequestCount: Sendable, Equatable {
    /// The programme.
    public let programme: ProgrammeCode
    /// The state.
    public let state: RequestState
    /// How many requests of the programme are in it.
    public let requests: Int
}

/// A request for which nobody was found, and the last reason that names a rule.
public struct UnmatchedNote: Sendable, Equatable {
    /// The request.
    public let request: LectureRequest.ID
    /// Its programme.
    public let programme: ProgrammeCode
    /// Why, as the match wrote it.
    public let reason: String
}

/// What went astray on the way to the lectures of a year.
public struct YearMishaps: Sendable, Equatable {
    /// Offers that presenters declined.
    public let declined: Int
    /// Offers whose deadline passed in silence.
    public let expired: Int
    /// Presenters who withdrew after they were bound.
    public let withdrawn: Int
    /// Lectures to which somebody did not come.
    public let noShows: Int
}

/// The figures of a fiscal year; requests belong to the year of their first wished day.
public struct YearStore {
    private let session: Session

    /// Works in the transaction of `session`.
    public init(_ session: Session) {
        self.session = session
    }

    /// How many lectures were held in `year`.
    public func held(in year: FiscalYear) throws(PostgresError) -> Int {
        try session.value(
            """
            SELECT count(*)
              FROM assignment
             WHERE state = 'delivered'
               AND lower(during) >= \(Instant(year.first, .midnight))
               AND lower(during) < \(Instant(year.last.adding(days: 1), .midnight))
            """
        )
    }

    /// The year's requests by programme and state.
    public func requests(in year: FiscalYear) throws(PostgresError) -> [RequestCount] {
        try session.rows(
            """
            SELECT programme.code, request.state, count(*) AS requests
              FROM lecture_request AS request
              JOIN programme ON programme.id = request.programme_id
              JOIN request_slot AS slot ON slot.request_id = request.id AND slot.round = 1 AND slot.ordinal = 1
             WHERE (lower(slot.during) AT TIME ZONE 'Asia/Tokyo')::date BETWEEN \(year.first) AND \(year.last)
             GROUP BY programme.code, request.state
             ORDER BY programme.code, request.state
            """
        ) { row throws(PostgresError) in
            RequestCount(
                programme: try row.value("code"),
                state: try row.value("state"),
                requests: try row.value("requests")
            )
        }
    }

    /// The year's requests that nobody was found for.
    ///
    /// A later match only finds that the wished times have passed: the record keeps what it was before.
    public func unmatched(in year: FiscalYear) throws(PostgresError) -> [UnmatchedNote] {
        try session.rows(
            """
            SELECT request.id, programme.code, coalesce(found.reason, request.state_reason) AS reason
              FROM lecture_request AS request
              JOIN programme ON programme.id = request.programme_id
              JOIN request_slot AS slot ON slot.request_id = request.id AND slot.round = 1 AND slot.ordinal = 1
              LEFT JOIN LATERAL (
                    SELECT audit_event.reason
                      FROM audit_event
                     WHERE audit_event.subject = 'req-' || request.id
                       AND audit_event.action = 'request.unmatched'
                       AND audit_event.reason <> 'too_late'
                     ORDER BY audit_event.id DESC
                     LIMIT 1
                   ) AS found ON true
             WHERE request.state = 'unmatched'
               AND (lower(slot.during) AT TIME ZONE 'Asia/Tokyo')::date BETWEEN \(year.first) AND \(year.last)
             ORDER BY request.id
            """
        ) { row throws(PostgresError) in
            UnmatchedNote(
                request: try row.value("id"),
                programme: try row.value("code"),
                reason: try row.value("reason")
            )
        }
    }

    /// What went astray, by the days of the lectures.
    public func mishaps(in year: FiscalYear) throws(PostgresError) -> YearMishaps {
        try session.one(
            """
            SELECT (
                    SELECT count(*)
                      FROM offer
                      JOIN request_slot AS slot ON slot.id = offer.slot_id
                     WHERE offer.state = 'declined'
                       AND (lower(slot.during) AT TIME ZONE 'Asia/Tokyo')::date
                           BETWEEN \(year.first) AND \(year.last)
                   ) AS declined,
                   (
                    SELECT count(*)
                      FROM offer
                      JOIN request_slot AS slot ON slot.id = offer.slot_id
                     WHERE offer.state = 'expired'
                       AND (lower(slot.during) AT TIME ZONE 'Asia/Tokyo')::date
                           BETWEEN \(year.first) AND \(year.last)
                   ) AS expired,
                   count(*) FILTER (WHERE state = 'released') AS withdrawn,
                   count(*) FILTER (WHERE state = 'no_show') AS no_shows
              FROM assignment
             WHERE (lower(during) AT TIME ZONE 'Asia/Tokyo')::date BETWEEN \(year.first) AND \(year.last)
            """
        ) { row throws(PostgresError) in
            YearMishaps(
                declined: try row.value("declined"),
                expired: try row.value("expired"),
                withdrawn: try row.value("withdrawn"),
                noShows: try row.value("no_shows")
            )
        }
    }
}

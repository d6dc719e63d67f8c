public import KodanDomain
public import Postgres

/// What stands beside a month that is about to close.
public struct ReadinessQueries {
    private let session: Session

    /// Works in the transaction of `session`.
    public init(_ session: Session) {
        self.session = session
    }

    /// How many things each check is about; those of the month itself are none of these.
    public func counts(before month: YearMonth) throws(PostgresError) -> [MonthCheck: Int] {
        try session.one(
            """
            SELECT (SELECT count(*)::integer FROM payment WHERE month = \(month)::date AND state = 'draft') AS drafts,
                   (SELECT count(*)::integer FROM payment WHERE month = \(month)::date AND state = 'submitted')
                       AS submitted,
                   (SELECT count(*)::integer
                      FROM honorarium
                     WHERE honorarium.lecture_on < \(month)::date
                       AND honorarium.gross > 0
                       AND NOT EXISTS (
                           SELECT FROM payment_line
                            WHERE payment_line.honorarium_id = honorarium.id AND payment_line.released_at IS NULL
                       )
                       AND NOT EXISTS (
                           SELECT FROM honorarium AS red
                            WHERE red.corrects_id = honorarium.id AND red.entry = 'red'
                       )) AS unpaid,
                   (SELECT count(*)::integer
                      FROM lecture_request
                      JOIN assignment ON assignment.request_id = lecture_request.id
                     WHERE \(HonorariumStore.waiting(upTo: month.first.adding(days: -1)))) AS uncalculated,
                   (SELECT count(*)::integer FROM finding WHERE state = 'open' AND severity = 'blocks') AS blocking,
                   (SELECT count(*)::integer FROM finding WHERE state = 'open' AND severity = 'warns') AS warning
            """
        ) { row throws(PostgresError) in
            [
                .drafts: try row.value("drafts"), .submitted: try row.value("submitted"),
                .unpaidHonoraria: try row.value("unpaid"),
                .uncalculatedLectures: try row.value("uncalculated"),
                .blockingFindings: try row.value("blocking"), .warningFindings: try row.value("warning"),
            ]
        }
    }
}

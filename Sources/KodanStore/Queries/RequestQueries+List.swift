public import KodanDomain
public import Postgres

extension RequestQueries {
    /// How near a wished day may come before a request without a presenter wants attention, in days.
    public static let nearDays = 14

    /// At most `limit` requests that pass `filter` and that `reader` may see, with keys behind `after` in the filter's
    /// order; where it asks for what needs attention, those that wait for a step of theirs.
    public func list(
        _ filter: RequestFilter = RequestFilter(),
        for reader: Actor,
        after: LectureRequest.ID?,
        limit: Int,
        at now: Instant
    ) throws(PostgresError) -> [RequestSummary] {
        let order: SQL = filter.isNewestFirst ? "DESC" : "ASC"
        let waiting: SQL =
            filter.needsAttention ? "AND (\(RequestQueries.attention(of: reader, at: now)))" : ""
        // What stands beside a request is looked up for those of the page alone.
        let page: SQL = """
            SELECT request.*
              FROM lecture_request AS request
             WHERE \(behind(after, "request.id", isNewestFirst: filter.isNewestFirst))
            \(ownRequests(of: reader))
            \(RequestQueries.condition(filter))
            \(waiting)
             ORDER BY request.id \(order)
             LIMIT \(limit)
            """
        return try session.rows(
            RequestQueries.summaries(of: page, inOrder: order),
            as: RequestSummary.init(row:)
        )
    }

    private static func condition(_ filter: RequestFilter) -> SQL {
        let inState = anyOf(filter.states, "request.state")
        let under: SQL =
            if let code = filter.programme {
                "AND request.programme_id = (SELECT programme.id FROM programme WHERE programme.code = \(code))"
            } else { "" }
        let asked: SQL =
            if let organization = filter.organization { "AND request.organization_id = \(organization)" } else
            {
                ""
            }
        let within: SQL =
            if let prefecture = filter.prefecture { "AND request.prefecture_code = \(prefecture)" } else {
                ""
            }
        let onDays: SQL =
            filter.from == nil && filter.to == nil ? "" : lectured(from: filter.from, to: filter.to)
        let named: SQL =
            if let text = filter.text {
                "AND request.id = ANY (ARRAY(SELECT kodan_requests_named(\(text))))"
            } else { "" }
        return "\(inState) \(under) \(asked) \(within) \(onDays) \(named)"
    }

    /// The bound lecture's day counts, else each wished day.
    ///
    /// What might be meant is found by indexes over the days, which row-level security would keep from serving.
    private static func lectured(from: LocalDate?, to: LocalDate?) -> SQL {
        let first = from.map { Instant($0, .midnight) }
        let beyond = to.map { Instant($0.adding(days: 1), .midnight) }
        let start: SQL =
            if let first { "AND lower(coalesce(bound.during, wished.during)) >= \(first)" } else { "" }
        let end: SQL =
            if let beyond { "AND lower(coalesce(bound.during, wished.during)) < \(beyond)" } else { "" }
        return """
            AND request.id = ANY ((SELECT kodan_requests_around(\(first), \(beyond)))::bigint[])
            AND EXISTS (
                SELECT FROM request_slot AS wished
                  LEFT JOIN assignment AS bound
                    ON bound.request_id = wished.request_id
                   AND bound.state IN ('confirmed', 'reconfirmed', 'delivered')
                 WHERE wished.request_id = request.id
                   AND wished.round = request.round
                   \(start)
                   \(end)
            )
            """
    }

    /// What waits for a step of `reader`: for hosts and presenters their own, for the body's people a coordinator's.
    ///
    /// A lecture that is over and not attested by both waits for everybody who has to do with it; for the body also
    /// a request for which nobody is bound although a wished day is near (``nearDays``).
    static func attention(of reader: Actor, at now: Instant) -> SQL {
        let over: SQL = """
            request.state IN ('assigned', 'held')
            AND EXISTS (
                SELECT FROM assignment
                 WHERE assignment.request_id = request.id
                   AND assignment.state IN ('confirmed', 'reconfirmed', 'delivered')
                   AND upper(assignment.during) <= \(now)
            )
            """
        switch reader.role {
        case .host:
            return "request.state IN ('draft', 'returned', 'not_held') OR (\(over))"
        case .presenter:
            return """
                (request.state IN ('draft', 'returned', 'not_held')
                    AND request.asking_presenter_id = \(reader.presenter))
                OR EXISTS (
                    SELECT FROM offer
                     WHERE offer.request_id = request.id
                       AND offer.presenter_id = \(reader.presenter)
                       AND offer.state = 'sent'
                       AND offer.deadline > \(now)
                )
                OR (\(over))
                """
        default:
            return """
                request.state IN ('submitted', 'screening', 'matched', 'unmatched', 'not_held')
                OR (request.state IN ('approved', 'offered') AND EXISTS (
                    SELECT FROM request_slot AS near
                     WHERE near.request_id = request.id
                       AND near.round = request.round
                       AND lower(near.during) < \(now.adding(days: nearDays))
                ))
                OR (\(over))
                """
        }
    }
}

public import KodanDomain
public import Postgres

/// How much waits where.
public struct DeskQueueQueries {
    private let session: Session

    /// Works in the transaction of `session`.
    public init(_ session: Session) {
        self.session = session
    }

    /// All queues in which something waits that the actor may see, with the moment of the oldest.
    public func tallies(at now: Instant) throws(PostgresError) -> [DeskQueueTally] {
        let soon = now.adding(minutes: 24 * 60)
        return try session.rows(
            """
            SELECT CASE WHEN state IN ('submitted', 'screening') THEN 'screening'
                        WHEN state = 'matched' THEN 'to_ask' ELSE 'searching' END AS queue,
                   count(*) AS waiting, min(submitted_at) AS oldest
              FROM lecture_request
             WHERE state IN ('submitted', 'screening', 'approved', 'unmatched', 'matched')
             GROUP BY 1
             UNION ALL
            SELECT 'ending_soon', count(*), min(sent_at)
              FROM offer
             WHERE state = 'sent' AND deadline > \(now) AND deadline <= \(soon)
            HAVING count(*) > 0
             UNION ALL
            SELECT kind, count(*), min(opened_at)
              FROM desk_entry
             WHERE closed_at IS NULL
             GROUP BY kind
             UNION ALL
            SELECT 'finding', count(*), min(found_at)
              FROM finding
             WHERE state = 'open'
            HAVING count(*) > 0
             ORDER BY queue
            """
        ) { row throws(PostgresError) in
            DeskQueueTally(
                try row.value("queue"),
                count: try row.value("waiting"),
                oldest: try row.optional("oldest")
            )
        }
    }
}

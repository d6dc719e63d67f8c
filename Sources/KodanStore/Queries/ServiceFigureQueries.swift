public import KodanDomain
public import Postgres

/// Counts for the monitoring, each from an index or a small table.
public struct ServiceFigureQueries {
    private let session: Session

    /// Works in the transaction of `session`.
    public init(_ session: Session) {
        self.session = session
    }

    /// The figures at `now`.
    public func figures(at now: Instant) throws(PostgresError) -> ServiceFigures {
        try session.one(
            """
            SELECT queued.count AS queued, queued.put_off,
                   (SELECT count(*) FROM outbox_message WHERE state = 'dead') AS dead,
                   greatest(0, (extract(epoch FROM \(now) - queued.oldest) * 1000000)::bigint) AS lag,
                   (SELECT count(*) FROM offer WHERE state = 'queued')
                       + (SELECT count(*) FROM offer WHERE state = 'sent' AND deadline > \(now)) AS open,
                   (SELECT count(*) FROM offer WHERE state = 'sent' AND deadline <= \(now)) AS late,
                   (SELECT count(*) FROM payment_month WHERE state = 'open') AS months,
                   greatest(0, (extract(epoch FROM \(now) - (
                       SELECT min(at)
                         FROM audit_event
                        WHERE id > (SELECT coalesce(max(event_id), 0) FROM audit_sealed_event)
                   )) * 1000000)::bigint) AS seal_lag
              FROM (SELECT count(*) AS count, count(*) FILTER (WHERE attempts > 0) AS put_off,
                           -- Announcements wait behind all others, and for long where domains are limited.
                           min(due_at) FILTER (WHERE NOT is_announcement) AS oldest
                      FROM outbox_message
                     WHERE state = 'queued') AS queued
            """
        ) { row throws(PostgresError) in
            ServiceFigures(
                mailsQueued: try row.value("queued"),
                mailsPutOff: try row.value("put_off"),
                mailsDead: try row.value("dead"),
                mailLagMicroseconds: try row.value("lag"),
                offersOpen: try row.value("open"),
                offersLate: try row.value("late"),
                monthsOpen: try row.value("months"),
                sealLagMicroseconds: try row.value("seal_lag")
            )
        }
    }
}

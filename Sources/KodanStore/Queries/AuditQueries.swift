public import KodanDomain
public import Postgres

/// The record as auditors read it.
public struct AuditQueries {
    private let session: Session

    /// Works in the transaction of `session`.
    public init(_ session: Session) {
        self.session = session
    }

    /// At most `limit` events behind `after`, smaller keys first, or smaller seals where only sealed ones are wanted.
    ///
    /// Behind one that no seal covers there is nothing sealed.
    public func list(
        _ filter: AuditFilter,
        after: AuditEvent.ID?,
        limit: Int
    ) throws(PostgresError) -> [AuditEventEntry] {
        let subject: SQL = if let subject = filter.subject { "AND event.subject = \(subject)" } else { "" }
        let user: SQL = if let user = filter.user { "AND event.user_id = \(user)" } else { "" }
        let from: SQL =
            if let from = filter.from { "AND event.at >= \(from) \(keys(from: from, filter))" } else { "" }
        let before: SQL =
            if let before = filter.before { "AND event.at < \(before) \(keys(before: before))" } else { "" }
        let direction: SQL = filter.isNewestFirst ? "DESC" : "ASC"
        let order: SQL = filter.isSealed ? "sealed.seal_id \(direction), sealed.event_id" : "event.id"
        let join: SQL = filter.isSealed ? "JOIN" : "LEFT JOIN"
        let behind = try filter.isSealed ? sealed(behind: after, filter) : keyed(behind: after, filter)
        return try session.rows(
            """
            SELECT event.id, event.at, event.user_id, app_user.display_name AS user_name, event.role, event.on_behalf_of, event.action,
                   event.subject, event.reason, sealed.seal_id,
                   ARRAY(SELECT key FROM jsonb_each_text(event.detail) ORDER BY key) AS names,
                   ARRAY(SELECT value FROM jsonb_each_text(event.detail) ORDER BY key) AS texts
              FROM audit_event AS event
              \(join) audit_sealed_event AS sealed ON sealed.event_id = event.id
              LEFT JOIN app_user ON app_user.id = event.user_id
             WHERE \(behind)
            \(subject)
            \(action(filter.action))
            \(user)
            \(from)
            \(before)
             ORDER BY \(order) \(direction)
             LIMIT \(limit)
            """,
            as: AuditEventEntry.init(row:)
        )
    }

    /// The seal that covers an event; nil if none does.
    public func seal(of event: AuditEvent.ID) throws(PostgresError) -> Int64? {
        try session.first("SELECT seal_id FROM audit_sealed_event WHERE event_id = \(event)") {
            row throws(PostgresError) in try row.value("seal_id")
        }
    }

    private func keyed(behind after: AuditEvent.ID?, _ filter: AuditFilter) -> SQL {
        guard let after else { return "TRUE" }
        return filter.isNewestFirst ? "event.id < \(after)" : "event.id > \(after)"
    }

    private func sealed(behind after: AuditEvent.ID?, _ filter: AuditFilter) throws(PostgresError) -> SQL {
        guard let after else { return "TRUE" }
        guard let number = try seal(of: after) else { return "FALSE" }
        let place: SQL = "(sealed.seal_id, sealed.event_id)"
        return filter.isNewestFirst ? "\(place) < (\(number), \(after))" : "\(place) > (\(number), \(after))"
    }

    /// Behind which key, and in which seals, the events of `from` and later lie: else all that is older was read for
    /// the first page.
    ///
    /// No transaction lasts a day, as the seals count on too: what took its key before the last seal of a day earlier
    /// had begun by then.
    private func keys(from: Instant, _ filter: AuditFilter) -> SQL {
        let seal: SQL = """
            SELECT id
              FROM audit_seal
             WHERE sealed_at <= \(from)::timestamptz - interval '1 day'
             ORDER BY sealed_at DESC, id DESC
             LIMIT 1
            """
        let sealed: SQL = filter.isSealed ? "AND sealed.seal_id >= (SELECT coalesce((\(seal)), 0))" : ""
        return """
            AND event.id > (SELECT coalesce((
                SELECT max(event_id) FROM audit_sealed_event WHERE seal_id = (\(seal))
            ), 0))
            \(sealed)
            """
    }

    /// Up to which key those before `before` lie: else all that is younger was read for the newest of them.
    ///
    /// What took its key behind an event of the day after had not begun a day before that event. Where seals lagged
    /// so far behind that theirs is older, nothing is said.
    private func keys(before: Instant) -> SQL {
        """
        AND event.id <= (SELECT coalesce((
            SELECT younger.id
              FROM audit_event AS younger
             WHERE younger.id = (
                 SELECT max(event_id)
                   FROM audit_sealed_event
                  WHERE seal_id = (
                      SELECT id
                        FROM audit_seal
                       WHERE sealed_at >= \(before)::timestamptz + interval '2 days'
                       ORDER BY sealed_at, id
                       LIMIT 1
                  )
             )
               AND younger.at >= \(before)::timestamptz + interval '1 day'
        ), \(Int64.max)))
        """
    }

    private func action(_ action: String?) -> SQL {
        guard let action else { return "" }
        return action.contains(".")
            ? "AND event.action = \(action)" : "AND starts_with(event.action, \(action + "."))"
    }
}

extension AuditEventEntry {
    fileprivate init(row: Row) throws(PostgresError) {
        let names: [String] = try row.value("names")
        let texts: [String] = try row.value("texts")
        self.init(
            id: try row.value("id"),
            at: try row.value("at"),
            user: try row.optional("user_id"),
            userName: try row.optional("user_name"),
            role: try row.value("role"),
            onBehalfOf: try row.optional("on_behalf_of"),
            action: try row.value("action"),
            subject: try row.value("subject"),
            reason: try row.optional("reason"),
            detail: Dictionary(zip(names, texts), uniquingKeysWith: { first, _ in first }),
            seal: try row.optional("seal_id")
        )
    }
}

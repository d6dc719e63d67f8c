public import KodanDomain
public import Postgres

/// The record as auditors read it.
public struct AuditQueries {
    private let session: Session

    /// Works in the transaction of `session`.
    public init(_ session: Session) {
        self.session = session
    }

    /// At most `limit` events with keys above `after`, smaller keys first.
    public func list(
        _ filter: AuditFilter,
        after: AuditEvent.ID?,
        limit: Int
    ) throws(PostgresError) -> [AuditEventEntry] {
        let subject: SQL = if let subject = filter.subject { "AND event.subject = \(subject)" } else { "" }
        let user: SQL = if let user = filter.user { "AND event.user_id = \(user)" } else { "" }
        let from: SQL = if let from = filter.from { "AND event.at >= \(from)" } else { "" }
        let before: SQL = if let before = filter.before { "AND event.at < \(before)" } else { "" }
        let order: SQL = filter.isNewestFirst ? "DESC" : "ASC"
        return try session.rows(
            """
            SELECT event.id, event.at, event.user_id, app_user.display_name AS user_name, event.role, event.on_behalf_of, event.action,
                   event.subject, event.reason, sealed.seal_id,
                   ARRAY(SELECT key FROM jsonb_each_text(event.detail) ORDER BY key) AS names,
                   ARRAY(SELECT value FROM jsonb_each_text(event.detail) ORDER BY key) AS texts
              FROM audit_event AS event
              LEFT JOIN audit_sealed_event AS sealed ON sealed.event_id = event.id
              LEFT JOIN app_user ON app_user.id = event.user_id
             WHERE \(filter.isNewestFirst ? older(after) : newer(after))
            \(subject)
            \(action(filter.action))
            \(user)
            \(from)
            \(before)
             ORDER BY event.id \(order)
             LIMIT \(limit)
            """,
            as: AuditEventEntry.init(row:)
        )
    }

    private func newer(_ after: AuditEvent.ID?) -> SQL { "event.id > \(after ?? AuditEvent.ID(0))" }

    private func older(_ after: AuditEvent.ID?) -> SQL {
        if let after { "event.id < \(after)" } else { "TRUE" }
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

public import KodanDomain
public import Postgres

/// Mails as their log shows them; row-level security decides which.
public struct MailQueries {
    private let session: Session

    /// Works in the transaction of `session`.
    public init(_ session: Session) {
        self.session = session
    }

    private static let query: SQL = """
        SELECT message.id, message.kind, message.state, message.recipient, message.recipient_name, message.subject,
               message.request_id, message.presenter_id, message.message_id, message.attempts, message.queued_at,
               CASE WHEN message.state = 'queued' THEN message.due_at END AS due_at, message.sent_at,
               message.last_error, message.overtaken_because,
               \(BounceStore.isClosed("message.recipient_key")) AS is_bounced
          FROM outbox_message AS message
        """

    /// At most `limit` mails that pass `filter`, with keys above `after`, smaller keys first.
    public func list(
        _ filter: MailFilter,
        after: OutboxMessage.ID?,
        limit: Int
    ) throws(PostgresError) -> [MailEntry] {
        let ofRequest: SQL =
            if let request = filter.request { "AND message.request_id = \(request)" } else { "" }
        let ofPresenter: SQL =
            if let presenter = filter.presenter { "AND message.presenter_id = \(presenter)" } else { "" }
        let ofAnnouncement: SQL =
            if let id = filter.announcement { "AND message.announcement_id = \(id)" } else { "" }
        let to: SQL =
            if let recipient = filter.recipient {
                "AND message.recipient_key = \(recipient.key)"
            } else { "" }
        let behind: SQL =
            if let after {
                filter.isNewestFirst ? "message.id < \(after)" : "message.id > \(after)"
            } else { "TRUE" }
        let order: SQL = filter.isNewestFirst ? "DESC" : "ASC"
        return try session.rows(
            """
            \(MailQueries.query)
             WHERE \(behind)
            \(ofRequest)
            \(ofPresenter)
            \(ofAnnouncement)
            \(to)
            \(anyOf(filter.states, "message.state"))
             ORDER BY message.id \(order)
             LIMIT \(limit)
            """,
            as: MailEntry.init(row:)
        )
    }

    /// One mail; nil if there is none that the actor may see.
    public func mail(_ id: OutboxMessage.ID) throws(PostgresError) -> MailEntry? {
        try session.first("\(MailQueries.query) WHERE message.id = \(id)", as: MailEntry.init(row:))
    }

    /// The mail with this Message-ID.
    public func mail(messageID: String) throws(PostgresError) -> MailEntry? {
        try session.first(
            "\(MailQueries.query) WHERE message.message_id = \(messageID)",
            as: MailEntry.init(row:)
        )
    }
}

extension MailEntry {
    fileprivate init(row: Row) throws(PostgresError) {
        self.init(
            id: try row.value("id"),
            kind: try row.value("kind"),
            state: try row.value("state"),
            recipient: try row.value("recipient"),
            recipientName: try row.value("recipient_name"),
            subject: try row.value("subject"),
            request: try row.optional("request_id"),
            presenter: try row.optional("presenter_id"),
            messageID: try row.value("message_id"),
            attempts: try row.value("attempts"),
            queuedAt: try row.value("queued_at"),
            dueAt: try row.optional("due_at"),
            sentAt: try row.optional("sent_at"),
            lastError: try row.optional("last_error"),
            overtaken: try row.optional("overtaken_because"),
            isBounced: try row.value("is_bounced")
        )
    }
}

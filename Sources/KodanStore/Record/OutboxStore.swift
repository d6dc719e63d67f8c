public import KodanDomain
public import Postgres

/// A mail that waits to be written and sent.
public struct OutboxEntry: Sendable, Equatable {
    /// Its template: `offer_sent`.
    public let kind: String
    /// To whom.
    public let recipient: EmailAddress
    /// The recipient's name as the greeting has it.
    public let recipientName: String
    /// What it is about, `ofr-17`.
    public let subject: String
    /// What the template's placeholders stand for.
    public let values: [String: String]

    /// A mail.
    public init(
        _ kind: String,
        to recipient: EmailAddress,
        name: String,
        about subject: String,
        values: [String: String] = [:]
    ) {
        self.kind = kind
        self.recipient = recipient
        recipientName = name
        self.subject = subject
        self.values = values
    }
}

/// A mail that is due, with its key.
public struct DueMessage: Sendable, Equatable {
    /// Its key.
    public let id: OutboxMessage.ID
    /// What it says and to whom.
    public let entry: OutboxEntry
    /// The stable Message-ID, without angle brackets.
    public let messageID: String
    /// When it was put in the outbox.
    public let queuedAt: Instant
    /// How often it was tried.
    public let attempts: Int
}

/// Mails, written in the transaction of the change that they tell of.
public struct OutboxStore {
    private let session: Session

    /// Works in the transaction of `session`.
    public init(_ session: Session) {
        self.session = session
    }

    /// Puts a mail in the outbox.
    ///
    /// Its Message-ID follows from its key, so that every try is the same mail. It travels with the next statement.
    public func put(_ entry: OutboxEntry, at now: Instant) throws(PostgresError) {
        let names = entry.values.keys.sorted()
        try session.postpone(
            """
            WITH next AS (
                SELECT nextval(pg_get_serial_sequence('outbox_message', 'id')) AS id
            )
            INSERT INTO outbox_message (id, kind, recipient, recipient_name, subject, values, message_id, state,
                                        attempts, queued_at, due_at)
            OVERRIDING SYSTEM VALUE
            SELECT id, \(entry.kind), \(entry.recipient), \(entry.recipientName), \(entry.subject),
                   jsonb_object(\(names)::text[], \(names.map { entry.values[$0] ?? "" })::text[]),
                   'msg-' || id || '.' || \(entry.subject) || '@kodan', 'queued', 0, \(now), \(now)
              FROM next
            """
        )
    }

    /// Up to `limit` mails that are due, locked for this transaction; another worker passes them over.
    public func claim(limit: Int, at now: Instant) throws(PostgresError) -> [DueMessage] {
        try session.rows(
            """
            SELECT id, kind, recipient, recipient_name, subject, message_id, queued_at, attempts,
                   ARRAY(SELECT key FROM jsonb_each_text(values) ORDER BY key) AS names,
                   ARRAY(SELECT value FROM jsonb_each_text(values) ORDER BY key) AS texts
              FROM outbox_message
             WHERE state = 'queued'
               AND due_at <= \(now)
             ORDER BY due_at, id
             LIMIT \(limit)
               FOR UPDATE SKIP LOCKED
            """
        ) { row throws(PostgresError) in
            let names: [String] = try row.value("names")
            let texts: [String] = try row.value("texts")
            return DueMessage(
                id: try row.value("id"),
                entry: OutboxEntry(
                    try row.value("kind"),
                    to: try row.value("recipient"),
                    name: try row.value("recipient_name"),
                    about: try row.value("subject"),
                    values: Dictionary(zip(names, texts), uniquingKeysWith: { first, _ in first })
                ),
                messageID: try row.value("message_id"),
                queuedAt: try row.value("queued_at"),
                attempts: try row.value("attempts")
            )
        }
    }

    /// Marks mails as sent.
    public func markSent(_ ids: [OutboxMessage.ID], at now: Instant) throws(PostgresError) {
        try session.execute(
            """
            UPDATE outbox_message
               SET state = 'sent', sent_at = \(now), attempts = attempts + 1, last_error = NULL
             WHERE id = ANY (\(ids)::bigint[])
            """
        )
    }

    /// Puts a mail off after a failed try; after `attempts` of them it is dead and waits for a person.
    public func markFailed(
        _ id: OutboxMessage.ID,
        because error: String,
        retryAt: Instant,
        deadAfter attempts: Int
    ) throws(PostgresError) {
        try session.execute(
            """
            UPDATE outbox_message
               SET attempts = attempts + 1,
                   last_error = left(\(error), 500),
                   due_at = \(retryAt),
                   state = CASE WHEN attempts + 1 >= \(attempts) THEN 'dead' ELSE state END
             WHERE id = \(id)
            """
        )
    }
}

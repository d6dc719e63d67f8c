public import KodanDomain
public import Postgres

/// Mails, written in the transaction of the change that they tell of.
public struct OutboxStore {
    let session: Session

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
                SELECT nextval('outbox_message_id_seq') AS id
            )
            INSERT INTO outbox_message (id, kind, recipient, recipient_name, subject, values, message_id, state,
                                        attempts, queued_at, due_at, tried_from, addressee, presenter_id, request_id,
                                        offer_id, assignment_id, change_id)
            OVERRIDING SYSTEM VALUE
            SELECT id, \(entry.kind), \(entry.recipient), \(entry.recipientName), \(entry.subject),
                   jsonb_object(\(names)::text[], \(names.map { entry.values[$0] ?? "" })::text[]),
                   'msg-' || id || '.' || \(entry.subject) || '@kodan', 'queued', 0, \(now), \(now), \(now),
                   \(entry.addressee.name), \(entry.addressee.presenter)::bigint, \(entry.request)::bigint,
                   \(entry.offer)::bigint, \(entry.toldAssignment)::bigint, \(entry.change)::bigint
              FROM next
            """
        )
    }

    /// Takes up to `limit` mails that are due under a lease until `lease`: those first by whose link somebody waits to
    /// go on, then older ones, and announcements behind all others.
    ///
    /// Mails that another has in hand are passed over, and so are those to a domain that has had enough for now. A
    /// lease that has run out counts for nothing: whoever held it is gone.
    public func claim(limit: Int, at now: Instant, until lease: Instant) throws(PostgresError)
        -> [ClaimedMail]
    {
        try session.rows(
            """
            WITH due AS (
                SELECT message.id, message.due_at, message.is_awaited, message.is_announcement
                  FROM outbox_message AS message
                 WHERE message.state = 'queued'
                   AND message.due_at <= \(now)
                   AND (message.leased_until IS NULL OR message.leased_until <= \(now))
                   AND NOT EXISTS (SELECT FROM mail_domain_use AS used
                                    WHERE used.domain = message.domain AND used.full_until > \(now))
                 ORDER BY message.is_awaited DESC, message.is_announcement, message.due_at, message.id
                 LIMIT \(limit)
                   FOR UPDATE OF message SKIP LOCKED
            ), claimed AS (
                UPDATE outbox_message AS message
                   SET leased_until = \(lease), lease = message.lease + 1
                  FROM due
                 WHERE due.id = message.id
                RETURNING due.is_awaited, due.is_announcement, due.due_at, message.id, message.kind, message.subject,
                          message.message_id, message.queued_at, message.tried_from, message.attempts,
                          message.lease, message.values
            )
            SELECT id, kind, subject, message_id, queued_at, tried_from, attempts, lease,
                   ARRAY(SELECT key FROM jsonb_each_text(values) ORDER BY key) AS names,
                   ARRAY(SELECT value FROM jsonb_each_text(values) ORDER BY key) AS texts
              FROM claimed
             ORDER BY is_awaited DESC, is_announcement, due_at, id
            """,
            as: ClaimedMail.init(row:)
        )
    }

    /// Gives mails back untried.
    public func release(_ mails: [ClaimedMail]) throws(PostgresError) {
        try session.execute(
            """
            UPDATE outbox_message AS message
               SET leased_until = NULL
              FROM unnest(\(mails.map(\.id))::bigint[], \(mails.map(\.lease))::integer[]) AS mine (id, lease)
             WHERE message.id = mine.id
               AND message.lease = mine.lease
            """
        )
    }

    /// Marks mails as sent, each to the address that it went to.
    ///
    /// What was handed over is sent, whoever holds the lease meanwhile.
    public func markSent(_ mails: [(mail: ClaimedMail, to: EmailAddress)], at now: Instant)
        throws(PostgresError)
    {
        try session.execute(
            """
            UPDATE outbox_message AS message
               SET state = 'sent', sent_at = \(now), attempts = least(100, attempts + 1), last_error = NULL,
                   leased_until = NULL, recipient = gone.recipient
              FROM unnest(\(mails.map(\.mail.id))::bigint[], \(mails.map(\.to))::text[]) AS gone (id, recipient)
             WHERE message.id = gone.id
               AND message.state = 'queued'
            """
        )
    }

    /// Puts mails off after a failed try, or gives them up: a dead one waits for a person.
    ///
    /// A lease that has run out and was taken by another changes nothing.
    public func markFailed(_ failures: [FailedTry]) throws(PostgresError) {
        try session.execute(
            """
            UPDATE outbox_message AS message
               SET attempts = least(100, attempts + 1),
                   last_error = left(failed.words, 500),
                   due_at = coalesce(failed.retry_at, message.due_at),
                   state = CASE WHEN failed.retry_at IS NULL THEN 'dead' ELSE state END,
                   leased_until = NULL
              FROM unnest(\(failures.map(\.mail.id))::bigint[], \(failures.map(\.mail.lease))::integer[],
                          \(failures.map(\.words))::text[], \(failures.map(\.retryAt))::timestamptz[])
                       AS failed (id, lease, words, retry_at)
             WHERE message.id = failed.id
               AND message.lease = failed.lease
               AND message.state = 'queued'
            """
        )
    }

    /// Marks mails as overtaken: what they tell no longer holds.
    public func markOvertaken(_ mails: [(mail: ClaimedMail, because: MailOvertaken)]) throws(PostgresError) {
        try session.execute(
            """
            UPDATE outbox_message AS message
               SET state = 'overtaken', overtaken_because = gone.because, leased_until = NULL
              FROM unnest(\(mails.map(\.mail.id))::bigint[], \(mails.map(\.because.rawValue))::text[])
                       AS gone (id, because)
             WHERE message.id = gone.id
               AND message.state = 'queued'
            """
        )
    }

    /// Puts a dead mail in again, as new: its tries and its age begin again, its Message-ID stays.
    ///
    /// False for a mail that is not dead.
    public func revive(_ id: OutboxMessage.ID, at now: Instant) throws(PostgresError) -> Bool {
        try session.execute(
            """
            UPDATE outbox_message
               SET state = 'queued', sent_at = NULL, attempts = 0, due_at = \(now), tried_from = \(now),
                   leased_until = NULL
             WHERE id = \(id)
               AND state = 'dead'
            """
        ) == 1
    }
}

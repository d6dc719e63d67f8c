public import KodanDomain
public import Postgres

/// Mails that came back, and who wants no more of some.
public struct BounceStore {
    private let session: Session

    /// Works in the transaction of `session`.
    public init(_ session: Session) {
        self.session = session
    }

    private static let query: SQL = """
        SELECT bounce.id, bounce.message_id, bounce.address, bounce.is_hard, bounce.status, bounce.words,
               bounce.recorded_at, bounce.cleared_at,
               ARRAY(SELECT presenter.id FROM presenter
                      WHERE presenter.email_key = bounce.address_key ORDER BY 1) AS presenters,
               ARRAY(SELECT organization.id FROM organization
                      WHERE organization.email_key = bounce.address_key ORDER BY 1)
                   AS organizations
          FROM mail_bounce AS bounce
        """

    /// Whether mail to the address whose key stands in this column came back for good, and nobody said since that it
    /// may be tried again.
    static func isClosed(_ key: SQL) -> SQL {
        """
        EXISTS (
            SELECT FROM mail_bounce AS bounce
             WHERE bounce.address_key = \(key)
               AND bounce.is_hard
               AND bounce.cleared_at IS NULL
        )
        """
    }

    /// Records that a mail came back.
    public func insert(
        _ draft: BounceDraft,
        from address: EmailAddress,
        mail: OutboxMessage.ID?,
        by user: User.ID?,
        at now: Instant
    ) throws(PostgresError) -> MailBounce.ID {
        try session.value(
            """
            INSERT INTO mail_bounce (message_id, address, is_hard, status, words, recorded_at, recorded_by)
            VALUES (\(mail), \(address), \(draft.isHard), \(draft.status), \(draft.words), \(now), \(user))
            RETURNING id
            """
        )
    }

    /// A mail that was sent, or that still waits, is dead: it came back for good.
    public func bury(_ mail: OutboxMessage.ID, _ words: String) throws(PostgresError) {
        try session.execute(
            """
            UPDATE outbox_message
               SET state = 'dead', last_error = left('came back: ' || \(words), 500), leased_until = NULL
             WHERE id = \(mail)
               AND state IN ('sent', 'queued')
            """
        )
    }

    /// Says that the address may be written to again; false unless it was closed by this bounce.
    public func clear(
        _ id: MailBounce.ID,
        because reason: String,
        by user: User.ID?,
        at now: Instant
    ) throws(PostgresError) -> Bool {
        try session.execute(
            """
            UPDATE mail_bounce AS bounce
               SET cleared_at = \(now), cleared_by = \(user), clear_reason = \(reason)
              FROM mail_bounce AS named
             WHERE named.id = \(id)
               AND named.is_hard
               AND named.cleared_at IS NULL
               AND bounce.address_key = named.address_key
               AND bounce.is_hard
               AND bounce.cleared_at IS NULL
            """
        ) > 0
    }

    /// At most `limit` bounces with keys above `after`, smaller keys first; only those that close an address if
    /// `onlyOpen`.
    public func list(onlyOpen: Bool, after: MailBounce.ID?, limit: Int) throws(PostgresError) -> [BounceEntry]
    {
        let open: SQL = onlyOpen ? "AND bounce.is_hard AND bounce.cleared_at IS NULL" : ""
        return try session.rows(
            """
            \(BounceStore.query)
             WHERE bounce.id > \(after ?? MailBounce.ID(0))
            \(open)
             ORDER BY bounce.id
             LIMIT \(limit)
            """,
            as: BounceEntry.init(row:)
        )
    }

    /// One bounce; nil if there is none that the actor may see.
    public func bounce(_ id: MailBounce.ID) throws(PostgresError) -> BounceEntry? {
        try session.first("\(BounceStore.query) WHERE bounce.id = \(id)", as: BounceEntry.init(row:))
    }

    /// The recipient of `mail` wants no more courtesy mails; told twice it is one wish.
    public func unsubscribe(_ mail: OutboxMessage.ID, at now: Instant) throws(PostgresError) -> Bool {
        try session.execute(
            """
            INSERT INTO mail_unsubscription (address, message_id, unsubscribed_at)
            SELECT recipient_key, id, \(now)
              FROM outbox_message
             WHERE id = \(mail)
            ON CONFLICT (address) WHERE ended_at IS NULL DO NOTHING
            """
        ) == 1
    }

    /// The address wants courtesy mails again; false if it does.
    public func subscribe(_ address: EmailAddress, at now: Instant) throws(PostgresError) -> Bool {
        try session.execute(
            """
            UPDATE mail_unsubscription SET ended_at = \(now)
             WHERE address = \(address.key)
               AND ended_at IS NULL
            """
        ) == 1
    }
}

extension BounceEntry {
    fileprivate init(row: Row) throws(PostgresError) {
        self.init(
            id: try row.value("id"),
            mail: try row.optional("message_id"),
            address: try row.value("address"),
            isHard: try row.value("is_hard"),
            status: try row.optional("status"),
            words: try row.value("words"),
            recordedAt: try row.value("recorded_at"),
            clearedAt: try row.optional("cleared_at"),
            presenters: try row.value("presenters"),
            organizations: try row.value("organizations")
        )
    }
}

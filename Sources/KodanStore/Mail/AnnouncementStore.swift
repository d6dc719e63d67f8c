public import KodanDomain
public import Postgres

/// Announcements on their way out: whom they reach, and their mails.
public struct AnnouncementStore {
    private let session: Session

    /// Works in the transaction of `session`.
    public init(_ session: Session) {
        self.session = session
    }

    /// How many an announcement would reach now; for a coordinator with limits of those whom they keep.
    public func reach(_ audience: AnnouncementAudience) throws(PostgresError) -> AnnouncementReach {
        try session.one(
            """
            WITH \(AnnouncementStore.counted(audience))
            SELECT recipients, not_active, unreachable FROM counted
            """,
            as: AnnouncementReach.init(row:)
        )
    }

    /// Writes an announcement and puts its mails in the outbox, all in one statement; nil where it reaches nobody, and
    /// nothing is written.
    ///
    /// Its text is kept once; each mail, of this `kind`, is filled with it when it is sent.
    public func send(
        _ draft: AnnouncementDraft,
        mail kind: String,
        by user: User.ID,
        at now: Instant
    ) throws(PostgresError) -> (id: Announcement.ID, reach: AnnouncementReach)? {
        try session.first(
            """
            WITH \(AnnouncementStore.counted(draft.audience)), written AS (
                \(AnnouncementStore.written(draft, by: user, at: now))
            ), told AS (
                INSERT INTO outbox_message (id, kind, recipient, recipient_name, subject, values, message_id, state,
                                            attempts, queued_at, due_at, tried_from, addressee, presenter_id,
                                            announcement_id)
                OVERRIDING SYSTEM VALUE
                SELECT next.id, \(kind)::text, next.email, next.name, next.subject, '{}'::jsonb,
                       'msg-' || next.id || '.' || next.subject || '@kodan', 'queued', 0, \(now)::timestamptz,
                       \(now)::timestamptz, \(now)::timestamptz, 'presenter', next.presenter_id,
                       next.announcement_id
                  FROM (
                      SELECT nextval('outbox_message_id_seq') AS id, asked.email, asked.name,
                             asked.id AS presenter_id, written.id AS announcement_id,
                             'ann-' || written.id AS subject
                        FROM asked
                       CROSS JOIN written
                       WHERE asked.is_active
                         AND NOT asked.is_closed
                       ORDER BY asked.id
                  ) AS next
            )
            SELECT id, recipients, not_active, unreachable FROM written
            """
        ) { row throws(PostgresError) in
            (id: try row.value("id"), reach: try AnnouncementReach(row: row))
        }
    }

    /// The row of an announcement, unless it reaches nobody.
    private static func written(_ draft: AnnouncementDraft, by user: User.ID, at now: Instant) -> SQL {
        let audience = draft.audience
        return """
            INSERT INTO announcement (subject, body, prefectures, topic_code, qualification_code, expiring_before,
                                      written_by, sent_at, recipients, not_active, unreachable)
            SELECT \(draft.subject), \(draft.text), nullif(\(audience.prefectures)::text[], '{}'),
                   \(audience.topic)::text, \(audience.qualification)::text, \(audience.expiringBefore)::date,
                   \(user)::bigint, \(now)::timestamptz, recipients, not_active, unreachable
              FROM counted
             WHERE recipients > 0
            RETURNING id, recipients, not_active, unreachable
            """
    }

    /// Those for whom an announcement is (`asked`), each with whether a mail reaches them, and how many (`counted`).
    ///
    /// A coordinator with limits also sees whom a lecture brings from elsewhere, but writes to nobody there.
    private static func counted(_ audience: AnnouncementAudience) -> SQL {
        let there: SQL =
            audience.prefectures.isEmpty
            ? "" : "AND municipality.prefecture_code = ANY (\(audience.prefectures)::bpchar[])"
        let skilled = PresenterQueries.skilled(
            in: audience.topic,
            holding: audience.qualification,
            until: audience.expiringBefore
        )
        return """
            asked AS MATERIALIZED (
                SELECT presenter.id, presenter.email, presenter.family_name || ' ' || presenter.given_name AS name,
                       presenter.state = 'active' AS is_active,
                       \(BounceStore.isClosed("presenter.email_key")) AS is_closed
                  FROM presenter
                  JOIN municipality ON municipality.code = presenter.municipality_code
                 WHERE kodan_keeps_place(presenter.municipality_code)
                \(there)
                \(skilled)
            ), counted AS (
                SELECT count(*) FILTER (WHERE is_active AND NOT is_closed) AS recipients,
                       count(*) FILTER (WHERE NOT is_active) AS not_active,
                       count(*) FILTER (WHERE is_active AND is_closed) AS unreachable
                  FROM asked
            )
            """
    }
}

extension AnnouncementReach {
    /// Reads its three counts.
    init(row: Row) throws(PostgresError) {
        self.init(
            recipients: try row.value("recipients"),
            notActive: try row.value("not_active"),
            unreachable: try row.value("unreachable")
        )
    }
}

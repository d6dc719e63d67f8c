public import KodanDomain
public import Postgres

/// Announcements as their readers see them; row-level security decides which.
public struct AnnouncementQueries {
    private let session: Session

    /// Works in the transaction of `session`.
    public init(_ session: Session) {
        self.session = session
    }

    private static let query: SQL = """
        SELECT announcement.id, announcement.subject, announcement.body,
               coalesce(announcement.prefectures, '{}') AS prefectures, announcement.topic_code,
               announcement.qualification_code, announcement.expiring_before, announcement.written_by,
               writer.display_name AS writer_name, announcement.sent_at, announcement.recipients,
               announcement.not_active, announcement.unreachable
          FROM announcement
          LEFT JOIN app_user AS writer ON writer.id = announcement.written_by
        """

    /// At most `limit` announcements that were sent before `after`, the newest first; without their progress.
    public func list(after: Announcement.ID?, limit: Int) throws(PostgresError) -> [AnnouncementEntry] {
        let before: SQL = if let after { "WHERE announcement.id < \(after)" } else { "" }
        return try session.rows(
            """
            \(AnnouncementQueries.query)
            \(before)
             ORDER BY announcement.id DESC
             LIMIT \(limit)
            """,
            as: AnnouncementEntry.init(row:)
        )
    }

    /// One announcement, without its progress; nil if there is none that the actor may see.
    public func announcement(_ id: Announcement.ID) throws(PostgresError) -> AnnouncementEntry? {
        try session.first(
            "\(AnnouncementQueries.query) WHERE announcement.id = \(id)",
            as: AnnouncementEntry.init(row:)
        )
    }

    /// What has become of the mails of these announcements, of whomever they are; none of one whose mails are gone.
    public func progress(
        of ids: [Announcement.ID]
    ) throws(PostgresError) -> [Announcement.ID: AnnouncementProgress] {
        let rows = try session.rows(
            """
            SELECT announcement_id,
                   count(*) FILTER (WHERE state = 'queued') AS waiting,
                   count(*) FILTER (WHERE state = 'sent') AS sent,
                   count(*) FILTER (WHERE state = 'dead') AS failed,
                   count(*) FILTER (WHERE state = 'overtaken') AS overtaken
              FROM outbox_message
             WHERE announcement_id = ANY (\(ids)::bigint[])
             GROUP BY announcement_id
            """
        ) { row throws(PostgresError) in
            (
                id: try row.value("announcement_id", as: Announcement.ID.self),
                progress: AnnouncementProgress(
                    waiting: try row.value("waiting"),
                    sent: try row.value("sent"),
                    failed: try row.value("failed"),
                    overtaken: try row.value("overtaken")
                )
            )
        }
        return Dictionary(rows.map { ($0.id, $0.progress) }, uniquingKeysWith: { first, _ in first })
    }
}

extension AnnouncementEntry {
    fileprivate init(row: Row) throws(PostgresError) {
        let prefectures: [PrefectureCode] = try row.value("prefectures")
        self.init(
            id: try row.value("id"),
            subject: try row.value("subject"),
            text: try row.value("body"),
            audience: AnnouncementAudience(
                prefectures: Set(prefectures),
                topic: try row.optional("topic_code"),
                qualification: try row.optional("qualification_code"),
                expiringBefore: try row.optional("expiring_before")
            ),
            writer: try row.value("written_by"),
            writerName: try row.optional("writer_name"),
            sentAt: try row.value("sent_at"),
            reach: try AnnouncementReach(row: row)
        )
    }
}

import KodanDomain
import KodanService
import Postgres

extension Cast {
    /// An announcement that was sent to `audience`.
    func announce(
        _ audience: AnnouncementAudience = AnnouncementAudience(),
        as credential: Credential? = nil
    ) async throws -> Announcement.ID {
        let draft = try AnnouncementDraft(
            subject: "ご予定の登録のお願い",
            text: "ご予定を\nご登録ください。",
            audience: audience
        )
        return try await SendAnnouncement(office: office)(draft, as: credential ?? coordinator)
    }

    /// What has become of it.
    func announcement(_ id: Announcement.ID) async throws -> AnnouncementEntry {
        try await ReadAnnouncements(office: office)(id, as: coordinator)
    }

    /// Whom its mails are for, in order.
    func told(_ id: Announcement.ID) async throws -> [String] {
        try await texts(
            """
            SELECT recipient || ' ' || recipient_name || ' ' || subject
              FROM outbox_message WHERE announcement_id = \(id) ORDER BY id
            """
        )
    }

    /// How ``told(_:)`` names the lecturer of this number.
    static func line(_ number: Int, _ id: Announcement.ID) -> String {
        "presenter\(number)@people.example.jp 講師 第\(number) \(id)"
    }
}

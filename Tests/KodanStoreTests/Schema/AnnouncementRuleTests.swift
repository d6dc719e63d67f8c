import KodanDomain
import KodanService
import KodanTestSupport
import Postgres
import Testing

/// What stands against a wrong announcement, whoever sends the statement.
@Suite("The schema of announcements", .database)
struct AnnouncementRuleTests: TriesStatements {
    let database = TestDatabase.current

    /// An announcement with its mail to the presenter with this key, in one statement.
    private static func announcement(
        subject: String = "'お知らせ'",
        body: String = "'本文'",
        prefectures: String = "NULL",
        by writer: String = "(SELECT min(id) FROM app_user)",
        recipients: Int = 1,
        to presenter: Int = 1,
        mail: (kind: String, addressee: String) = ("announcement", "presenter")
    ) -> String {
        """
        WITH written AS (
            INSERT INTO announcement (subject, body, prefectures, written_by, sent_at, recipients, not_active,
                                      unreachable)
            VALUES (\(subject), \(body), \(prefectures), \(writer), '2026-04-01', \(recipients), 0, 0)
            RETURNING id
        )
        INSERT INTO outbox_message (kind, recipient, recipient_name, subject, values, message_id, state, attempts,
                                    queued_at, due_at, tried_from, addressee, presenter_id, announcement_id)
        SELECT '\(mail.kind)', 'a@b.jp', 'a', 'ann-' || id, '{}', 'msg-' || id || '-\(presenter)', 'queued', 0,
               '2026-04-01', '2026-04-01', '2026-04-01', '\(mail.addressee)', \(presenter), id
          FROM written
        """
    }

    /// A further mail of an announcement, the newest unless another is named.
    private static func further(
        to presenter: Int,
        of announcement: String = "(SELECT max(id) FROM announcement)"
    ) -> String {
        """
        INSERT INTO outbox_message (kind, recipient, recipient_name, subject, values, message_id, state, attempts,
                                    queued_at, due_at, tried_from, addressee, presenter_id, announcement_id)
        SELECT 'announcement', 'a@b.jp', 'a', 'ann-' || id, '{}', 'msg-further', 'queued', 0, '2026-04-01',
               '2026-04-01', '2026-04-01', 'presenter', \(presenter), id
          FROM (SELECT \(announcement) AS id) AS told
        """
    }

    private static let toldAtOnce = "SET CONSTRAINTS ALL IMMEDIATE"

    private static let breaches = [
        Breach("no subject", announcement(subject: "''"), by: "announcement_subject"),
        Breach("blanks around a subject", announcement(subject: "' x'"), by: "announcement_subject"),
        Breach("a long subject", announcement(subject: "repeat('x', 101)"), by: "announcement_subject"),
        Breach("two lines", announcement(subject: "E'x\\ny'"), by: "announcement_subject_plain"),
        Breach(
            "a mark of direction",
            announcement(subject: "U&'x\\202Ey'"),
            by: "announcement_subject_plain"
        ),
        Breach("a text of blanks", announcement(body: "E' \\n'"), by: "announcement_body"),
        Breach("a long text", announcement(body: "repeat('x', 5001)"), by: "announcement_body"),
        Breach("what a text hides", announcement(body: "U&'x\\200By'"), by: "announcement_body_plain"),
        Breach("no prefecture", announcement(prefectures: "'{}'"), by: "announcement_prefectures"),
        Breach("a 48th prefecture", announcement(prefectures: "'{13,48}'"), by: "announcement_prefectures"),
        Breach(
            "no one's prefecture",
            announcement(prefectures: "'{13,NULL}'"),
            by: "announcement_prefectures"
        ),
        Breach("nobody reached", announcement(recipients: 0), by: "announcement_recipients"),
        Breach(
            "another number than of its mails",
            "\(announcement(recipients: 2)); \(toldAtOnce)",
            by: "announcement_told"
        ),
        Breach(
            "a second mail to somebody",
            "\(announcement()); \(further(to: 1))",
            by: "outbox_message_announced"
        ),
        Breach(
            "another kind of mail",
            announcement(mail: ("offer_sent", "presenter")),
            by: "outbox_message_announcement"
        ),
        Breach(
            "a mail to a fixed address",
            announcement(mail: ("announcement", "fixed")),
            by: "outbox_message_announcement"
        ),
        Breach(
            "a mail that brings none",
            "\(announcement()); UPDATE outbox_message SET announcement_id = NULL",
            by: "outbox_message_announcement"
        ),
        Breach(
            "other words afterwards",
            "\(announcement()); UPDATE announcement SET body = 'anders'",
            by: "announcement_append_only"
        ),
        Breach(
            "none afterwards",
            "\(announcement()); DELETE FROM outbox_message; DELETE FROM announcement",
            by: "announcement_append_only"
        ),
    ]

    @Test("refuses what no announcement is, and lets one stand")
    func refuses() async throws {
        try await setTheScene()
        for breach in Self.breaches {
            #expect(try await constraint(refusing: breach.sql) == breach.refusedBy, "\(breach.name)")
        }
        for sql in [
            "\(Self.announcement()); \(Self.toldAtOnce)",
            "\(Self.announcement(body: "E'x\\n\\ny'", prefectures: "'{01,13,47}'")); \(Self.toldAtOnce)",
            // Two of them, and mails that go with the names.
            "\(Self.announcement()); \(Self.announcement()); DELETE FROM outbox_message",
        ] { #expect(try await constraint(refusing: sql) == nil, "\(sql)") }
    }

    @Test("lets coordinators write in their own name, within their prefectures, and nobody else")
    func writers() async throws {
        try await setTheScene()
        try await database.owner.transaction { session in
            try session.script("UPDATE presenter SET municipality_code = '14104' WHERE id = 2")
        }
        let own = "kodan_user()"
        let coordinator = database.staff.coordinator
        let tokyo = try await database.makeCoordinator(limitedTo: ["13"])
        for (sql, actor) in [
            (Self.announcement(by: own), database.staff.clerk),
            (Self.announcement(by: own), database.staff.administrator),
            (Self.announcement(by: own), try await credential("ana", .presenter)),
            (Self.announcement(by: "(SELECT id FROM app_user WHERE display_name = 'ben')"), coordinator),
            // Everywhere, elsewhere, and to somebody elsewhere.
            (Self.announcement(by: own), tokyo),
            (Self.announcement(prefectures: "'{13,14}'", by: own), tokyo),
            (Self.announcement(prefectures: "'{13}'", by: own, to: 2), tokyo),
        ] { await refuse(sql, as: actor) }
        #expect(try await change(Self.announcement(prefectures: "'{13}'", by: own), as: tokyo) == 1)
        await refuse(Self.further(to: 2), as: tokyo)
        let first: Int64 = try await database.owner.transaction { session in
            try session.value("SELECT max(id) FROM announcement")
        }
        for actor in [database.staff.clerk, try await credential("ana", .presenter)] {
            await refuse(Self.further(to: 2, of: "\(first)::bigint"), as: actor)
        }
        #expect(try await change(Self.announcement(by: own, to: 2), as: coordinator) == 1)
        #expect(
            try await change(Self.announcement(prefectures: "'{14}'", by: own, to: 2), as: coordinator) == 1
        )
        // One wrote the first; the second went everywhere, the third elsewhere.
        #expect(try await change("SELECT FROM announcement", as: tokyo) == 2)
        for role in Role.allCases where database.staff[role] != nil {
            let reader = try #require(database.staff[role])
            #expect(try await change("SELECT FROM announcement", as: reader) == 3, "\(role)")
        }
        for (name, role) in [("ana", Role.presenter), ("host", .host)] {
            #expect(try await change("SELECT FROM announcement", as: credential(name, role)) == 0)
        }
    }
}

import KodanDomain
import KodanService
import KodanTestSupport
import Postgres
import Testing

extension Breach {
    /// A mail to the first presenter, with further columns.
    private static func mail(_ columns: String, _ values: String) -> String {
        """
        INSERT INTO outbox_message (kind, recipient, recipient_name, subject, values, message_id, attempts, queued_at, due_at,
                                    tried_from, \(columns))
        VALUES ('offer_sent', 'a@b.jp', 'a', 'ofr-1', '{}', 'msg-1', 1, '2026-04-01', '2026-04-01', '2026-04-01', \(values))
        """
    }

    private static let sent = mail("state, sent_at", "'sent', '2026-04-01'")
    private static let bounce = """
        INSERT INTO mail_bounce (message_id, address, is_hard, words, recorded_at)
        SELECT id, 'a@b.jp', true, 'x', '2026-04-01' FROM outbox_message
        """
    private static let feed = """
        INSERT INTO calendar_feed (presenter_id, digest, created_at)
        VALUES (1, decode(repeat('11', 32), 'hex'), '2026-04-01');
        """

    static let mails = [
        Breach(
            "a mail that waits and was sent",
            mail("state, sent_at", "'queued', '2026-04-01'"),
            by: "outbox_message_sent"
        ),
        Breach("a mail that was sent at no time", mail("state", "'sent'"), by: "outbox_message_sent"),
        Breach("a mail overtaken by nothing", mail("state", "'overtaken'"), by: "outbox_message_overtaken"),
        Breach(
            "a mail that waits and is overtaken",
            mail("state, overtaken_because", "'queued', 'offer_ended'"),
            by: "outbox_message_overtaken"
        ),
        Breach(
            "a mail to a presenter who is nobody",
            mail("state, addressee", "'queued', 'presenter'"),
            by: "outbox_message_to_presenter"
        ),
        Breach(
            "a mail to the contact of no request",
            mail("state, addressee", "'queued', 'contact'"),
            by: "outbox_message_to_contact"
        ),
        Breach(
            "a mail to the organization of no request",
            mail("state, addressee", "'queued', 'organization'"),
            by: "outbox_message_to_organization"
        ),
        Breach(
            "a mail that was overtaken and waits again",
            mail("state, overtaken_because", "'overtaken', 'offer_ended'")
                + "; UPDATE outbox_message SET state = 'queued', overtaken_because = NULL",
            by: "outbox_message_transition"
        ),
        Breach("a mail that came back twice", "\(sent); \(bounce); \(bounce)", by: "mail_bounce_once"),
        Breach(
            "an address cleared without a reason",
            "\(sent); \(bounce); UPDATE mail_bounce SET cleared_at = '2026-04-02'",
            by: "mail_bounce_cleared"
        ),
        Breach(
            "an unsubscription that no address finds",
            "\(sent); INSERT INTO mail_unsubscription (address, message_id, unsubscribed_at) "
                + "SELECT 'A@b.jp', id, '2026-04-01' FROM outbox_message",
            by: "mail_unsubscription_address"
        ),
        Breach(
            "a calendar of nobody",
            "INSERT INTO calendar_feed (digest, created_at) VALUES (decode(repeat('11', 32), 'hex'), '2026-04-01')",
            by: "calendar_feed_whose"
        ),
        Breach(
            "two addresses of one calendar",
            feed + feed.replacing("'11'", with: "'22'"),
            by: "calendar_feed_of_presenter"
        ),
        Breach(
            "a calendar that ended before it began",
            feed + "UPDATE calendar_feed SET revoked_at = '2026-03-31'",
            by: "calendar_feed_revoked_later"
        ),
    ]
}

@Suite("The second lock around mails and calendars", .database)
struct MailSecurityTests {
    private let database = TestDatabase.current

    private func count(_ table: String, as role: Role) async throws -> Int {
        let credential = try #require(database.staff[role])
        return try await database.office.transaction(as: credential) { desk in
            try desk.session.value("SELECT count(*)::integer FROM \(unsafeSQL: table)")
        }
    }

    @Test("shows mails to those who keep them, and to nobody else")
    func mails() async throws {
        try await database.owner.transaction { session in
            try session.execute(
                """
                INSERT INTO outbox_message (kind, recipient, recipient_name, subject, values, message_id, state, attempts,
                                            queued_at, due_at, tried_from)
                VALUES ('account_changed', 'a@b.jp', 'a', 'acc-1', '{}', 'msg-1', 'queued', 0, '2026-04-01',
                        '2026-04-01', '2026-04-01')
                """
            )
        }
        for role in Role.allCases where database.staff[role] != nil {
            let expected = [.coordinator, .auditor, .administrator].contains(role) ? 1 : 0
            #expect(try await count("outbox_message", as: role) == expected, "\(role)")
        }
        let outside = try await database.app.transaction { session in
            try session.value("SELECT count(*)::integer FROM mail_bounce", as: Int.self)
        }
        #expect(outside == 0)
    }

    @Test("lets nobody change a mail but the service, nor read the digest of a calendar's address")
    func closed() async throws {
        for role in [Role.coordinator, .administrator] {
            let credential = try #require(database.staff[role])
            let changed = try await database.office.transaction(as: credential) { desk in
                try desk.session.execute("UPDATE outbox_message SET state = 'dead'")
            }
            #expect(changed == 0)
        }
        await #expect(throws: PostgresError.self) {
            _ = try await database.office.transaction(as: .system) { desk in
                try desk.session.execute("SELECT digest FROM calendar_feed")
            }
        }
    }
}

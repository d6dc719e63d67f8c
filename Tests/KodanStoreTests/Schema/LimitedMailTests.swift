import KodanDomain
import KodanService
import KodanTestSupport
import Postgres
import Testing

@Suite("The limits of a coordinator around mails", .database)
struct LimitedMailTests {
    private let database = TestDatabase.current

    /// A mail that has one key: its subject, a column with its value, or neither.
    struct Key: Sendable, CustomTestStringConvertible {
        let subject: String
        let column: (name: String, value: String)?

        init(_ subject: String, _ column: (name: String, value: String)? = nil) {
            self.subject = subject
            self.column = column
        }

        var testDescription: String { column?.name ?? subject }
    }

    /// Does `sql` as a role of the body, of whose coordinators only one is limited; how many rows that concerned.
    private func execute(_ sql: String, as role: Role, in prefecture: String? = nil) async throws -> Int {
        try await database.app.transaction { session in
            try session.execute(
                """
                SELECT set_config('kodan.role', \(role.rawValue), true),
                       set_config('kodan.prefectures', \(prefecture.map { "{\($0)}" } ?? ""), true)
                """
            )
            return try session.execute("\(unsafeSQL: sql)")
        }
    }

    private func count(_ table: String, as role: Role, in prefecture: String? = nil) async throws -> Int {
        try await execute("SELECT FROM \(table)", as: role, in: prefecture)
    }

    private func own(_ sql: String) async throws {
        try await database.owner.transaction { session in try session.script(sql) }
    }

    /// A mail that went out under `key`, came back, and whose recipient wants no more.
    private static func mail(_ key: Key, to address: String = "far@example.jp") -> String {
        let id = "(SELECT max(id) FROM outbox_message)"
        return """
            INSERT INTO outbox_message (kind, recipient, recipient_name, subject, values, message_id, state, attempts,
                                        queued_at, due_at, tried_from, sent_at\(key.column.map { ", " + $0.name } ?? ""))
            SELECT 'offer_sent', '\(address)', 'x', '\(key.subject)', '{}', 'msg-' || count(*), 'sent', 1, '2026-04-01',
                   '2026-04-01', '2026-04-01', '2026-04-01'\(key.column.map { ", " + $0.value } ?? "")
              FROM outbox_message;
            INSERT INTO mail_bounce (message_id, address, is_hard, words, recorded_at)
            VALUES (\(id), '\(address)', true, 'x', '2026-04-02');
            INSERT INTO mail_unsubscription (address, message_id, unsubscribed_at)
            VALUES (lower('\(address)'), \(id), '2026-04-02') ON CONFLICT DO NOTHING;
            """
    }

    private static let tables = ["outbox_message", "mail_bounce", "mail_unsubscription"]

    @Test(
        "let them see what belongs to what they keep, by whichever key it has",
        arguments: [
            Key("req-1", ("request_id", "1")), Key("x-1", ("assignment_id", "1")),
            Key("x-1", ("offer_id", "1")),
            Key("x-1", ("change_id", "1")), Key("x-1", ("presenter_id", "1")), Key("usr-ana"),
            Key("usr-host"),
            Key("acc-1"),
        ]
    )
    func kept(key: Key) async throws {
        try await setTheScene()
        try await own(
            """
            INSERT INTO change_proposal (assignment_id, proposed_by, reason, was, during, old_stands, state, proposed_at,
                                         deadline, travel_minutes, presenter_confirmed_at)
            VALUES (1, 'presenter', 'x', '[2026-06-01T14:00:00+09:00,2026-06-01T16:00:00+09:00)',
                    '[2026-06-02T14:00:00+09:00,2026-06-02T16:00:00+09:00)', true, 'open', '2026-05-01', '2026-05-20', 0,
                    '2026-05-01');
            """ + Self.mail(key) + """
                UPDATE outbox_message
                   SET subject = (SELECT 'usr-' || id FROM app_user WHERE display_name = substr(subject, 5))
                 WHERE subject LIKE 'usr-%';
                """
        )
        for table in Self.tables {
            #expect(try await count(table, as: .coordinator) == 1, "\(table)")
            #expect(try await count(table, as: .coordinator, in: "13") == 1, "\(table)")
            #expect(try await count(table, as: .coordinator, in: "14") == 0, "\(table)")
        }
    }

    @Test(
        "keep from them what is of nobody whom they keep",
        arguments: ["app-1", "usr-1", "usr-x", "usr-99999999999999999999", "acc-99", "offer-summary"]
    )
    func foreign(subject: String) async throws {
        try await setTheScene()
        try await own(Self.mail(Key(subject)))
        for table in Self.tables {
            #expect(try await count(table, as: .coordinator, in: "13") == 0, "\(table)")
        }
        // Nobody else is limited, nor sees more than before.
        for role in Role.allCases {
            let readsMails = [.coordinator, .auditor, .administrator, .system].contains(role)
            #expect(try await count("outbox_message", as: role) == (readsMails ? 1 : 0), "\(role)")
            for table in ["mail_bounce", "mail_unsubscription"] {
                #expect(try await count(table, as: role) == (role.isStaff ? 1 : 0), "\(table) \(role)")
            }
        }
    }

    @Test("go by the request, wherever its presenter lives")
    func request() async throws {
        try await setTheScene()
        try await own("UPDATE presenter SET municipality_code = '14104' WHERE id = 1")
        try await own(Self.mail(Key("ofr-1", ("request_id, presenter_id", "1, 1"))))
        #expect(try await count("outbox_message", as: .coordinator, in: "13") == 1)
        #expect(try await count("outbox_message", as: .coordinator, in: "14") == 0)
    }

    @Test("let them know of a closed address to which they write too, or of somebody whom they keep")
    func addresses() async throws {
        try await setTheScene()
        try await own("UPDATE organization SET municipality_code = '14104' WHERE id = 2")
        let theirs = Key("req-2", ("request_id", "2"))
        try await own(Self.mail(theirs, to: "ANA@example.jp"))
        #expect(try await count("outbox_message", as: .coordinator, in: "13") == 0)
        #expect(try await count("mail_bounce", as: .coordinator, in: "13") == 1)
        try await own(Self.mail(theirs, to: "Both@example.jp"))
        #expect(try await count("mail_bounce", as: .coordinator, in: "13") == 1)
        try await own(Self.mail(Key("req-1", ("request_id", "1")), to: "both@example.jp"))
        #expect(try await count("outbox_message", as: .coordinator, in: "13") == 1)
        #expect(try await count("mail_bounce", as: .coordinator, in: "13") == 3)
        #expect(try await count("mail_bounce", as: .coordinator, in: "14") == 3)
        #expect(try await count("mail_bounce", as: .coordinator, in: "27") == 0)
    }

    @Test("hold for what is changed and added")
    func changes() async throws {
        try await setTheScene()
        try await own(Self.mail(Key("req-1", ("request_id", "1"))))
        let clearing = "UPDATE mail_bounce SET cleared_at = '2026-04-03', clear_reason = 'x'"
        let ending = "UPDATE mail_unsubscription SET ended_at = '2026-04-03'"
        for sql in [clearing, ending] {
            #expect(try await execute(sql, as: .coordinator, in: "14") == 0, "\(sql)")
            #expect(try await execute(sql, as: .clerk) == 0, "\(sql)")
            #expect(try await execute(sql, as: .coordinator, in: "13") == 1, "\(sql)")
            #expect(try await execute(sql, as: .administrator) == 1, "\(sql)")
        }
        let adding = """
            INSERT INTO mail_bounce (message_id, address, is_hard, words, recorded_at)
            VALUES (1, 'far@example.jp', false, 'x', '2026-04-03')
            """
        #expect(try await execute(adding, as: .coordinator, in: "13") == 1)
        await #expect(throws: PostgresError.self) { try await execute(adding, as: .coordinator, in: "14") }
    }
}

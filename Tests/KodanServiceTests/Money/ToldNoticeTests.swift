import KodanDomain
import KodanMail
import KodanService
import KodanTestSupport
import Postgres
import Testing

@Suite("Payees are told of their payment notices", .database)
struct ToldNoticeTests {
    private let database = TestDatabase.current

    private func issue(_ scene: PaperScene, to folder: String) async throws -> IssuedNotices {
        try await IssueNotices(office: scene.office)(
            PaperScene.december,
            to: folder,
            by: PaperScene.body,
            as: scene.staff.accountant
        )
    }

    private func notices(_ scene: PaperScene) async throws -> [NoticeSummary] {
        try await ReadNotices(office: scene.office)(as: scene.staff.accountant).items
    }

    /// The mails about notices, oldest first: what each is about, to whom, and what it says.
    private func mails() async throws -> [String] {
        try await database.owner.transaction { session in
            try session.rows(
                """
                SELECT concat_ws(' ', subject, recipient, 'pre-' || presenter_id, addressee, values ->> 'month',
                                 values ->> 'last_day', values ->> 'confirmation') AS text
                  FROM outbox_message
                 WHERE kind = 'notice_issued'
                 ORDER BY id
                """
            ) { row throws(PostgresError) in try row.value("text") }
        }
    }

    private func mail(_ notice: Int, _ presenter: Presenter.ID, _ address: String) -> String {
        "ntc-\(notice) \(address) \(presenter) presenter 2026-12 2026-12-24 unless_objected"
    }

    @Test("by one mail each, once, in the transaction that issues them")
    func once() async throws {
        let scene = try await PaperScene()
        let expected = [
            mail(1, scene.registered.presenter, "presenter1@example.jp"),
            mail(2, scene.other.presenter, "presenter2@example.jp"),
            mail(3, scene.firm.presenter, "presenter3@example.jp"),
        ]
        try await withFolder { folder in
            #expect(try await mails().isEmpty)
            let issued = try await issue(scene, to: folder)
            #expect((issued.issued, issued.told) == (3, 3))
            #expect(try await mails() == expected)
            let now = database.clock.now
            #expect(try await notices(scene).map(\.toldAt) == [now, now, now])
            database.clock.advance(days: 1)
            let again = try await issue(scene, to: folder)
            #expect((again.issued, again.told, again.repeated) == (0, 0, 3))
            #expect(try await mails() == expected)
            #expect(try await notices(scene).map(\.toldAt) == [now, now, now])
        }
    }

    /// The corporation's presenter is the third; its notice is to be handed over.
    @Test(
        "unless no mail reaches them",
        arguments: [
            """
            UPDATE presenter SET state = 'retired', anonymized_at = '2026-12-01'
             WHERE email_key = 'presenter3@example.jp'
            """,
            "UPDATE presenter SET state = 'deceased' WHERE email_key = 'presenter3@example.jp'",
            """
            INSERT INTO mail_bounce (address, is_hard, words, recorded_at)
            VALUES ('Presenter3@example.jp', true, 'no such user', '2026-12-01')
            """,
        ]
    )
    func unreachable(change: String) async throws {
        let scene = try await PaperScene()
        try await database.owner.transaction { session in
            try session.script("ALTER TABLE presenter DISABLE TRIGGER USER; \(change)")
        }
        try await withFolder { folder in
            let issued = try await issue(scene, to: folder)
            #expect((issued.issued, issued.told) == (3, 2))
            let expected = [
                mail(1, scene.registered.presenter, "presenter1@example.jp"),
                mail(2, scene.other.presenter, "presenter2@example.jp"),
            ]
            #expect(try await mails() == expected)
            #expect(try await notices(scene).map { $0.toldAt != nil } == [true, true, false])
        }
    }

    @Test("of a corrected one anew, and no more of the one that it replaces")
    func replaced() async throws {
        let scene = try await PaperScene()
        try await withFolder { folder in
            _ = try await issue(scene, to: folder)
            let first = Notice.ID(1)
            try await AnswerNotice(office: scene.office).object(first, "氏名が違う", as: scene.presenter)
            let new = try await ReplaceNotice(office: scene.office)(
                first,
                to: folder,
                by: PaperScene.body,
                as: scene.staff.accountant
            )
            #expect(new.toldAt == database.clock.now)
            let last = try #require(try await mails().last)
            #expect(last.hasPrefix("\(new.id) presenter1@example.jp "))
            #expect(try await mails().count == 4)
            let room = MailRoom()
            _ = try await room.drain()()
            let told = room.mails.filter { $0.subject.contains("支払通知書") }
            #expect(Set(told.map(\.to.address.text)) == Set((1...3).map { "presenter\($0)@example.jp" }))
            #expect(told.count == 3 && !told.contains { $0.subject.contains("\(first)）") })
            let mail = try #require(told.first { $0.subject.contains("\(new.id)") })
            for part in [
                "2026年12月支払分", "2026年12月24日（木）", "/paid/\(new.id)\n", "お申し出がないときは",
            ] { #expect(mail.body.contains(part), "\(part)") }
            // What was paid is nobody else's to read on the way.
            #expect(!mail.body.contains("円"))
        }
    }

    @Test("and never of another time, in the database either")
    func kept() async throws {
        let scene = try await PaperScene()
        try await withFolder { folder in
            _ = try await issue(scene, to: folder)
            for (change, constraint) in [
                ("UPDATE payment_notice SET told_at = NULL WHERE id = 1", "payment_notice_kept"),
                ("UPDATE payment_notice SET told_at = '2027-01-01' WHERE id = 1", "payment_notice_kept"),
                (
                    """
                    ALTER TABLE payment_notice DISABLE TRIGGER USER;
                    UPDATE payment_notice SET told_at = '2026-01-01' WHERE id = 1
                    """, "payment_notice_told"
                ),
            ] {
                let error = await #expect(throws: PostgresError.self) {
                    try await database.owner.transaction { session in try session.script(change) }
                }
                #expect(error?.constraint == constraint)
            }
        }
    }
}

import KodanDomain
import KodanService
import KodanTestSupport
import Postgres
import Testing

private let december = PaperScene.december

@Suite("The answer to a payment notice", .database)
struct NoticeAnswerTests {
    private let database = TestDatabase.current

    /// December's notices lie in a folder: the first is the registered presenter's.
    private func withNotices(_ body: (PaperScene, String) async throws -> Void) async throws {
        let scene = try await PaperScene()
        try await withFolder { folder in
            _ = try await IssueNotices(office: scene.office)(
                december,
                to: folder,
                by: PaperScene.body,
                as: scene.staff.accountant
            )
            try await body(scene, folder)
        }
    }

    private let first = Notice.ID(1)

    @Test("is the presenter's own, or an accountant's on their behalf, and given once")
    func confirms() async throws {
        try await withNotices { scene, _ in
            let answer = AnswerNotice(office: scene.office)
            await #expect(throws: Refusal.notFound("ntc-1")) {
                try await answer.confirm(first, as: scene.stranger)
            }
            await #expect(throws: Refusal.notFound("ntc-9")) {
                try await answer.confirm(Notice.ID(9), as: scene.presenter)
            }
            await #expect(throws: Refusal.notPermitted(.coordinator)) {
                try await answer.confirm(first, as: scene.staff.coordinator)
            }
            try await answer.confirm(first, as: scene.presenter)
            try await answer.confirm(Notice.ID(2), as: scene.staff.accountant)
            for credential in [scene.presenter, scene.staff.accountant] {
                await #expect(throws: Refusal.notice(.answered(first))) {
                    try await answer.object(first, "住所が違う", as: credential)
                }
            }
            let own = try await ReadNotices(office: scene.office)(as: scene.presenter).items
            #expect(own.map(\.id) == [first])
            #expect(own.map { $0.state(on: day("2027-06-01")) } == [.confirmed])
            let behalf: [String?] = try await database.owner.transaction { session in
                try session.rows(
                    "SELECT on_behalf_of FROM audit_event WHERE action = 'payment_notice.confirmed' ORDER BY id"
                ) { row throws(PostgresError) in try row.optional("on_behalf_of") }
            }
            #expect(behalf == [nil, scene.other.payee.description])
        }
    }

    @Test("is an objection until the deadline; an accountant may note a later one")
    func objects() async throws {
        try await withNotices { scene, _ in
            let answer = AnswerNotice(office: scene.office)
            let long = String(repeating: "長", count: AnswerNotice.longestObjection + 1)
            await #expect(
                throws: Refusal.field(FieldRefused(.objection, expected: .atMost(characters: 2000)))
            ) { try await answer.object(first, long, as: scene.presenter) }
            await #expect(throws: Refusal.field(FieldRefused(.objection, expected: .present))) {
                try await answer.object(first, " \n ", as: scene.presenter)
            }
            // The last day is the 24th.
            database.clock.set(moment("2026-12-24T23:59:00+09:00"))
            try await answer.object(first, "氏名が違う\n登録番号も", as: scene.presenter)
            database.clock.set(moment("2026-12-25T00:00:00+09:00"))
            await #expect(throws: Refusal.notice(.deadlinePassed(Notice.ID(2), day("2026-12-24")))) {
                try await answer.object(Notice.ID(2), "遅い", as: scene.stranger)
            }
            try await answer.object(Notice.ID(2), "電話で", as: scene.staff.accountant)
            let all = try await ReadNotices(office: scene.office)(december, as: scene.staff.auditor).items
            #expect(all.map(\.objection) == ["氏名が違う\n登録番号も", "電話で", nil])
            // The office begins with the newest, and goes on with what is older.
            let read = ReadNotices(office: scene.office)
            let auditor = scene.staff.auditor
            let newest = try await read(december, isNewestFirst: true, as: auditor).items
            #expect(newest == all.reversed())
            let last = try #require(all.last?.id)
            let older = try await read(december, isNewestFirst: true, after: last, as: auditor).items
            #expect(older == all.dropLast().reversed())
        }
    }

    @Test("leads to a corrected notice that names the one it replaces, and no other")
    func replaces() async throws {
        try await withNotices { scene, folder in
            let replace = ReplaceNotice(office: scene.office)
            func replaced(_ id: Notice.ID) async throws -> NoticeSummary {
                try await replace(id, to: folder, by: PaperScene.body, as: scene.staff.accountant)
            }
            await #expect(throws: Refusal.notice(.notObjected(first))) { try await replaced(first) }
            await #expect(throws: Refusal.notFound("ntc-9")) { try await replaced(Notice.ID(9)) }
            try await AnswerNotice(office: scene.office).object(first, "氏名が違う", as: scene.presenter)
            try await database.owner.transaction { session in
                try session.script("UPDATE payee SET name = '改姓 花子' WHERE id = 1")
            }
            let before = try bytes("\(folder)/notice-2026-12-pmt-1.html")
            let new = try await replaced(first)
            #expect((new.replaces, new.payeeName, new.invoiceNumber) == (first, "改姓 花子", "T7123456789012"))
            let page = try text("\(folder)/\(new.fileName)")
            #expect(page.contains("通知番号 ntc-1 を取り消し"))
            #expect(page.contains("改姓 花子 様"))
            #expect(page.contains("38,018円"))
            #expect(try bytes("\(folder)/notice-2026-12-pmt-1.html") == before)
            await #expect(throws: Refusal.notice(.answered(first))) { try await replaced(first) }
            await #expect(throws: Refusal.notice(.notObjected(new.id))) { try await replaced(new.id) }
            // Made again, the month has the new one.
            let again = try await IssueNotices(office: scene.office)(
                december,
                to: folder,
                by: PaperScene.body,
                as: scene.staff.accountant
            )
            #expect((again.issued, again.repeated) == (0, 3))
            #expect(try text("\(folder)/\(new.fileName)") == page)
            let states = try await ReadNotices(office: scene.office)(december, as: scene.staff.accountant)
                .items
                .map { $0.state(on: day("2026-12-10")) }
            #expect(states == [.replaced, .waiting, .waiting, .waiting])
        }
    }

    @Test("never changes what was issued, in the database either")
    func kept() async throws {
        try await withNotices { scene, _ in
            try await AnswerNotice(office: scene.office).confirm(first, as: scene.presenter)
            for change in [
                "UPDATE payment_notice SET confirmed_at = NULL WHERE id = 1",
                "UPDATE payment_notice SET payee_name = 'x' WHERE id = 2",
                "DELETE FROM payment_notice WHERE id = 3",
            ] {
                let error = await #expect(throws: PostgresError.self) {
                    try await database.owner.transaction { session in try session.script(change) }
                }
                #expect(error?.constraint == "payment_notice_kept")
            }
        }
    }
}

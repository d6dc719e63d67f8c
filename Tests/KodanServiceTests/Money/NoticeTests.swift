import Foundation
import KodanDomain
import KodanService
import KodanTestSupport
import Postgres
import Testing

private let december = PaperScene.december
private let january = PaperScene.january

@Suite("Payment notices of a closed month", .database)
struct NoticeTests {
    private let database = TestDatabase.current

    private func issue(
        _ scene: PaperScene,
        _ month: YearMonth = december,
        to folder: String,
        by body: OfficeBody = PaperScene.body
    ) async throws -> IssuedNotices {
        try await IssueNotices(office: scene.office)(month, to: folder, by: body, as: scene.staff.accountant)
    }

    private func notices(_ scene: PaperScene) async throws -> [NoticeSummary] {
        try await ReadNotices(office: scene.office)(as: scene.staff.accountant).items
    }

    @Test("are one page for each payee, with numbers of registered payees only")
    func pages() async throws {
        let scene = try await PaperScene()
        try await withFolder { folder in
            let issued = try await issue(scene, to: folder)
            #expect((issued.issued, issued.repeated, issued.totals) == (3, 0, PaperScene.totals))
            #expect(issued.confirmBy == day("2026-12-24"))
            #expect(
                try names(in: folder)
                    == (1...3).map { "notice-2026-12-pmt-\($0).html" }
            )
            let pages = try (1...3).map { try text("\(folder)/notice-2026-12-pmt-\($0).html") }
            for part in [
                "支払通知書（仕入明細書）", "T7123456789012", "42,340円", "3,849円", "4,322円", "38,018円", "2026年11月10日",
                "2026年12月25日", "2026年12月24日まで", "見本公法機構", "東京都千代田区見本1-1 03-0000-0000", "「講習会」（見本商工会議所）",
                "<dd>ntc-1</dd>",
            ] { #expect(pages[0].contains(part), "\(part)") }
            // 600,000 twice at 10/110, rounded once: 109,090.9.
            for part in ["1,200,000円", "109,090円", "142,940円", "1,057,060円"] {
                #expect(pages[1].contains(part), "\(part)")
            }
            #expect(!pages[1].contains("登録番号") && !pages[1].contains("仕入明細書"))
            #expect(pages[2].contains("源泉徴収はありません。"))
            let kept = try await notices(scene)
            #expect(kept.map(\.invoiceNumber) == ["T7123456789012", nil, nil])
            #expect(kept.map { $0.state(on: day("2026-12-24")) } == [.waiting, .waiting, .waiting])
            #expect(kept[0].state(on: day("2026-12-25")) == .takenAsConfirmed)
        }
    }

    @Test("are the same bytes when made again, whatever payees and body are called by then")
    func again() async throws {
        let scene = try await PaperScene()
        try await withFolder { folder in
            _ = try await issue(scene, to: folder)
            let first = try names(in: folder).map { try bytes("\(folder)/\($0)") }
            try await database.owner.transaction { session in
                try session.script(
                    "UPDATE payee SET name = '改姓 花子'; UPDATE payee_invoice_number SET checked_on = NULL;"
                )
            }
            database.clock.advance(days: 3)
            let moved = OfficeBody(name: "新機構", address: "大阪", phone: "06-0000-0000")
            let second = try await issue(scene, to: folder, by: moved)
            #expect((second.issued, second.repeated) == (0, 3))
            #expect(try names(in: folder).map { try bytes("\(folder)/\($0)") } == first)
            let rows = try await scene.rows()
            #expect(rows == [2, 3])
            let digests: [[UInt8]] = try await database.owner.transaction { session in
                try session.rows("SELECT sha256 FROM export_run ORDER BY id") { row throws(PostgresError) in
                    try row.value("sha256")
                }
            }
            #expect(digests[0] == digests[1])
        }
    }

    @Test("do not name a number that nobody looked up, or that was not valid on every lecture date")
    func numbers() async throws {
        let scene = try await PaperScene()
        // The other payee is registered from the second lecture on: too late for the snapshot in any case.
        try await database.owner.transaction { session in
            try session.script(
                """
                ALTER TABLE month_line DISABLE TRIGGER USER;
                UPDATE month_line SET invoice_checked = false WHERE position = 1;
                UPDATE month_line SET invoice_number = 'T5835678256246', invoice_checked = true WHERE position = 3;
                """
            )
        }
        try await withFolder { folder in
            _ = try await issue(scene, to: folder)
            for number in 1...3 {
                #expect(try !text("\(folder)/notice-2026-12-pmt-\(number).html").contains("登録番号"))
            }
        }
    }

    @Test("show what is taken back, and ask for what is to be paid back")
    func corrections() async throws {
        let scene = try await PaperScene()
        try await scene.pay(december, on: day("2026-12-25"))
        try await scene.correct()
        try await withFolder { folder in
            let issued = try await issue(scene, january, to: folder)
            // 30,000 − 42,340 + 1,200,000 − 600,000; tax 3,063 − 4,322 + 142,940 − 71,470.
            #expect(issued.totals.gross == Yen(587_660))
            #expect(issued.totals.tax == Yen(70_211))
            let pages = try names(in: folder).map { try text("\(folder)/\($0)") }
            for part in [
                "【訂正による取消し】", "-42,340円", "-3,849円", "2,727円", "ご返金をお願いする額</dt><dd>11,081円",
                "-1,259円", "-12,340円",
            ] { #expect(pages[0].contains(part), "\(part)") }
            for part in ["-600,000円", "600,000円", "71,470円", "差引支払額</dt><dd>528,530円"] {
                #expect(pages[1].contains(part), "\(part)")
            }
        }
    }

    @Test("are refused before the close, with other totals, and where no consumption tax rate is known")
    func refusals() async throws {
        let scene = try await PaperScene()
        try await withFolder { folder in
            await #expect(throws: Refusal.monthUnknown(january)) {
                try await issue(scene, january, to: folder)
            }
            await #expect(throws: Refusal.notPermitted(.approver)) {
                try await IssueNotices(office: scene.office)(
                    december,
                    to: folder,
                    by: PaperScene.body,
                    as: scene.staff.approver
                )
            }
            await #expect(throws: FileProblem.folderMissing(folder + "/none")) {
                try await issue(scene, to: folder + "/none")
            }
            try await database.owner.transaction { session in
                try session.script(
                    """
                    ALTER TABLE month_line DISABLE TRIGGER USER;
                    UPDATE month_line SET consumption_tax_bp = 0 WHERE position = 3;
                    """
                )
            }
            await #expect(throws: Refusal.noTaxRate(day("2026-11-12"))) { try await issue(scene, to: folder) }
            try await scene.spoilLine()
            await #expect(throws: Refusal.totalsDiffer(december)) { try await issue(scene, to: folder) }
            try await scene.spoilLedger()
            await #expect(throws: Refusal.totalsDiffer(december)) { try await issue(scene, to: folder) }
            #expect(try names(in: folder).isEmpty)
            let rows = try await scene.rows()
            #expect(rows == [0, 0])
        }
    }

    @Test("are issued once by two who make them at the same time")
    func twoAtOnce() async throws {
        let scene = try await PaperScene()
        try await withFolder { folder in
            async let one = issue(scene, to: folder)
            async let other = issue(scene, to: folder)
            let both = try await [one, other]
            #expect(Set(both.map(\.issued)) == [3, 0])
            #expect(Set(both.map(\.repeated)) == [3, 0])
            let rows = try await scene.rows()
            #expect(rows == [2, 3])
        }
    }

    @Test("that are no longer made as they were issued are refused")
    func differs() async throws {
        let scene = try await PaperScene()
        try await withFolder { folder in
            _ = try await issue(scene, to: folder)
            try await database.owner.transaction { session in
                try session.script(
                    """
                    ALTER TABLE month_line DISABLE TRIGGER USER;
                    UPDATE month_line SET title = 'x' WHERE position = 1;
                    """
                )
            }
            let before = try bytes("\(folder)/notice-2026-12-pmt-1.html")
            await #expect(throws: Refusal.notice(.differs(Notice.ID(1)))) {
                try await issue(scene, to: folder)
            }
            #expect(try bytes("\(folder)/notice-2026-12-pmt-1.html") == before)
        }
    }

    @Test("leave nothing behind on a full disk", .enabled(if: SmallDisk.canBeMade))
    func full() async throws {
        let scene = try await PaperScene()
        try await SmallDisk.expectNothingLeft { folder in _ = try await issue(scene, to: folder) }
        let rows = try await scene.rows()
        #expect(rows == [0, 0])
    }
}

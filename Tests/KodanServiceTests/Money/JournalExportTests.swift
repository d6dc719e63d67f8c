import CSV
import KodanDomain
import KodanService
import KodanTestSupport
import Postgres
import Testing

private let december = PaperScene.december
private let january = PaperScene.january

@Suite("The journal of a closed month", .database)
struct JournalExportTests {
    private let database = TestDatabase.current

    private func export(
        _ scene: PaperScene,
        _ month: YearMonth = december,
        to folder: String
    ) async throws -> ExportedPaper {
        try await ExportJournal(office: scene.office)(
            month,
            to: folder,
            by: PaperScene.accounts(),
            as: scene.staff.accountant
        )
    }

    private func sums(_ rows: [CSVTable.Row], _ side: String) -> [String: Int64] {
        Dictionary(rows.map { ($0[side], Int64($0["金額"]) ?? 0) }, uniquingKeysWith: +)
    }

    @Test("accrues each honorarium, pays each payment, and agrees with the ledger")
    func entries() async throws {
        let scene = try await PaperScene()
        try await withFolder { folder in
            let paper = try await export(scene, to: folder)
            #expect(paper.path == folder + "/journal-2026-12.csv")
            let rows = try CSVTable(bytes(paper.path)).rows
            #expect(sums(rows, "借方科目コード") == ["5110": 1_260_000, "5120": 12_340, "2110": 1_272_340])
            #expect(sums(rows, "貸方科目コード") == ["2110": 1_272_340, "1110": 1_125_078, "2140": 147_262])
            #expect(rows.map { $0["元データ"] }.prefix(4) == ["hon-1", "hon-1", "pmt-1", "pmt-1"])
            // Attested, and so fixed, on the day of the lecture.
            #expect(rows.map { $0["計上日"] }.prefix(3) == ["2026-11-10", "2026-11-10", "2026-12-25"])
            #expect(rows.map { $0["日付の根拠"] }.prefix(3) == ["確定日", "確定日", "支払予定日"])
            #expect(rows.map { $0["伝票番号"] }.last == "2026-12-7")
            // 70 % may be deducted of what a payee who is not registered supplies from October 2026 on.
            let codes = Dictionary(rows.map { ($0["元データ"], $0["借方税区分"]) }) { first, _ in first }
            #expect(codes["hon-1"] == "課対仕入10%")
            #expect(codes["hon-2"] == "課対仕入10%（区分70%）")
            #expect(codes["pmt-1"] == "")
            #expect(rows[0]["登録番号"] == "T7123456789012")
            #expect(rows[0]["摘要"].contains("「講習会」（見本商工会議所）"))
        }
    }

    @Test("takes back by the tax code that was booked, though the payee is registered by now")
    func registeredSince() async throws {
        let scene = try await PaperScene()
        try await scene.pay(december, on: day("2026-12-25"))
        try await scene.register("T5835678256246", for: scene.other.payee, checkedOn: "2027-01-05")
        try await scene.correct()
        try await withFolder { folder in
            let paper = try await export(scene, january, to: folder)
            let accruals = try CSVTable(bytes(paper.path)).rows.filter {
                $0["取引先番号"] == scene.other.payee.description && $0["元データ"].hasPrefix("hon")
            }
            let codes = Dictionary(grouping: accruals, by: { $0["区分"] }).mapValues { rows in
                Set(rows.map { $0["借方税区分"] })
            }
            #expect(codes == ["赤": ["課対仕入10%（区分70%）"], "通常": ["課対仕入10%"]])
            let registered = accruals.filter { !$0["登録番号"].isEmpty }
            #expect(Set(registered.map { $0["区分"] }) == ["通常"])
        }
    }

    @Test("is the same bytes again, until the bank has paid")
    func again() async throws {
        let scene = try await PaperScene()
        try await withFolder { folder in
            let first = try await export(scene, to: folder)
            let before = try bytes(first.path)
            let second = try await export(scene, to: folder)
            #expect(try bytes(second.path) == before)
            #expect((first.differsFromLast, second.differsFromLast) == (false, false))
            try await scene.pay(december, on: day("2026-12-28"))
            let third = try await export(scene, to: folder)
            #expect(third.differsFromLast)
            let paid = try CSVTable(bytes(third.path)).rows.filter { $0["元データ"].hasPrefix("pmt") }
            #expect(Set(paid.map { $0["計上日"] }) == ["2026-12-28"])
            #expect(Set(paid.map { $0["日付の根拠"] }) == ["支払日"])
            let rows = try await scene.rows()
            #expect(rows == [3, 0])
        }
    }

    @Test("books corrections in red, on the day of the correction")
    func reversals() async throws {
        let scene = try await PaperScene()
        try await scene.pay(december, on: day("2026-12-25"))
        try await scene.correct()
        try await withFolder { folder in
            let rows = try CSVTable(bytes(try await export(scene, january, to: folder).path)).rows
            let red = rows.filter { $0["区分"] == "赤" }
            #expect(Set(red.map { $0["日付の根拠"] }) == ["訂正日", "支払予定日", "請求日"])
            #expect(Set(red.filter { $0["日付の根拠"] == "訂正日" }.map { $0["計上日"] }) == ["2027-01-08"])
            // 30,000 and 12,340 and 600,000 are taken back, as 42,340 − 4,322 and 600,000 − 71,470 of payments.
            #expect(sums(red, "借方科目コード") == ["5110": -630_000, "5120": -12_340, "2110": -642_340])
            // The first payee owes 38,018 less the 26,937 of a new lecture: no bank moves that.
            #expect(
                sums(red, "貸方科目コード") == [
                    "2110": -642_340, "2140": -75_792, "1110": -528_530, "1150": -38_018,
                ]
            )
            #expect(
                sums(rows, "貸方科目コード") == [
                    "2110": 587_660, "2140": 70_211, "1110": 528_530, "1150": -11_081,
                ]
            )
        }
    }

    @Test("books what is right on the day of its correction, though the first correction was wrong too")
    func correctedTwice() async throws {
        let scene = try await PaperScene()
        try await scene.pay(december, on: day("2026-12-25"))
        let correct = CorrectHonorarium(office: scene.office)
        var (entry, travel) = (Honorarium.ID(1), Int64(1_000))
        for hours in ["2027-01-06T10:00:00+09:00", "2027-01-07T10:00:00+09:00"] {
            database.clock.set(moment(hours))
            let corrected = try await correct(
                entry,
                by: HonorariumCorrection(travelToPresenter: Yen(travel)),
                reason: "経路の誤り",
                as: scene.staff.accountant
            )
            entry = try #require(corrected.black)
            travel += 1_000
        }
        try await closeMonth(january, scene.office)
        try await withFolder { folder in
            let rows = try CSVTable(bytes(try await export(scene, january, to: folder).path)).rows
            let black = rows.filter { $0["元データ"] == entry.description }
            #expect(black.map { $0["金額"] } == ["30000", "2000"])
            // Not on 10 November, when what was paid for the lecture was fixed.
            #expect(Set(black.map { $0["計上日"] }) == ["2027-01-07"])
            #expect(Set(black.map { $0["日付の根拠"] }) == ["訂正日"])
        }
    }

    @Test("books what a payee owes back as a claim, and behind all else the money when it has come")
    func claims() async throws {
        let scene = try await PaperScene()
        try await scene.pay(december, on: day("2026-12-25"))
        try await scene.correct()
        try await withFolder { folder in
            let open = try CSVTable(bytes(try await export(scene, january, to: folder).path)).rows
            let claim: Payment.ID = try await database.owner.transaction { session in
                Payment.ID(try session.value("SELECT id FROM payment WHERE net < 0", as: Int64.self))
            }
            let asked = open.filter { $0["元データ"] == claim.description }
            #expect(Set(asked.map { $0["日付の根拠"] }) == ["請求日"])
            #expect(asked.allSatisfy { $0["貸方科目コード"] != "1110" && $0["借方科目コード"] != "1110" })
            database.clock.set(moment("2027-02-04T10:00:00+09:00"))
            try await RecordRepayment(office: scene.office)(
                claim,
                on: day("2027-02-03"),
                as: scene.staff.accountant
            )
            let rows = try CSVTable(bytes(try await export(scene, january, to: folder).path)).rows
            // The numbers of all that stood there before are as they were.
            #expect(rows.dropLast().map { $0["伝票番号"] } == open.map { $0["伝票番号"] })
            let last = try #require(rows.last)
            #expect(
                [last["計上日"], last["借方科目コード"], last["貸方科目コード"], last["金額"], last["日付の根拠"]]
                    == ["2027-02-03", "1110", "1150", "11081", "支払日"]
            )
            #expect(last["元データ"] == claim.description)
        }
    }

    @Test("is refused with other totals, an open month, or no row for the tax that may be deducted")
    func refusals() async throws {
        let scene = try await PaperScene()
        try await withFolder { folder in
            await #expect(throws: Refusal.monthUnknown(january)) {
                try await export(scene, january, to: folder)
            }
            await #expect(throws: Refusal.notPermitted(.clerk)) {
                try await ExportJournal(office: scene.office)(
                    december,
                    to: folder,
                    by: PaperScene.accounts(),
                    as: scene.staff.clerk
                )
            }
            try await database.owner.transaction { session in
                try session.script("DELETE FROM transitional_deduction")
            }
            await #expect(throws: Refusal.noTaxRate(day("2026-11-11"))) {
                try await export(scene, to: folder)
            }
            try await scene.spoilLine()
            await #expect(throws: Refusal.totalsDiffer(december)) { try await export(scene, to: folder) }
            #expect(try names(in: folder).isEmpty)
            let rows = try await scene.rows()
            #expect(rows == [0, 0])
        }
    }

    @Test("leaves nothing behind on a full disk", .enabled(if: SmallDisk.canBeMade))
    func full() async throws {
        let scene = try await PaperScene()
        try await SmallDisk.expectNothingLeft { folder in _ = try await export(scene, to: folder) }
        let rows = try await scene.rows()
        #expect(rows == [0, 0])
    }
}

import CSV
import Foundation
import KodanDomain
import KodanExport
import KodanService
import KodanTestSupport
import Postgres
import Testing

@Suite("What is accrued on 31 March", .database)
struct AccruedTests {
    let database = TestDatabase.current
    var staff: Staff { database.staff }

    private var year: FiscalYear {
        get throws { try #require(FiscalYear(startYear: 2026)) }
    }

    @Test("is what was fixed in the year's lectures less what was paid by then")
    func listed() async throws {
        let scene = try await MoneyScene()
        let (paid, _) = try await scene.presenter(number: "1234561")
        let (late, payee) = try await scene.presenter(number: "1234562")
        let (red, _) = try await scene.presenter(rank: "flat_600000", number: "1234563")
        _ = try await scene.lecture(by: paid, on: day("2026-11-10"), travel: [.cash(500), .ticket(9000)])
        _ = try await scene.lecture(by: red, on: day("2026-11-11"))
        let office = database.office(at: moment("2026-12-10T10:00:00+09:00"))
        let december = YearMonth(containing: day("2026-12-01"))
        try await closeMonth(december, office)
        database.clock.set(moment("2026-12-28T10:00:00+09:00"))
        try await payMonth(december, office, on: day("2026-12-25"))
        // Two of March that are fixed and not paid, one of April, and one that is corrected after it was paid.
        database.clock.set(moment("2027-03-30T10:00:00+09:00"))
        for held in ["2027-03-10", "2027-03-11"] {
            _ = try await scene.lecture(by: late, on: day(held), travel: [.cash(340)])
        }
        _ = try await CalculateHonoraria(office: office)(upTo: day("2027-03-31"), as: .system)
        let corrected = try await CorrectHonorarium(office: office)(
            Honorarium.ID(2),
            by: HonorariumCorrection(travelToPresenter: Yen(3000)),
            reason: "旅費の請求漏れ",
            as: staff.accountant
        )
        database.clock.set(moment("2027-04-05T10:00:00+09:00"))
        _ = try await scene.lecture(by: late, on: day("2027-04-01"))
        _ = try await CalculateHonoraria(office: office)(upTo: day("2027-04-02"), as: .system)

        // The other way: all that was fixed, less all that was paid.
        let (owed, sent): (Yen, Yen) = try await database.owner.transaction { session in
            try session.one(
                """
                SELECT (SELECT sum(gross)::bigint FROM honorarium
                         WHERE budget_year = 2026 AND fixed_on <= '2027-03-31') AS owed,
                       (SELECT sum(payment_line.gross)::bigint FROM payment JOIN payment_line ON payment_id = payment.id
                         WHERE paid_on <= '2027-03-31' AND released_at IS NULL) AS sent
                """
            ) { row throws(PostgresError) in (try row.value("owed"), try row.value("sent")) }
        }
        try await withFolder { folder in
            let list = try await ListAccrued(office: office)(try year, to: folder, as: staff.accountant)
            #expect(list.path == folder + "/accrued-fy2026.csv")
            #expect(list.totals.gross == owed - sent)
            #expect(list.totals.gross == Yen(60_680 + 3000))
            // 60,680 as one payment: 6,195; red copies 61,260, black is estimated on 603,000: 61,566.
            #expect(list.totals.tax == Yen(6195 + 61_566 - 61_260))
            #expect(list.totals.lines == 4)
            let text = try String(contentsOfFile: list.path, encoding: .utf8)
            let rows = text.split(separator: "\r\n").map {
                $0.split(separator: ",", omittingEmptySubsequences: false)
            }
            #expect(rows.dropFirst().first?.first.map(String.init) == payee.description)
            let sums = (10...12).map { column in
                rows.dropFirst().dropLast().reduce(0) { $0 + (Int($1[column]) ?? 0) }
            }
            #expect(rows.last?[10...12].map { Int($0) ?? 0 } == sums)
            #expect(rows.contains { $0[2] == corrected.red.description && $0[3] == "赤" })
            let again = try await ListAccrued(office: office)(try year, to: folder, as: staff.accountant)
            #expect(again.sha256 == list.sha256 && !again.differsFromLast)
        }
        let runs: [String] = try await database.owner.transaction { session in
            try session.rows("SELECT kind || year AS run FROM export_run WHERE year IS NOT NULL") {
                row throws(PostgresError) in try row.value("run")
            }
        }
        #expect(runs == ["accrued_list2026", "accrued_list2026"])
    }

    @Test("is not changed by what is corrected in the next year")
    func laterCorrection() async throws {
        let scene = try await MoneyScene()
        let (presenter, _) = try await scene.presenter(number: "1234561")
        _ = try await scene.lecture(by: presenter, on: day("2026-11-10"), travel: [.cash(500)])
        let office = database.office(at: moment("2026-12-10T10:00:00+09:00"))
        let december = YearMonth(containing: day("2026-12-01"))
        try await closeMonth(december, office)
        database.clock.set(moment("2026-12-28T10:00:00+09:00"))
        try await payMonth(december, office, on: day("2026-12-25"))
        database.clock.set(moment("2027-08-26T10:00:00+09:00"))
        _ = try await CorrectHonorarium(office: office)(
            Honorarium.ID(1),
            by: HonorariumCorrection(travelToPresenter: .zero),
            reason: "旅費の返上",
            as: staff.accountant
        )
        try await withFolder { folder in
            let list = try await ListAccrued(office: office)(try year, to: folder, as: staff.accountant)
            #expect(list.totals.lines == 0 && list.totals.gross == .zero)
        }
    }

    /// 10.21 % of 30,340 is 3,097.
    @Test("is not changed by what is corrected in the next year before it was paid")
    func laterCorrectionOfUnpaid() async throws {
        let scene = try await MoneyScene()
        let (presenter, _) = try await scene.presenter(number: "1234561")
        _ = try await scene.lecture(by: presenter, on: day("2027-03-10"), travel: [.cash(340)])
        let office = database.office(at: moment("2027-03-30T10:00:00+09:00"))
        _ = try await CalculateHonoraria(office: office)(upTo: day("2027-03-31"), as: .system)
        database.clock.set(moment("2027-04-01T10:00:00+09:00"))
        try await withFolder { folder in
            let list = ListAccrued(office: office)
            let before = try await list(try year, to: folder, as: staff.accountant)
            #expect((before.totals.gross, before.totals.tax) == (Yen(30_340), Yen(3_097)))
            database.clock.set(moment("2027-04-10T10:00:00+09:00"))
            _ = try await CorrectHonorarium(office: office)(
                Honorarium.ID(1),
                by: HonorariumCorrection(travelToPresenter: .zero),
                reason: "旅費の返上",
                as: staff.accountant
            )
            let after = try await list(try year, to: folder, as: staff.accountant)
            #expect(after.totals == before.totals)
            #expect(!after.differsFromLast)
        }
    }

    /// 30,340 are owed on 31 March; the 340 are given up in April, before anything was paid.
    @Test("is what the journal has by then, though it was corrected before it was paid")
    func journal() async throws {
        let scene = try await MoneyScene()
        try await scene.addTaxTables()
        let (presenter, _) = try await scene.presenter(number: "1234561")
        _ = try await scene.lecture(by: presenter, on: day("2027-03-10"), travel: [.cash(340)])
        let office = database.office(at: moment("2027-03-30T10:00:00+09:00"))
        _ = try await CalculateHonoraria(office: office)(upTo: day("2027-03-31"), as: .system)
        database.clock.set(moment("2027-04-05T10:00:00+09:00"))
        let corrected = try await CorrectHonorarium(office: office)(
            Honorarium.ID(1),
            by: HonorariumCorrection(travelToPresenter: .zero),
            reason: "旅費の返上",
            as: staff.accountant
        )
        let april = YearMonth(containing: day("2027-04-01"))
        try await closeMonth(april, office)
        try await withFolder { folder in
            let list = try await ListAccrued(office: office)(try year, to: folder, as: staff.accountant)
            let paper = try await ExportJournal(office: office)(
                april,
                to: folder,
                by: PaperScene.accounts(),
                as: staff.accountant
            )
            let rows = try CSVTable(bytes(paper.path)).rows.map { row in
                ["計上日", "区分", "日付の根拠", "金額", "元データ"].map { row[$0] }.joined(separator: " ")
            }
            let black = try #require(corrected.black)
            #expect(
                rows.prefix(5) == [
                    "2027-03-10 通常 確定日 30000 hon-1", "2027-03-10 通常 確定日 340 hon-1",
                    "2027-04-05 赤 訂正日 -30000 hon-1", "2027-04-05 赤 訂正日 -340 hon-1",
                    "2027-04-05 通常 訂正日 30000 \(black)",
                ]
            )
            #expect(list.totals.gross == Yen(30_340))
        }
    }

    /// Nothing but what the body paid itself is owed on 31 March, by mistake: the fee had not been declined.
    @Test("is what the journal has by then, though nothing of the fee was owed until it was corrected")
    func declined() async throws {
        let scene = try await MoneyScene()
        try await scene.addTaxTables()
        let (presenter, _) = try await scene.presenter(number: "1234561")
        let lecture = try await scene.lecture(by: presenter, on: day("2027-03-10"), travel: [.ticket(980)])
        let office = database.office(at: moment("2027-03-30T10:00:00+09:00"))
        try await AgreeFee(office: office)(.declined, for: lecture, because: "辞退", as: staff.accountant)
        _ = try await CalculateHonoraria(office: office)(upTo: day("2027-03-31"), as: .system)
        database.clock.set(moment("2027-04-05T10:00:00+09:00"))
        _ = try await CorrectHonorarium(office: office)(
            Honorarium.ID(1),
            by: HonorariumCorrection(rank: RankCode("flat_30000")),
            reason: "辞退は別の講演",
            as: staff.accountant
        )
        let april = YearMonth(containing: day("2027-04-01"))
        try await closeMonth(april, office)
        try await withFolder { folder in
            let list = try await ListAccrued(office: office)(try year, to: folder, as: staff.accountant)
            let paper = try await ExportJournal(office: office)(
                april,
                to: folder,
                by: PaperScene.accounts(),
                as: staff.accountant
            )
            let rows = try CSVTable(bytes(paper.path)).rows
            #expect(rows.first.map { [$0["計上日"], $0["日付の根拠"], $0["金額"]] } == ["2027-04-05", "訂正日", "30000"])
            #expect(list.totals.gross == .zero)
        }
    }

    @Test("waits for that day, knows no year before 2000, and is accounting's")
    func refusals() async throws {
        let office = database.office(at: moment("2027-03-30T23:59:00+09:00"))
        await #expect(throws: Refusal.dayAhead(day("2027-03-31"))) {
            try await ListAccrued(office: office)(try year, to: "/tmp", as: staff.accountant)
        }
        let early = try #require(FiscalYear(startYear: 1999))
        let refused = FieldRefused(.fiscalYear, expected: .integer(2000...2200))
        await #expect(throws: Refusal.field(refused)) {
            try await ListAccrued(office: office)(early, to: "/tmp", as: staff.accountant)
        }
        await #expect(throws: Refusal.notPermitted(.coordinator)) {
            try await ListAccrued(office: office)(try year, to: "/tmp", as: staff.coordinator)
        }
        database.clock.set(moment("2027-03-31T00:00:00+09:00"))
        try await withFolder { folder in
            let list = try await ListAccrued(office: office)(try year, to: folder, as: staff.accountant)
            #expect(list.totals.lines == 0 && list.totals.gross == .zero)
            let read = try await ListAccrued(office: office)(try year, to: folder, as: staff.auditor)
            #expect(read.sha256 == list.sha256)
        }
    }
}

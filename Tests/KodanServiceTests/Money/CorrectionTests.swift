import KodanDomain
import KodanService
import KodanTestSupport
import Postgres
import Testing

private let december = YearMonth(containing: day("2026-12-01"))
private let january = YearMonth(containing: day("2027-01-01"))

@Suite("A correction in red and black", .database)
struct CorrectionTests {
    let database = TestDatabase.current
    var staff: Staff { database.staff }
    var office: Office { database.office(at: moment("2026-12-10T10:00:00+09:00")) }
    var inJanuary: Office { database.office(at: moment("2027-01-10T10:00:00+09:00")) }

    /// One lecture of 90 minutes at 10,000 an hour, calculated: 15,000 yen, honorarium and payee.
    private func calculated() async throws -> (
        honorarium: Honorarium.ID, payee: Payee.ID, presenter: Presenter.ID
    ) {
        let scene = try await MoneyScene()
        let (presenter, payee) = try await scene.presenter(rank: "standard")
        _ = try await scene.lecture(by: presenter, on: day("2026-11-10"))
        let result = try await CalculateHonoraria(office: office)(upTo: day("2026-11-30"), as: .system)
        return (try #require(result.owed.values.first), payee, presenter)
    }

    private func month(_ month: YearMonth, _ office: Office) async throws -> PaymentMonth {
        _ = try await PreparePayments(office: office)(month, as: staff.accountant)
        _ = try await SubmitPayments(office: office)(month, as: staff.accountant)
        _ = try await ApprovePayments(office: office)(.month(month), as: staff.approver)
        return try await CloseMonth(office: office)(month, as: staff.approver)
    }

    private func correct(
        _ id: Honorarium.ID,
        _ office: Office,
        _ correction: HonorariumCorrection?
    ) async throws -> CorrectedHonorarium {
        try await CorrectHonorarium(office: office)(id, by: correction, reason: "誤り", as: staff.accountant)
    }

    /// 15,000 paid with 1,531 withheld; right are 30,000, whose tax is 3,063: 13,468 more are sent.
    @Test("of what was paid goes into the next month with the tax that had been withheld")
    func more() async throws {
        let first = try await calculated()
        let closed = try await month(december, office)
        #expect((closed.totals.gross, closed.totals.tax) == (Yen(15_000), Yen(1_531)))
        let corrected = try await correct(first.honorarium, inJanuary, HonorariumCorrection(minutes: 180))
        #expect(corrected.wasPaid)
        let next = try await month(january, inJanuary)
        #expect(next.totals.lines == 2)
        #expect((next.totals.gross, next.totals.base) == (Yen(15_000), Yen(15_000)))
        #expect(next.totals.tax == Yen(3_063 - 1_531))
        #expect((next.transfers, next.transferred) == (1, Yen(13_468)))
        // The closed month is as it was.
        let page = try await ReadMonth(office: inJanuary)(december, as: staff.auditor)
        #expect(page.month == closed)
    }

    /// 15,000 − 1,531 was sent for what is worth 10,000 − 1,021: the payee owes 4,490.
    @Test("that leaves less than was paid asks for money back, without a bank file, and is settled by hand")
    func less() async throws {
        let first = try await calculated()
        _ = try await month(december, office)
        _ = try await correct(first.honorarium, inJanuary, HonorariumCorrection(minutes: 60))
        let closed = try await month(january, inJanuary)
        #expect(closed.totals.net == Yen(-4_490))
        #expect((closed.transfers, closed.transferred) == (0, .zero))
        await #expect(throws: Refusal.nothingToPay(january)) {
            try await ExportTransferFiles(office: inJanuary)(
                january,
                to: "/tmp",
                by: sampleBank(),
                as: staff.accountant
            )
        }
        let page = try await ReadMonth(office: inJanuary)(january, as: staff.accountant)
        let claim = try #require(page.payments.first)
        #expect(claim.state == .closed)
        let repaid = RecordRepayment(office: inJanuary)
        await #expect(throws: Refusal.dayAhead(day("2027-01-11"))) {
            try await repaid(claim.id, on: day("2027-01-11"), as: staff.accountant)
        }
        await #expect(throws: Refusal.paidTooEarly(first: day("2027-01-10"))) {
            try await repaid(claim.id, on: day("2027-01-09"), as: staff.accountant)
        }
        try await repaid(claim.id, on: day("2027-01-10"), as: staff.accountant)
        await #expect(throws: Refusal.paymentState(claim.id, .paid)) {
            try await repaid(claim.id, on: day("2027-01-10"), as: staff.accountant)
        }
    }

    /// 15,000 by the wrong rank; a flat 30,000 is right: 26,937 after tax, of which 13,469 may be paid already.
    @Test(
        "of a wrong rank computes the fee anew by the table, before the payment and after it",
        arguments: [false, true]
    )
    func rank(isPaid: Bool) async throws {
        let first = try await calculated()
        if isPaid { _ = try await month(december, office) }
        let then = isPaid ? inJanuary : office
        await #expect(throws: Refusal.nothingChanged(first.honorarium)) {
            try await correct(first.honorarium, then, HonorariumCorrection(rank: RankCode("standard")))
        }
        let nobody = try RankCode("nobody")
        await #expect(throws: Refusal.noFeeRate(nobody, day("2026-11-10"))) {
            try await correct(first.honorarium, then, HonorariumCorrection(rank: nobody))
        }
        let flat = try HonorariumCorrection(rank: RankCode("flat_30000"))
        let corrected = try await correct(first.honorarium, then, flat)
        #expect(corrected.wasPaid == isPaid)
        let black = try #require(corrected.black)
        let entry: String = try await database.owner.transaction { session in
            try session.value(
                """
                SELECT concat_ws(' ', honorarium.rank_code, fee_rate.rank_code, honorarium.fee)
                  FROM honorarium
                  JOIN fee_rate ON fee_rate.id = honorarium.fee_rate_id
                 WHERE honorarium.id = \(black)
                """
            )
        }
        #expect(entry == "flat_30000 flat_30000 30000")
        let closed = try await month(isPaid ? january : december, then)
        #expect(closed.totals.net == Yen(isPaid ? 13_468 : 26_937))
    }

    @Test("of nothing but the payee takes from one and gives to the other")
    func payee() async throws {
        let first = try await calculated()
        let other = try await MoneyScene.another().payee
        _ = try await month(december, office)
        await #expect(throws: Refusal.foreignPayee(other, first.presenter)) {
            try await correct(first.honorarium, inJanuary, HonorariumCorrection(payee: other))
        }
        try await database.owner.transaction { session in
            try session.execute(
                "UPDATE presenter_payee SET valid = daterange(lower(valid), '2027-01-01') WHERE presenter_id = \(first.presenter)"
            )
            try session.execute(
                "INSERT INTO presenter_payee VALUES (\(first.presenter), \(other), daterange('2027-01-01', NULL))"
            )
        }
        _ = try await correct(first.honorarium, inJanuary, HonorariumCorrection(payee: other))
        let closed = try await month(january, inJanuary)
        #expect((closed.totals.payees, closed.totals.net) == (2, .zero))
        #expect((closed.transfers, closed.transferred) == (1, Yen(13_469)))
    }

    @Test("of a draft leaves it, and a draft that holds nothing is dropped")
    func draft() async throws {
        let first = try await calculated()
        let prepare = PreparePayments(office: office)
        let prepared = try await prepare(december, as: staff.accountant).prepared
        let corrected = try await correct(
            first.honorarium,
            office,
            HonorariumCorrection(travelToPresenter: Yen(1_000))
        )
        #expect(!corrected.wasPaid)
        let page = try await ReadMonth(office: office)(december, as: staff.accountant)
        #expect(page.payments.map(\.gross) == [Yen(16_000)])
        #expect(page.payments.map(\.id) == prepared.map(\.id))
        _ = try await correct(try #require(corrected.black), office, nil)
        let dropped = try await ReadMonth(office: office)(december, as: staff.accountant)
        #expect(dropped.payments.map(\.state) == [.dropped])
        #expect(dropped.month.totals == .zero)
    }

    /// 15,000 with a tax of 1,531 as before: of what was paid nothing moves either way.
    @Test(
        "of what was cancelled by mistake owes it again, before the payment and after it",
        arguments: [false, true]
    )
    func revived(isPaid: Bool) async throws {
        let first = try await calculated()
        if isPaid { _ = try await month(december, office) }
        let then = isPaid ? inJanuary : office
        let cancelled = try await correct(first.honorarium, then, nil)
        await #expect(throws: Refusal.correctedAlready(first.honorarium)) {
            try await correct(first.honorarium, then, nil)
        }
        let revived = try await correct(first.honorarium, then, HonorariumCorrection())
        #expect(revived.red == cancelled.red)
        #expect(revived.wasPaid == isPaid)
        let black = try #require(revived.black)
        for taken in [first.honorarium, revived.red] {
            await #expect(throws: Refusal.correctedAlready(taken)) {
                try await correct(taken, then, HonorariumCorrection(minutes: 60))
            }
        }
        await #expect(throws: Refusal.nothingChanged(black)) {
            try await correct(black, then, HonorariumCorrection())
        }
        let closed = try await month(isPaid ? january : december, then)
        #expect(closed.totals.lines == (isPaid ? 2 : 1))
        #expect(closed.totals.gross == Yen(isPaid ? 0 : 15_000))
        #expect(closed.totals.tax == Yen(isPaid ? 0 : 1_531))
    }

    /// The entries that are looked at when payments are prepared.
    private func unpaid() async throws -> [Honorarium.ID] {
        try await database.owner.transaction { session in
            try session.rows("SELECT honorarium_id FROM honorarium_unpaid ORDER BY honorarium_id") {
                row throws(PostgresError) in try row.value("honorarium_id")
            }
        }
    }

    @Test("waits with what is unpaid until its month is closed, and nothing that is paid waits")
    func waiting() async throws {
        let first = try await calculated()
        #expect(try await unpaid() == [first.honorarium])
        _ = try await PreparePayments(office: office)(december, as: staff.accountant)
        _ = try await SubmitPayments(office: office)(december, as: staff.accountant)
        _ = try await ApprovePayments(office: office)(.month(december), as: staff.approver)
        #expect(try await unpaid() == [first.honorarium])
        _ = try await CloseMonth(office: office)(december, as: staff.approver)
        #expect(try await unpaid() == [])
        let corrected = try await correct(first.honorarium, inJanuary, HonorariumCorrection(minutes: 180))
        let black = try #require(corrected.black)
        #expect(try await unpaid() == [corrected.red, black].sorted())
        _ = try await month(january, inJanuary)
        #expect(try await unpaid() == [])
    }

    @Test("is refused where it says nothing, comes twice, or an approver has the payment")
    func refusals() async throws {
        let first = try await calculated()
        let id = first.honorarium
        await #expect(throws: Refusal.nothingChanged(id)) {
            try await correct(id, office, HonorariumCorrection(minutes: 90))
        }
        // By started half hours 89 minutes cost what 90 do: a red and a black entry would move no yen.
        await #expect(throws: Refusal.nothingChanged(id)) {
            try await correct(id, office, HonorariumCorrection(minutes: 89))
        }
        await #expect(throws: Refusal.field(FieldRefused(.minutes, expected: .integer(1...720)))) {
            try await correct(id, office, HonorariumCorrection(minutes: 0))
        }
        await #expect(throws: Refusal.field(FieldRefused(.consumptionTax, expected: .integer(0...15_000)))) {
            try await correct(id, office, HonorariumCorrection(separateTax: Yen(15_001)))
        }
        // No document of this lecture shows any tax apart.
        await #expect(throws: Refusal.field(FieldRefused(.consumptionTax, expected: .integer(0...0)))) {
            try await correct(id, office, HonorariumCorrection(separateTax: Yen(1)))
        }
        await #expect(throws: Refusal.notFound("pye-99")) {
            try await correct(id, office, HonorariumCorrection(payee: Payee.ID(99)))
        }
        await #expect(throws: Refusal.notPermitted(.approver)) {
            try await CorrectHonorarium(office: office)(id, by: nil, reason: "x", as: staff.approver)
        }
        _ = try await PreparePayments(office: office)(december, as: staff.accountant)
        let payment = try #require(
            try await SubmitPayments(office: office)(december, as: staff.accountant).first
        )
        await #expect(throws: Refusal.paymentState(payment, .submitted)) {
            try await correct(id, office, nil)
        }
        try await ReopenPayment(office: office)(payment, reason: "訂正", as: staff.accountant)
        let corrected = try await correct(id, office, nil)
        for twice in [id, corrected.red] {
            await #expect(throws: Refusal.correctedAlready(twice)) { try await correct(twice, office, nil) }
        }
    }
}

extension MoneyScene {
    /// A further payee, whose presenter gave no lecture; the scene is there.
    static func another() async throws -> (presenter: Presenter.ID, payee: Payee.ID) {
        try await MoneyScene(existing: .current).presenter(number: "7654321")
    }
}

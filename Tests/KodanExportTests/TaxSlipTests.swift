import CSV
import KodanDomain
import KodanExport
import Testing

@Suite("The month's tax slip")
struct TaxSlipTests {
    private static let november = "2026-11"

    private func slip(_ month: String = november, countsUntaxed: Bool = false) throws -> TaxSlip {
        try TaxSlip(
            month: #require(YearMonth(month)),
            calendar: .tax(Holidays([], years: [2026, 2027])),
            countsUntaxed: countsUntaxed
        )
    }

    private func payment(
        _ key: String,
        to payee: String,
        _ paid: Int64,
        _ tax: Int64,
        excess: Int64 = 0,
        _ payeeClass: WithholdingClass = .residentIndividual,
        on day: String = "2026-11-30",
        isReversal: Bool = false
    ) throws -> TaxSlipPayment {
        try TaxSlipPayment(
            payment: key,
            payee: payee,
            payeeClass: payeeClass,
            paidOn: Golden.date(day),
            paid: Yen(paid),
            tax: Yen(tax),
            excess: Yen(excess),
            isReversal: isReversal
        )
    }

    /// 30,000 → 3,063; 1,200,000 → 142,940, of which 200,000 lie above a million; 100,000 abroad → 20,420.
    @Test("counts people once, sums what was paid and withheld, and parts non-residents from residents")
    func figures() throws {
        var slip = try slip()
        try slip.add(payment("pmt-1", to: "pye-2", 30_000, 3_063, on: "2026-11-13"))
        try slip.add(payment("pmt-2", to: "pye-2", 30_000, 3_063))
        try slip.add(payment("pmt-3", to: "pye-9", 1_200_000, 142_940, excess: 200_000))
        try slip.add(payment("pmt-4", to: "pye-10", 100_000, 20_420, .nonresidentIndividual))
        try slip.add(payment("pmt-5", to: "pye-11", 50_000, 0, .domesticCorporation))
        #expect(slip.residents.payees == 2)
        #expect(slip.residents.paid == Yen(1_260_000))
        #expect(slip.residents.tax == Yen(149_066))
        #expect(slip.nonresidents.payees == 1)
        let rows = try CSVTable(slip.csv()).rows
        #expect(rows.map { $0["納付書"] } == ["居住者", "非居住者"])
        #expect(rows.map { $0["人員"] } == ["2", "1"])
        #expect(rows.map { $0["支払額"] } == ["1260000", "100000"])
        #expect(rows.map { $0["税額"] } == ["149066", "20420"])
        #expect(rows.map { $0["摘要"] } == ["100万円超支払額 200000", ""])
        #expect(rows.map { $0["区分コード"] } == ["01", "01"])
        #expect(rows.map { $0["納期限"] } == ["2026-12-10", "2026-12-10"])
    }

    @Test("leaves corporations out unless asked for them")
    func untaxed() throws {
        for (counts, payees) in [(false, 0), (true, 1)] {
            var slip = try slip(countsUntaxed: counts)
            try slip.add(payment("pmt-1", to: "pye-1", 50_000, 0, .domesticCorporation))
            #expect(slip.residents.payees == payees)
            #expect(slip.residents.paid == Yen(payees == 0 ? 0 : 50_000))
        }
    }

    @Test("takes a reversal off again, without a person for it")
    func reversal() throws {
        var slip = try slip()
        try slip.add(payment("pmt-1", to: "pye-1", 30_000, 3_063))
        try slip.add(payment("pmt-2", to: "pye-2", 30_000, 3_063, isReversal: true))
        #expect(slip.residents.payees == 1)
        #expect(slip.residents.paid == .zero)
        #expect(slip.residents.tax == .zero)
    }

    /// 42,340 with a tax of 4,322 was taken back, 30,000 with 3,063 paid: no slip takes 1,259 less than nothing.
    @Test("is never below zero: what was given back beyond the month's tax is stated apart")
    func overpaid() throws {
        var slip = try slip()
        try slip.add(payment("pmt-1", to: "pye-1", 30_000, 3_063))
        try slip.add(payment("pmt-1", to: "pye-1", 42_340, 4_322, isReversal: true))
        #expect((slip.residents.due, slip.residents.overpaid) == (.zero, Yen(1_259)))
        let row = try #require(try CSVTable(slip.csv()).rows.first)
        #expect([row["人員"], row["支払額"], row["税額"]] == ["1", "0", "0"])
        #expect(row["摘要"] == "過誤納額 1259（還付請求または充当の届出）")
        try slip.add(payment("pmt-2", to: "pye-2", 1_200_000, 142_940, excess: 200_000))
        #expect((slip.residents.due, slip.residents.overpaid) == (Yen(141_681), .zero))
        #expect(try CSVTable(slip.csv()).rows.first?["摘要"] == "100万円超支払額 200000")
    }

    /// Fiscal years by the day of paying over: March's tax, due in April, is the new year's.
    @Test(
        "bears the fiscal year in which the tax is paid over",
        arguments: [
            ("2026-11", "令和8年度", "令和8年11月", "2026-12-10"), ("2026-12", "令和8年度", "令和8年12月", "2027-01-12"),
            ("2027-02", "令和8年度", "令和9年2月", "2027-03-10"), ("2027-03", "令和9年度", "令和9年3月", "2027-04-12"),
        ]
    )
    func years(month: String, year: String, period: String, due: String) throws {
        let comingOfAge = Holiday(date: try Golden.date("2027-01-11"), name: "成人の日")
        let slip = try TaxSlip(
            month: #require(YearMonth(month)),
            calendar: .tax(Holidays([comingOfAge], years: [2026, 2027]))
        )
        let row = try #require(try CSVTable(slip.csv()).rows.first)
        #expect(row["年度"] == year)
        #expect(row["納期等の区分"] == period)
        #expect(row["納期限"] == due)
    }

    @Test("refuses payments of other months, out of order, or below zero")
    func refusals() throws {
        var slip = try slip()
        let december = try #require(YearMonth("2026-12"))
        #expect(throws: TaxSlipRefusal.month(payment: "pmt-1", december)) {
            try slip.add(payment("pmt-1", to: "pye-1", 1, 0, on: "2026-12-01"))
        }
        #expect(throws: TaxSlipRefusal.negative(payment: "pmt-1")) {
            try slip.add(payment("pmt-1", to: "pye-1", -1, 0))
        }
        try slip.add(payment("pmt-1", to: "pye-10", 1, 0))
        #expect(throws: TaxSlipRefusal.order(payment: "pmt-2")) {
            try slip.add(payment("pmt-2", to: "pye-9", 1, 0))
        }
        #expect(slip.residents.payees == 1)
    }
}

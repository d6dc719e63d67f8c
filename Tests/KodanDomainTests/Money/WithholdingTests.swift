import CSV
import KodanDomain
import Testing

@Suite("Withholding")
struct WithholdingTests {
    let table: WithholdingTable
    let november: LocalDate

    init() throws {
        table = try Golden.withholdingTable()
        november = try Golden.date("2026-11-30")
    }

    private func tax(_ base: Int64, _ payee: WithholdingClass = .residentIndividual) throws -> Int64 {
        try table.withholding(on: Yen(base), from: payee, on: november).tax.amount
    }

    @Test("agrees with every golden vector")
    func vectors() throws {
        let rows = try Golden.table("withholding-vectors.csv").rows
        #expect(rows.count == 104)
        for row in rows {
            let payee: WithholdingClass =
                switch (row["payee_kind"], row["residency"]) {
                case ("corporation", _): .domesticCorporation
                case (_, "nonresident"): .nonresidentIndividual
                default: .residentIndividual
                }
            let separate =
                row["consumption_tax_separated"] == "true"
                ? SeparateConsumptionTax(amount: try Golden.yen(row["consumption_tax"]), document: "evd-1")
                : nil
            let owed = try HonorariumAmount(
                fee: Golden.yen(row["gross"]),
                separateConsumptionTax: separate
            )
            let date = try Golden.date(row["payment_date"])
            let result = try table.withholding(on: owed.withholdingBase, from: payee, on: date)
            #expect(result.base == (try Golden.yen(row["withholding_base"])), "line \(row.line)")
            #expect(result.tax == (try Golden.yen(row["expected_withholding"])), "line \(row.line)")
            #expect(owed.gross - result.tax == (try Golden.yen(row["expected_net"])), "line \(row.line)")
        }
    }

    @Test("never falls as the base grows, and splitting a payment never raises it")
    func monotone() throws {
        var numbers = Numbers(seed: 1)
        for _ in 0..<20_000 {
            let one = Int64.random(in: 0...2_000_000, using: &numbers)
            let other = Int64.random(in: 0...2_000_000, using: &numbers)
            let (first, second, both) = try (tax(one), tax(other), tax(one + other))
            #expect(both >= first + second)
            #expect((one <= other) == (first <= second) || first == second)
        }
    }

    @Test("is the same yen in the last days of 2026 and the first of 2027, under another name")
    func newYear() throws {
        let before = try table.withholding(
            on: Yen(1_234_567),
            from: .residentIndividual,
            on: Golden.date("2026-12-31")
        )
        let after = try table.withholding(
            on: Yen(1_234_567),
            from: .residentIndividual,
            on: Golden.date("2027-01-01")
        )
        #expect(before.tax == after.tax)
        #expect(before.wording == .until2026)
        #expect(after.wording == .from2027)
        #expect(before.rateIDs.count == 2)
        #expect(Set(before.rateIDs).isDisjoint(with: after.rateIDs))
    }

    @Test("names the rows it used")
    func rows() throws {
        let small = try table.withholding(on: Yen(1_000_000), from: .residentIndividual, on: november)
        #expect(small.rates.map(\.rateBasisPoints) == [1021])
        let large = try table.withholding(on: Yen(1_200_000), from: .residentIndividual, on: november)
        #expect(large.rates.map(\.rateBasisPoints) == [1021, 2042])
        #expect(large.tax == Yen(142_940))
        let nothing = try table.withholding(on: .zero, from: .domesticCorporation, on: november)
        #expect(nothing.rates.count == 1)
        #expect(nothing.wording == nil)
    }

    @Test("follows the table to 2048 and refuses days before it")
    func dates() throws {
        let later = try table.withholding(
            on: Yen(100_000),
            from: .residentIndividual,
            on: Golden.date("2048-01-01")
        )
        #expect(later.tax == Yen(10_100))
        #expect(later.wording == .from2048)
        let before = try Golden.date("2012-12-31")
        let old = try table.withholding(on: Yen(100), from: .nonresidentIndividual, on: before)
        #expect(old.wording == .until2012)
        let early = try Golden.date("1988-12-31")
        #expect(throws: WithholdingRefusal.outsideTable(.residentIndividual, early)) {
            try table.withholding(on: Yen(1), from: .residentIndividual, on: early)
        }
        let ended = try WithholdingTable(rates: Golden.withholdingRates().filter { $0.validity.last != nil })
        let late = try Golden.date("2048-01-01")
        #expect(throws: WithholdingRefusal.outsideTable(.nonresidentIndividual, late)) {
            try ended.withholding(on: Yen(1), from: .nonresidentIndividual, on: late)
        }
    }

    @Test("refuses negative and absurd bases")
    func bounds() {
        #expect(throws: WithholdingRefusal.negative(Yen(-10))) {
            try table.withholding(on: Yen(-10), from: .residentIndividual, on: november)
        }
        #expect(throws: WithholdingRefusal.tooLarge(Yen(1_000_000_000_000))) {
            try table.withholding(on: Yen(1_000_000_000_000), from: .residentIndividual, on: november)
        }
    }
}

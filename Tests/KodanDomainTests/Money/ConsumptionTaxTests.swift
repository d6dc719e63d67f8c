import CSV
import KodanDomain
import Testing

@Suite("Consumption tax")
struct ConsumptionTaxTests {
    private func rate(on day: String) throws -> ConsumptionTaxRate {
        let rows = try Golden.shipped("tax/consumption-tax-rates.csv").rows.map { row in
            try #require(
                ConsumptionTaxRate(
                    validity: Golden.range(row, "supply_date_from", "supply_date_to"),
                    basisPoints: Golden.number(row["rate_bp"])
                )
            )
        }
        return try ConsumptionTaxTable(rows).row(on: Golden.date(day))
    }

    @Test("is cut out of a price that includes it, rounded down")
    func split() throws {
        let rate = try rate(on: "2026-11-30")
        for price in Int64(0)...10_000 {
            let parts = rate.splitIncluded(Yen(price))
            // The tax is the largest whole number of which 110 fit into ten times the price.
            #expect(parts.tax.amount * 110 <= price * 10)
            #expect((parts.tax.amount + 1) * 110 > price * 10)
            #expect(parts.includingTax == Yen(price))
        }
        #expect(rate.splitIncluded(Yen(33_000)).tax == Yen(3_000))
        #expect(rate.added(to: Yen(33_333)).includingTax == Yen(36_666))
    }

    @Test("is refused before its table begins")
    func outside() throws {
        let early = try Golden.date("2019-09-30")
        #expect(throws: DateOutsideTable(date: early)) { try rate(on: "2019-09-30") }
    }

    @Test(
        "of unregistered payees is deductible in part, by lecture date",
        arguments: [
            ("2023-10-01", 80), ("2026-09-30", 80), ("2026-10-01", 70), ("2028-09-30", 70),
            ("2028-10-01", 50),
            ("2030-09-30", 50), ("2030-10-01", 30), ("2031-09-30", 30), ("2031-10-01", 0), ("2099-01-01", 0),
        ]
    )
    func deduction(day: String, percent: Int) throws {
        #expect(try deductions().row(on: Golden.date(day)).percent == percent)
    }

    @Test("of unregistered payees was no question before the invoice system")
    func beforeInvoices() throws {
        let early = try Golden.date("2023-09-30")
        let table = try deductions()
        #expect(throws: DateOutsideTable(date: early)) { try table.row(on: early) }
    }

    @Test("tables refuse gaps and overlaps")
    func broken() throws {
        func row(_ first: String, _ last: String?) throws -> TransitionalDeduction {
            let range = try #require(DateRange(first: Golden.date(first), last: last.map(Golden.date)))
            return try #require(TransitionalDeduction(validity: range, percent: 50))
        }
        let overlap = try [row("2026-01-01", "2026-06-30"), row("2026-06-30", nil)]
        let gap = try [row("2026-07-02", nil), row("2026-01-01", "2026-06-30")]
        #expect(throws: DatedTableRefusal.overlap(on: try Golden.date("2026-06-30"))) {
            try DatedTable(overlap)
        }
        #expect(throws: DatedTableRefusal.gap(on: try Golden.date("2026-07-01"))) { try DatedTable(gap) }
        #expect(try DatedTable(gap, allowsGaps: true).rows.count == 2)
    }

    private func deductions() throws -> TransitionalDeductionTable {
        try TransitionalDeductionTable(
            Golden.shipped("tax/invoice-transitional-rates.csv").rows.map { row in
                try #require(
                    TransitionalDeduction(
                        validity: Golden.range(row, "supply_date_from", "supply_date_to"),
                        percent: Int(Golden.number(row["deductible_percent"]))
                    )
                )
            }
        )
    }
}

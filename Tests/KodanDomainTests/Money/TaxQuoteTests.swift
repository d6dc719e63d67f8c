import CSV
import KodanDomain
import Testing

@Suite("A tax quote")
struct TaxQuoteTests {
    let table: WithholdingTable
    let november: LocalDate

    init() throws {
        table = try Golden.withholdingTable()
        november = try Golden.date("2026-11-30")
    }

    private func quote(
        _ amount: QuotedAmount,
        on day: String = "2026-11-30",
        _ status: LegalStatus = .individual,
        _ residency: Residency = .resident,
        consumptionTax: Int64? = nil
    ) throws -> TaxQuote {
        let question = TaxQuestion(
            date: try Golden.date(day),
            amount: amount,
            legalStatus: status,
            residency: residency,
            separateConsumptionTax: consumptionTax.map { Yen($0) }
        )
        return try TaxQuote(question, from: table)
    }

    @Test("agrees with every golden vector")
    func vectors() throws {
        let rows = try Golden.table("withholding-vectors.csv").rows
        #expect(rows.count == 104)
        for row in rows {
            let isSeparate = row["consumption_tax_separated"] == "true"
            let quote = try quote(
                .gross(Golden.yen(row["gross"])),
                on: row["payment_date"],
                #require(LegalStatus(rawValue: row["payee_kind"])),
                #require(Residency(rawValue: row["residency"])),
                consumptionTax: isSeparate ? Golden.number(row["consumption_tax"]) : nil
            )
            #expect(quote.base == (try Golden.yen(row["withholding_base"])), "line \(row.line)")
            #expect(quote.tax == (try Golden.yen(row["expected_withholding"])), "line \(row.line)")
            #expect(quote.net == (try Golden.yen(row["expected_net"])), "line \(row.line)")
            #expect(quote.isWithoutTreatyRelief == (row["residency"] == "nonresident"))
        }
    }

    @Test("turns a net promise into the gross amount, as every golden vector has it")
    func netVectors() throws {
        for row in try Golden.table("grossup-vectors.csv").rows {
            let quote = try quote(
                .net(Golden.yen(row["net"])),
                on: row["payment_date"],
                .individual,
                #require(Residency(rawValue: row["residency"]))
            )
            #expect(quote.gross == (try Golden.yen(row["expected_gross"])), "line \(row.line)")
            #expect(quote.net == (try Golden.yen(row["net"])), "line \(row.line)")
        }
    }

    /// The worked example of two lectures of 600,000 in one transfer: 102,100 on the first million, 40,840 beyond.
    @Test("shows each band with its row, and the bands add up to the tax")
    func bands() throws {
        let large = try quote(.gross(Yen(1_200_000)))
        #expect(large.bands.map(\.part) == [Yen(1_000_000), Yen(200_000)])
        #expect(large.bands.map(\.rate.rateBasisPoints) == [1021, 2042])
        #expect(large.bands.map(\.exactTenThousandths) == [1_021_000_000, 408_400_000])
        #expect(large.tax == Yen(142_940))
        for gross in [Int64(0), 9, 999_999, 1_000_000, 1_000_001, 1_333_333, 99_999_999] {
            let quote = try quote(.gross(Yen(gross)))
            #expect(quote.bands.reduce(Yen.zero) { $0 + $1.part } == quote.base)
            #expect(quote.bands.reduce(0) { $0 + $1.exactTenThousandths } / 10_000 == quote.tax.amount)
        }
    }

    @Test(
        "has the yen of one year and the words of the other on either side of New Year",
        arguments: [
            ("2012-12-31", WithholdingWording.until2012), ("2013-01-01", .until2026),
            ("2026-12-31", .until2026),
            ("2027-01-01", .from2027), ("2047-12-31", .from2027), ("2048-01-01", .from2048),
            // A fiscal year or a leap day changes nothing.
            ("2027-03-31", .from2027), ("2027-04-01", .from2027), ("2028-02-29", .from2027),
        ]
    )
    func words(day: String, wording: WithholdingWording) throws {
        #expect(try quote(.gross(Yen(30_000)), on: day).withholding.wording == wording)
    }

    @Test("takes separate consumption tax out of the base only, never out of what is owed")
    func separate() throws {
        let quote = try quote(.gross(Yen(33_000)), consumptionTax: 3_000)
        #expect(quote.base == Yen(30_000))
        #expect(quote.tax == Yen(3_063))
        #expect(quote.net == Yen(29_937))
    }

    @Test("is refused where nobody can know the answer")
    func refusals() throws {
        #expect(throws: TaxQuoteRefusal.withholding(.negative(Yen(-1)))) { try quote(.gross(Yen(-1))) }
        #expect(throws: TaxQuoteRefusal.withholding(.negative(Yen(-1)))) { try quote(.net(Yen(-1))) }
        let huge = Yen(1_000_000_000_000)
        #expect(throws: TaxQuoteRefusal.withholding(.tooLarge(huge))) { try quote(.gross(huge)) }
        #expect(throws: TaxQuoteRefusal.consumptionTax(Yen(101))) {
            try quote(.gross(Yen(100)), consumptionTax: 101)
        }
        #expect(throws: TaxQuoteRefusal.consumptionTax(Yen(-1))) {
            try quote(.gross(Yen(100)), consumptionTax: -1)
        }
        #expect(throws: TaxQuoteRefusal.netWithConsumptionTax) {
            try quote(.net(Yen(100)), consumptionTax: 10)
        }
        #expect(throws: TaxQuoteRefusal.foreignCorporation) {
            try quote(.gross(Yen(100)), .corporation, .nonresident)
        }
        let early = try Golden.date("1988-12-31")
        #expect(throws: TaxQuoteRefusal.withholding(.outsideTable(.residentIndividual, early))) {
            try quote(.gross(Yen(100)), on: "1988-12-31")
        }
    }

    @Test("knows the days that the table covers")
    func days() throws {
        #expect(table.days(of: .residentIndividual)?.first == (try Golden.date("1989-01-01")))
        #expect(table.days(of: .residentIndividual)?.last == nil)
        #expect(table.days(of: .domesticCorporation)?.first == (try Golden.date("2013-01-01")))
        let past = try WithholdingTable(rates: Golden.withholdingRates().filter { $0.validity.last != nil })
        #expect(past.days(of: .nonresidentIndividual)?.last == (try Golden.date("2047-12-31")))
        #expect(try WithholdingTable(rates: []).days(of: .residentIndividual) == nil)
    }
}

@Suite("A corporate number")
struct CorporateNumberTests {
    @Test("agrees with every golden vector that is thirteen digits")
    func vectors() throws {
        let rows = try Golden.table("invoice-number-vectors.csv").rows
        #expect(!rows.isEmpty)
        for row in rows {
            let written = row["input"]
            guard written.hasPrefix("T") else { continue }
            let digits = String(written.dropFirst())
            let whole = try? InvoiceNumber(written)
            #expect(
                (try? CorporateNumber(digits))?.description
                    == whole.map { String($0.description.dropFirst()) }
            )
        }
    }

    /// Whatever the twelve digits are: the check digit is 9 less something below 9.
    @Test("is never an individual number, which files write as 0 and twelve digits")
    func individual() {
        var numbers = Numbers(seed: 12)
        for _ in 0..<10_000 {
            let digits = String(Int64.random(in: 100_000_000_000...999_999_999_999, using: &numbers))
            #expect(throws: InvoiceNumberRefusal.checkDigit) { try CorporateNumber("0" + digits) }
        }
    }
}

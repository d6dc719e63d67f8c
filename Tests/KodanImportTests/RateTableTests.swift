import KodanDomain
import KodanImport
import Testing

@Suite("The tables of rates")
struct RateTableTests {
    private func rows<Record: TableRecord>(_: Record.Type, _ text: String) throws -> [Record] {
        try TableReader<Record>.all(wholePiece(Array(text.utf8)))
    }

    private func days(_ first: String, _ last: String? = nil) throws -> DateRange {
        let first = try #require(LocalDate(first))
        return try #require(DateRange(first: first, last: last.flatMap { LocalDate($0) }))
    }

    @Test("are shipped with the consumption tax and the deduction by date of supply")
    func taxes() throws {
        let tax = try TableReader<ConsumptionTaxRateRecord>.all(
            Shipped.plain("tax/consumption-tax-rates.csv")
        )
        #expect(tax.map(\.rate) == [ConsumptionTaxRate(validity: try days("2019-10-01"), basisPoints: 1_000)])
        let shares = try TableReader<TransitionalDeductionRecord>.all(
            Shipped.plain("tax/invoice-transitional-rates.csv")
        )
        // The transitional measure of the invoice system, as changed by the FY2026 tax reform.
        let table = try TransitionalDeductionTable(shares.map(\.rate))
        let cases = [
            ("2026-09-30", 80), ("2026-10-01", 70), ("2028-09-30", 70), ("2028-10-01", 50),
            ("2030-10-01", 30), ("2031-09-30", 30), ("2031-10-01", 0),
        ]
        for (day, percent) in cases {
            #expect(try table.row(on: try #require(LocalDate(day))).percent == percent)
        }
    }

    @Test("are shipped with travel rates and rules about evidence, marked as samples")
    func samples() throws {
        let travel = try TableReader<TravelRateRecord>.all(Shipped.plain("rates/travel-rates.csv"))
            .map(\.rate)
        let rules = try TableReader<EvidenceRuleRecord>.all(Shipped.plain("rates/evidence-rules.csv"))
            .map(\.rule)
        #expect((travel.map(\.legalBasis) + rules.map(\.legalBasis)).allSatisfy { $0.contains("SAMPLE") })
        let rates = TravelRates(travel)
        let day = try #require(LocalDate("2026-12-05"))
        #expect(rates.rate(.lodgingAllowance, on: day)?.amount == Yen(2_400))
        #expect(rates.rate(.carPerKilometre, on: day)?.amount == Yen(37))
        for (prefecture, limit) in [("13", 19_000), ("23", 11_000), ("27", 13_000), ("40", 18_000)] {
            let rate = rates.rate(.lodgingLimit, in: try PrefectureCode(prefecture), on: day)
            #expect(rate?.amount == Yen(Int64(limit)))
        }
        #expect(rates.rate(.lodgingLimit, in: try PrefectureCode("01"), on: day) != nil)
        #expect(rules.contains { $0.claim == .selfHostedLecture && $0.evidence == .attendanceSheet })
        #expect(rules.contains { $0.claim == .leg(.taxi) && $0.above == .zero })
    }

    @Test("take fee rates with and without the column of preparation")
    func preparation() throws {
        let header =
            "rank,programme,unit,amount,time_step_minutes,rounding,cap,tax_included,valid_from,valid_to,legal_basis"
        let row = "senior,,per_hour,12000,30,up,,no,2026-04-01,,規程"
        let without = try rows(FeeRateRecord.self, "\(header)\n\(row)\n")
        #expect(without.map(\.rate.preparationMinutes) == [0])
        let with = try rows(FeeRateRecord.self, "\(header),preparation_minutes\n\(row),90\n\(row),\n")
        #expect(with.map(\.rate.preparationMinutes) == [90, 0])
        #expect(throws: TableProblem.self) {
            try rows(FeeRateRecord.self, "\(header),preparation_minutes\n\(row),481\n")
        }
        let lecture = row.split(separator: ",", omittingEmptySubsequences: false)
            .map { $0 == "per_hour" ? "per_lecture" : $0 }.joined(separator: ",")
        #expect(
            throws: TableProblem.value(
                file: "fee-rates",
                line: 2,
                column: "preparation_minutes",
                value: "30",
                expected: .integer(0...0)
            )
        ) { try rows(FeeRateRecord.self, "\(header),preparation_minutes\n\(lecture),30\n") }
        #expect(throws: TableProblem.self) {
            try rows(FeeRateRecord.self, "\(header),preparation_hours\n\(row),1\n")
        }
    }

    @Test("refuse what makes no sense, with file, line and column")
    func refusals() throws {
        let travel = "kind,prefecture,amount,valid_from,valid_to,legal_basis\n"
        #expect(
            throws: TableProblem.value(
                file: "travel-rates",
                line: 2,
                column: "prefecture",
                value: "13",
                expected: .absentWithout(.lodgingLimit)
            )
        ) { try rows(TravelRateRecord.self, travel + "car_per_km,13,37,2026-04-01,,規程\n") }
        for row in [
            "train,,37,2026-04-01,,規程", "car_per_km,,0,2026-04-01,,規程", "car_per_km,,37,,,規程",
            "car_per_km,,37,2026-04-01,,", "lodging_limit,48,37,2026-04-01,,規程",
        ] {
            #expect(throws: TableProblem.self) { try rows(TravelRateRecord.self, travel + row + "\n") }
        }
        let rule = "claim,above,evidence,valid_from,valid_to,legal_basis\n"
        for row in [
            "lodging_allowance,0,receipt,2026-04-01,,規程", "taxi,-1,receipt,2026-04-01,,規程",
            "taxi,0,other,2026-04-01,,規程", "taxi,0,receipt,2026-04-02,2026-04-01,規程",
        ] {
            #expect(throws: TableProblem.self) { try rows(EvidenceRuleRecord.self, rule + row + "\n") }
        }
        let tax = "supply_date_from,supply_date_to,rate_bp,status,note\n"
        #expect(throws: TableProblem.self) {
            try rows(ConsumptionTaxRateRecord.self, tax + "2019-10-01,,10001,in_force,\n")
        }
        let share = "supply_date_from,supply_date_to,deductible_percent,status,note\n"
        #expect(throws: TableProblem.self) {
            try rows(TransitionalDeductionRecord.self, share + "2019-10-01,2019-09-30,80,in_force,\n")
        }
    }
}

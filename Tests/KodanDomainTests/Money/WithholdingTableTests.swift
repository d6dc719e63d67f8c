import CSV
import KodanDomain
import Testing

@Suite("A withholding table")
struct WithholdingTableTests {
    private func rate(
        _ first: String,
        _ last: String?,
        _ from: Int64,
        _ to: Int64?
    ) throws -> WithholdingRate {
        try WithholdingRate(
            validity: #require(DateRange(first: Golden.date(first), last: last.map(Golden.date))),
            payeeClass: .residentIndividual,
            bandFrom: Yen(from),
            bandTo: to.map { Yen($0) },
            rateBasisPoints: 1021,
            incomeTaxBasisPoints: 1000,
            reconstructionPermille: 21,
            defencePermille: 0
        )
    }

    @Test("refuses a day without a rate between others")
    func timeGap() throws {
        let rates = try [rate("2020-01-01", "2020-12-31", 0, nil), rate("2021-01-02", nil, 0, nil)]
        let day = try Golden.date("2021-01-01")
        #expect(throws: WithholdingTableRefusal.gapInTime(.residentIndividual, on: day)) {
            try WithholdingTable(rates: rates)
        }
    }

    @Test("refuses two rates for the same yen on the same day")
    func overlaps() throws {
        let day = try Golden.date("2021-06-01")
        let inTime = try [rate("2020-01-01", "2021-06-01", 0, nil), rate("2021-06-01", nil, 0, nil)]
        #expect(throws: WithholdingTableRefusal.overlap(.residentIndividual, on: day, after: .zero)) {
            try WithholdingTable(rates: inTime)
        }
        let inBands = try [rate("2021-06-01", nil, 0, 1000), rate("2021-06-01", nil, 999, nil)]
        #expect(throws: WithholdingTableRefusal.overlap(.residentIndividual, on: day, after: Yen(999))) {
            try WithholdingTable(rates: inBands)
        }
    }

    @Test("refuses yen that no band covers: at the bottom, between, at the top")
    func bandGaps() throws {
        let day = try Golden.date("2021-06-01")
        let broken: [([(Int64, Int64?)], Int64)] = [
            ([(1, nil)], 0), ([(0, 10), (11, nil)], 10), ([(0, 10), (10, 20)], 20),
        ]
        for (bands, after) in broken {
            let rates = try bands.map { try rate("2021-06-01", nil, $0.0, $0.1) }
            #expect(
                throws: WithholdingTableRefusal.gapInBands(.residentIndividual, on: day, after: Yen(after))
            ) {
                try WithholdingTable(rates: rates)
            }
        }
    }

    @Test("refuses a rate that is not the income tax with its surtaxes")
    func composition() throws {
        let always = DateRange(try Golden.date("2020-01-01")...)
        func make(_ rate: Int64, _ income: Int64, to: Yen? = nil) throws(WithholdingRateRefusal) {
            _ = try WithholdingRate(
                validity: always,
                payeeClass: .residentIndividual,
                bandFrom: .zero,
                bandTo: to,
                rateBasisPoints: rate,
                incomeTaxBasisPoints: income,
                reconstructionPermille: 21,
                defencePermille: 0
            )
        }
        #expect(throws: WithholdingRateRefusal.composition) { try make(1020, 1000) }
        #expect(throws: WithholdingRateRefusal.rate) { try make(10_000, 1000) }
        #expect(throws: WithholdingRateRefusal.band) { try make(1021, 1000, to: .zero) }
    }
}

import KodanDomain
import Testing

@Suite("A travel claim")
struct TravelClaimTests {
    private func claim(
        _ mode: TravelMode,
        on day: String = "2026-07-08",
        amount: Int64? = nil,
        kilometres: Int? = nil,
        nights: Int? = nil,
        directly: Bool = false
    ) throws -> TravelClaim {
        try TravelClaim(
            day: #require(LocalDate(day)),
            mode: mode,
            from: "新宿",
            to: "長野",
            amount: amount.map { Yen($0) },
            kilometres: kilometres,
            nights: nights,
            isPaidDirectly: directly
        )
    }

    private func rates() throws -> TravelRates {
        func rate(
            _ id: Int64,
            _ kind: TravelRateKind,
            _ amount: Int64,
            in prefecture: String? = nil,
            from: String = "2025-04-01",
            to: String? = nil
        ) throws -> TravelRate {
            let first = try Golden.date(from)
            let days = try #require(DateRange(first: first, last: to.flatMap { LocalDate($0) }))
            let code = try prefecture.map { try PrefectureCode($0) }
            return try #require(
                TravelRate(
                    id: id,
                    kind: kind,
                    prefecture: code,
                    amount: Yen(amount),
                    validity: days,
                    legalBasis: "見本"
                )
            )
        }
        return TravelRates([
            try rate(1, .carPerKilometre, 37), try rate(2, .lodgingAllowance, 2_400, to: "2026-07-09"),
            try rate(3, .lodgingAllowance, 2_600, from: "2026-07-10"), try rate(4, .lodgingLimit, 13_000),
            try rate(5, .lodgingLimit, 19_000, in: "13"),
        ])
    }

    @Test("by car is its kilometres times the rate, an allowance its nights, and all else what was paid")
    func priced() throws {
        let rates = try rates()
        let car = try rates.priced(claim(.car, kilometres: 213))
        #expect(car.amount == Yen(7_881) && car.rate == 1)
        let stay = try rates.priced(claim(.lodgingAllowance, nights: 2))
        #expect(stay.amount == Yen(4_800) && stay.rate == 2)
        let rail = try rates.priced(claim(.rail, amount: 8_340))
        #expect(rail.amount == Yen(8_340) && rail.rate == nil)
        // Above the limit it is kept as it was claimed.
        #expect(try rates.priced(claim(.lodging, amount: 25_000)).amount == Yen(25_000))
    }

    @Test("is refused where no one rate covers it")
    func uncovered() throws {
        let rates = try rates()
        // From the 8th on the old rate covers two nights.
        #expect(throws: Refusal.field(FieldRefused(.nights, expected: .integer(1...2)))) {
            try rates.priced(claim(.lodgingAllowance, nights: 3))
        }
        let early = try #require(LocalDate("2025-03-31"))
        #expect(throws: Refusal.noTravelRate(.carPerKilometre, early)) {
            try rates.priced(claim(.car, on: "2025-03-31", kilometres: 1))
        }
        #expect(throws: Refusal.noTravelRate(.lodgingAllowance, early)) {
            try rates.priced(claim(.lodgingAllowance, on: "2025-03-31", nights: 1))
        }
        let always = DateRange(early...)
        let dear = try #require(
            TravelRate(kind: .carPerKilometre, amount: Yen(1_000), validity: always, legalBasis: "見本")
        )
        #expect(throws: Refusal.field(FieldRefused(.kilometres, expected: .integer(1...1_000)))) {
            try TravelRates([dear]).priced(claim(.car, kilometres: 1_001))
        }
    }

    @Test("has the figure of its mode, within bounds, and no other")
    func figures() throws {
        let yen = Expected.integer(1...1_000_000)
        let cases: [(() throws -> TravelClaim, Field, Expected)] = [
            ({ try claim(.rail) }, .amount, .present), ({ try claim(.rail, amount: 0) }, .amount, yen),
            ({ try claim(.air, amount: 1_000_001) }, .amount, yen),
            ({ try claim(.rail, amount: 1, kilometres: 1) }, .kilometres, .notOfMode),
            ({ try claim(.lodging, amount: 1, nights: 1) }, .nights, .notOfMode),
            ({ try claim(.car) }, .kilometres, .present),
            ({ try claim(.car, kilometres: 2_001) }, .kilometres, .integer(1...2_000)),
            ({ try claim(.car, amount: 1, kilometres: 1) }, .amount, .notOfMode),
            ({ try claim(.car, kilometres: 1, nights: 1) }, .nights, .notOfMode),
            ({ try claim(.lodgingAllowance) }, .nights, .present),
            ({ try claim(.lodgingAllowance, nights: 31) }, .nights, .integer(1...30)),
            ({ try claim(.lodgingAllowance, amount: 1, nights: 1) }, .amount, .notOfMode),
            ({ try claim(.lodgingAllowance, kilometres: 1, nights: 1) }, .kilometres, .notOfMode),
            ({ try claim(.car, kilometres: 1, directly: true) }, .paidDirectly, .oneOf(["false"])),
            ({ try claim(.lodgingAllowance, nights: 1, directly: true) }, .paidDirectly, .oneOf(["false"])),
        ]
        for (make, field, expected) in cases {
            #expect(throws: FieldRefused(field, expected: expected)) { try make() }
        }
    }

    @Test("finds the limit of its prefecture before the one for everywhere")
    func limits() throws {
        let rates = try rates()
        let day = try #require(LocalDate("2026-07-08"))
        #expect(rates.rate(.lodgingLimit, in: try PrefectureCode("13"), on: day)?.id == 5)
        #expect(rates.rate(.lodgingLimit, in: try PrefectureCode("20"), on: day)?.id == 4)
        #expect(rates.rate(.lodgingLimit, on: day)?.id == 4)
    }

    @Test("has rates that make sense")
    func nonsense() throws {
        let always = DateRange(try #require(LocalDate("2025-04-01"))...)
        func rate(_ kind: TravelRateKind, _ amount: Int64, _ prefecture: PrefectureCode? = nil) -> TravelRate?
        {
            TravelRate(
                kind: kind,
                prefecture: prefecture,
                amount: Yen(amount),
                validity: always,
                legalBasis: "見本"
            )
        }
        #expect(rate(.carPerKilometre, 0) == nil)
        #expect(rate(.carPerKilometre, 1_000_001) == nil)
        #expect(rate(.lodgingAllowance, 2_400, try PrefectureCode("13")) == nil)
        #expect(rate(.lodgingLimit, 19_000, try PrefectureCode("13")) != nil)
    }
}

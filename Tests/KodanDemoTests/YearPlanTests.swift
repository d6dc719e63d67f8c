import KodanDomain
import Testing

@testable import KodanDemo

@Suite("The plan of the demo's year")
struct YearPlanTests {
    @Test("falls into every month, whatever the number of requests", arguments: [18, 39, 58, 77])
    func months(count: Int) {
        let months = (0..<count).map { YearPlan.month(of: $0, among: count, .held) }
        #expect(Set(months) == Set(0..<12))
        #expect(months == months.sorted())
    }

    @Test("leaves a missed lecture time for another date within the year", arguments: [0, 38, 76])
    func noShow(index: Int) {
        #expect((2...8).contains(YearPlan.month(of: index, among: 77, .noShow)))
    }

    @Test("has room above the targets, and one no-show")
    func counts() {
        let totals = Dictionary(uniqueKeysWithValues: YearPlan.fates.map { ($0.programme, $0.fates) })
        let all = totals.values.flatMap(\.self)
        #expect(all.filter { $0.0 == .noShow }.map(\.1) == [1])
        #expect(all.reduce(0) { $0 + $1.1 } == 192)
    }
}

@Suite("A journey to a lecture")
struct JourneyTests {
    @Test(
        "goes by bus nearby, by train for the most, by plane at the body's cost when it is far",
        arguments: [(15, TravelMode.bus, false), (90, .rail, false), (230, .air, true)]
    )
    func modes(minutes: Int, mode: TravelMode, isDirect: Bool) throws {
        let claims = try Journey(minutes: minutes, from: "A", to: "B").claims(on: day(2026, 4, 1))
        #expect(claims.map(\.mode) == [mode, mode])
        #expect(claims.map(\.isPaidDirectly) == [isDirect, isDirect])
        #expect(claims.map(\.from) == ["A", "B"])
    }

    @Test("costs what the sample says: 82 km by rail are 1,730 yen")
    func fare() throws {
        // 67 minutes reach 50 km; 23 more at 84 km/h are 32.
        #expect(
            try Journey(minutes: 90, from: "A", to: "B").claims(on: day(2026, 4, 1))[0].cost
                == .paid(Yen(1730))
        )
    }
}

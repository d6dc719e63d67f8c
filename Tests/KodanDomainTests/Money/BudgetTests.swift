import KodanDomain
import Testing

@Suite("A budget")
struct BudgetTests {
    private let year: FiscalYear

    init() throws {
        year = try #require(FiscalYear(startYear: 2026))
    }

    private func use(_ spent: Int64, _ reserved: Int64, _ requests: Int) -> BudgetUse {
        BudgetUse(spent: Yen(spent), reserved: Yen(reserved), requests: requests)
    }

    @Test("is exceeded by the first yen too many, and by nothing that costs nothing")
    func exceeds() {
        let use = use(600_000, 370_000, 30)
        #expect(!use.exceeds(Yen(1_000_000), with: Yen(30_000)))
        #expect(use.exceeds(Yen(999_999), with: Yen(30_000)))
        #expect(use.exceeds(Yen(969_999), with: Yen(1)))
        #expect(!use.exceeds(.zero, with: .zero))
    }

    struct Case: Sendable {
        let day: String
        let requests: Int
        let expected: Int
        let total: Int64
    }

    /// 310,000 yen for ten requests are 31,000 each; for seven 44,285 (310,000 = 7 × 44,285 + 5).
    static let cases = [
        // The year has not begun: no pace.
        Case(day: "2026-03-31", requests: 10, expected: 0, total: 310_000),
        // One month begun, eleven left: ten more in each.
        Case(day: "2026-04-01", requests: 10, expected: 110, total: 3_720_000),
        Case(day: "2026-04-30", requests: 10, expected: 110, total: 3_720_000),
        // 7 requests in 5 months, 7 months left: 9.8 are rounded to ten.
        Case(day: "2026-08-15", requests: 7, expected: 10, total: 752_850),
        // 10 in 8 months, 4 left: five.
        Case(day: "2026-11-01", requests: 10, expected: 5, total: 465_000),
        // 10 in 12: none left.
        Case(day: "2027-03-01", requests: 10, expected: 0, total: 310_000),
        Case(day: "2027-04-01", requests: 10, expected: 0, total: 310_000),
        Case(day: "2026-08-15", requests: 0, expected: 0, total: 310_000),
    ]

    @Test("foresees the year's end at the pace so far", arguments: cases)
    func forecast(example: Case) throws {
        let day = try #require(LocalDate(example.day))
        let forecast = use(110_000, 200_000, example.requests).forecast(for: year, on: day)
        #expect(forecast.expectedRequests == example.expected)
        #expect(forecast.total == Yen(example.total))
    }

    @Test("has left what is neither spent nor reserved, below zero where it is exceeded")
    func left() throws {
        let programme = try ProgrammeCode("regional")
        func left(_ budget: Int64?) -> Yen? {
            BudgetStanding(
                programme: programme,
                year: year,
                budget: budget.map { Yen($0) },
                use: use(110_000, 200_000, 10)
            ).left
        }
        #expect(left(300_000) == Yen(-10_000) && left(310_000) == .zero && left(nil) == nil)
    }
}

@Suite("A finding")
struct FindingTests {
    @Test("of lateness warns before it blocks")
    func lateness() throws {
        #expect(LatenessRule(warnsDays: 45, blocksDays: 60) == .standard)
        #expect(LatenessRule(warnsDays: 60, blocksDays: 60) == nil)
        #expect(LatenessRule(warnsDays: 0, blocksDays: 60) == nil)
        let rule = try #require(LatenessRule(warnsDays: 2, blocksDays: 3))
        #expect(
            [-1, 0, 1, 2, 3, 400].map(rule.severity(afterDays:)) == [nil, nil, nil, .warns, .blocks, .blocks]
        )
    }

    @Test("has one severity but for lateness, which has both")
    func severities() {
        for kind in FindingKind.allCases {
            #expect(kind.severities.count == (kind == .paymentLate ? 2 : 1), "\(kind)")
        }
    }
}

@Suite("A treaty decision")
struct TreatyDecisionTests {
    struct Case: Sendable {
        let relief: TreatyRelief
        let rate: Int?
        let notified: Bool
        let refused: FieldRefused?
    }

    private static let rates = Expected.integer(1...2041)

    static let cases = [
        Case(relief: .none, rate: nil, notified: false, refused: nil),
        Case(relief: .exempt, rate: nil, notified: true, refused: nil),
        Case(relief: .reduced, rate: 1, notified: true, refused: nil),
        Case(relief: .reduced, rate: 2041, notified: true, refused: nil),
        Case(
            relief: .reduced,
            rate: 2042,
            notified: true,
            refused: FieldRefused(.rateBasisPoints, expected: rates)
        ),
        Case(
            relief: .reduced,
            rate: 0,
            notified: true,
            refused: FieldRefused(.rateBasisPoints, expected: rates)
        ),
        Case(
            relief: .reduced,
            rate: nil,
            notified: true,
            refused: FieldRefused(.rateBasisPoints, expected: rates)
        ),
        Case(
            relief: .exempt,
            rate: 5,
            notified: true,
            refused: FieldRefused(.rateBasisPoints, expected: .absentWithout(.reducedTax))
        ),
        Case(
            relief: .none,
            rate: 5,
            notified: false,
            refused: FieldRefused(.rateBasisPoints, expected: .absentWithout(.reducedTax))
        ),
        Case(
            relief: .none,
            rate: nil,
            notified: true,
            refused: FieldRefused(.notifiedOn, expected: .absentWithout(.relief))
        ),
        Case(
            relief: .exempt,
            rate: nil,
            notified: false,
            refused: FieldRefused(.notifiedOn, expected: .date)
        ),
        Case(relief: .reduced, rate: 5, notified: false, refused: FieldRefused(.notifiedOn, expected: .date)),
    ]

    @Test("has a rate where it reduces, and a notification where it relieves", arguments: cases)
    func fits(example: Case) throws {
        let day = try #require(LocalDate("2026-06-10"))
        let days = DateRange(day...)
        do {
            _ = try TreatyDecisionDraft(
                relief: example.relief,
                rateBasisPoints: example.rate,
                treaty: "日米租税条約第7条",
                notifiedOn: example.notified ? day : nil,
                validity: days
            )
            #expect(example.refused == nil)
        } catch {
            #expect(error == example.refused)
        }
    }

    @Test("names its treaty", arguments: ["", " ", String(repeating: "x", count: 201)])
    func named(treaty: String) throws {
        let days = DateRange(try #require(LocalDate("2026-06-10"))...)
        #expect(throws: FieldRefused.self) {
            try TreatyDecisionDraft(
                relief: .none,
                rateBasisPoints: nil,
                treaty: treaty,
                notifiedOn: nil,
                validity: days
            )
        }
    }
}

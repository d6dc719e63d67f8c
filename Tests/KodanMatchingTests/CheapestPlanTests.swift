import KodanDomain
import Testing

@testable import KodanMatching

@Suite("The cheapest plan")
struct CheapestPlanTests {
    @Test("is the best of all plans, proven, and the same in any order", arguments: 0..<12)
    func equalsBruteForce(seed: Int) throws {
        var dice = Dice(seed: UInt64(seed))
        for _ in 0..<500 {
            var parts = ProblemParts.small(using: &dice)
            let best = BruteForce(parts)
            let problem = try parts.problem()
            let plan = cheapestPlan(for: problem)
            #expect(plan.matchedCount == best.matched)
            #expect(plan.totalCost == best.cost)
            #expect(plan.firstFault(in: problem) == nil)
            parts.shuffle(using: &dice)
            #expect(try cheapestPlan(for: parts.problem()) == plan)
        }
    }

    @Test("is found and proven for hundreds of requests", arguments: [(1, 4), (2, 12)])
    func provesMediumPlans(seed: UInt64, regions: Int) throws {
        var dice = Dice(seed: seed)
        var parts = ProblemParts.large(
            requests: 200,
            presenters: 300,
            regions: regions,
            optionsPerSlot: 8,
            using: &dice
        )
        let problem = try parts.problem()
        let plan = cheapestPlan(for: problem)
        #expect(plan.firstFault(in: problem) == nil)
        #expect(plan.matchedCount > 150)
        parts.shuffle(using: &dice)
        #expect(try cheapestPlan(for: parts.problem()) == plan)
    }

    @Test("matches more requests rather than cheaper ones")
    func matchesMost() throws {
        let monday = day("2026-12-07")
        let parts = ProblemParts(
            requests: [1, 2],
            options: [
                option(1, by: 5, on: monday, cost: 0), option(1, by: 6, on: monday, cost: 900),
                option(2, by: 5, on: monday, cost: 900),
            ],
            capacities: [5, 6].map { capacity(of: $0, month: 2, year: 2) },
            weights: .standard
        )
        let plan = cheapestPlan(for: try parts.problem())
        #expect(plan.assignments.map(\.option.presenter) == [6, 5])
        #expect(plan.totalCost == 1800)
    }

    @Test("shares lectures out rather than giving the nearest all")
    func sharesLoad() throws {
        let days = (7...10).map { day("2026-12-\($0 < 10 ? "0" : "")\($0)") }
        let options = days.enumerated().flatMap { index, date in
            [
                option(Int64(index), by: 5, on: date, cost: 30),
                option(Int64(index), by: 6, on: date, cost: 40),
            ]
        }
        let parts = ProblemParts(
            requests: [0, 1, 2, 3],
            options: options,
            capacities: [5, 6].map { capacity(of: $0, month: 9, year: 9) },
            weights: .loading(15)
        )
        let plan = cheapestPlan(for: try parts.problem())
        #expect(plan.assignments.map(\.option.presenter).sorted() == [5, 5, 6, 6])
        #expect(plan.assignments.map(\.load).sorted() == [0, 0, 15, 15])
        #expect(plan.totalCost == 30 + 45 + 40 + 55)
    }

    @Test("gives each fiscal year its own cap and its own load")
    func partsFiscalYears() throws {
        let days = [day("2027-03-31"), day("2027-04-01")]
        let parts = ProblemParts(
            requests: [1, 2],
            options: [option(1, by: 5, on: days[0], cost: 1), option(2, by: 5, on: days[1], cost: 1)],
            capacities: [capacity(of: 5, month: 1, year: 1)],
            weights: .loading(15)
        )
        let plan = cheapestPlan(for: try parts.problem())
        #expect(plan.assignments.map(\.load) == [0, 0])
    }

    @Test("says whether nobody was eligible or others needed them")
    func givesReasons() throws {
        let monday = day("2026-12-07")
        let parts = ProblemParts(
            requests: [1, 2, 3],
            options: [option(1, by: 5, on: monday, cost: 1), option(2, by: 5, on: monday, cost: 1)],
            capacities: [capacity(of: 5, month: 1, year: 1)],
            weights: .standard
        )
        let plan = cheapestPlan(for: try parts.problem())
        #expect(
            plan.unmatched == [
                MatchingPlan.Unmatched(request: 2, reason: .givenToOthers(presenters: 1)),
                MatchingPlan.Unmatched(request: 3, reason: .nobodyEligible),
            ]
        )
    }

    @Test("of nothing is nothing")
    func acceptsNothing() throws {
        let problem = try MatchingProblem(requests: [], options: [], capacities: [], weights: .standard)
        let plan = cheapestPlan(for: problem)
        #expect(plan.matchedCount == 0 && plan.unmatched.isEmpty && plan.totalCost == 0)
        #expect(plan.firstFault(in: problem) == nil)
    }
}

/// What remains for `presenter` in December 2026, March and April 2027, and in both fiscal years.
func capacity(of presenter: PresenterKey, month: Int, year: Int) -> PresenterCapacity {
    let days = ["2026-12-01", "2027-03-01", "2027-04-01"].map(day)
    return PresenterCapacity(
        presenter: presenter,
        months: Dictionary(uniqueKeysWithValues: days.map { ($0.yearMonth, month) }),
        years: Dictionary(
            uniqueKeysWithValues: Set(days.map { FiscalYear(containing: $0) }).map {
                ($0, PresenterCapacity.Year(remaining: year, held: 0))
            }
        )
    )
}

import KodanDomain
import Testing

@testable import KodanMatching

@Suite("Alternatives")
struct AlternativesTests {
    @Test("cost the whole plan what planning anew with them costs", arguments: 100..<104)
    func equalForcedPlans(seed: Int) throws {
        var dice = Dice(seed: UInt64(seed))
        for _ in 0..<150 {
            let parts = ProblemParts.small(using: &dice)
            let problem = try parts.problem()
            let plan = cheapestPlan(for: problem)
            let alternatives = try Alternatives(to: plan, in: problem)
            for request in problem.requests {
                let chosen = plan.assignment(of: request)?.option.presenter
                var expected: [PresenterKey: [Int]] = [:]
                for presenter in parts.capacities.map(\.presenter) where presenter != chosen {
                    var limited = parts
                    limited.options.removeAll { $0.request == request && $0.presenter != presenter }
                    let forced = BruteForce(limited, forced: request)
                    guard forced.matched >= 0 else { continue }
                    expected[presenter] = [plan.matchedCount - forced.matched, forced.cost - plan.totalCost]
                }
                let found = alternatives.cheapest(for: request, count: 99)
                let costs = found.map { ($0.option.presenter, [$0.moreUnmatched, $0.moreCost]) }
                #expect(Dictionary(costs) { first, _ in first } == expected)
                #expect(found.count == expected.count)
                #expect(found.allSatisfy { $0.option.request == request })
                let order = found.map { [$0.moreUnmatched, $0.moreCost] }
                #expect(zip(order, order.dropFirst()).allSatisfy { !$1.lexicographicallyPrecedes($0) })
                #expect(alternatives.cheapest(for: request, count: 1) == Array(found.prefix(1)))
            }
        }
    }

    @Test("name what a coordinator would pay for the second presenter")
    func nameTheNextBest() throws {
        let monday = day("2026-12-07")
        let parts = ProblemParts(
            requests: [1, 2],
            options: [
                option(1, by: 5, on: monday, cost: 10), option(1, by: 6, on: monday, cost: 25),
                option(1, by: 7, on: monday, cost: 20), option(2, by: 7, on: monday, cost: 30),
                option(2, by: 5, on: monday, cost: 32),
            ],
            capacities: [5, 6, 7].map { capacity(of: $0, month: 2, year: 2) },
            weights: .standard
        )
        let problem = try parts.problem()
        let alternatives = try Alternatives(to: cheapestPlan(for: problem), in: problem)
        let found = alternatives.cheapest(for: 1, count: 5)
        // The plan costs 10 + 30. With 7 for request 1, request 2 is left 5: 20 + 32. With 6: 25 + 30.
        #expect(found.map(\.option.presenter) == [7, 6])
        #expect(found.map(\.moreCost) == [12, 15])
        #expect(alternatives.cheapest(for: 3, count: 5).isEmpty)
    }

    @Test("are refused for a plan that is not proven")
    func refuseUnprovenPlans() throws {
        let parts = ProblemParts(
            requests: [1],
            options: [option(1, by: 5, on: day("2026-12-07"), cost: 10)],
            capacities: [capacity(of: 5, month: 2, year: 2)],
            weights: .standard
        )
        let problem = try parts.problem()
        let plan = MatchingPlan(
            choosing: [],
            in: problem,
            certificate: cheapestPlan(for: problem).certificate
        )
        #expect(throws: PlanFault.notProven) { try Alternatives(to: plan, in: problem) }
    }
}

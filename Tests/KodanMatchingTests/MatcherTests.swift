import KodanDomain
import Testing

@testable import KodanMatching

@Suite("A matcher")
struct MatcherTests {
    @Test("finds the cheapest plan of all, proven over candidates that it never made", arguments: 0..<20)
    func equalsTheWholeProblem(seed: Int) throws {
        var dice = Dice(seed: UInt64(seed))
        let presenters = 20 + dice.roll(100)
        let requests = 5 + dice.roll(60)
        let facts = RandomFacts(presenters: presenters, requests: requests, using: &dice)
        let eligibility = Eligibility(travel: seed % 2 == 0 ? .graph(try Japan.graph()) : .greatCircle)
            .searching(from: facts.requests.compactMap(\.venue))
        let problem = try MatchingProblem(
            presenters: facts.presenters,
            requests: facts.requests,
            eligibility: eligibility
        )
        let whole = cheapestPlan(for: problem)
        let matcher = try Matcher(
            presenters: facts.presenters.shuffled(using: &dice),
            requests: facts.requests.shuffled(using: &dice),
            eligibility: eligibility
        )
        let plan = matcher.plan()
        #expect(plan.matchedCount == whole.matchedCount)
        #expect(plan.totalCost == whole.totalCost)
        #expect(plan.completed(for: problem).firstFault(in: problem) == nil)
        #expect(plan.unmatched == whole.unmatched || plan.unmatched.count == whole.unmatched.count)
        let again = try Matcher(
            presenters: facts.presenters,
            requests: facts.requests,
            eligibility: eligibility
        )
        #expect(again.plan() == plan)
    }
}

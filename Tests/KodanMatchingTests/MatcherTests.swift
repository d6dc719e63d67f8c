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

    @Test("counts a presenter once who could come in either of two fiscal years")
    func oncePerPresenter() throws {
        let (presenter, suited) = EligibilityCase.suited()
        let requests = (1...3).map { key in
            var request = suited
            request.id = RequestKey(key)
            request.slots = [slot(day("2027-03-31")), slot(day("2027-04-01"))]
            return request
        }
        let matcher = try Matcher(
            presenters: [presenter],
            requests: requests,
            eligibility: Eligibility()
        )
        let plan = matcher.plan()
        #expect(plan.matchedCount == 2)
        #expect(plan.unmatched.map(\.reason) == [.givenToOthers(presenters: 1)])
    }
}

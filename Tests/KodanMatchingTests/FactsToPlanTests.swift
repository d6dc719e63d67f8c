import KodanDomain
import Testing

@testable import KodanMatching

@Suite("A plan made from facts")
struct FactsToPlanTests {
    @Test("breaks no rule, is proven, and does not depend on the order of the facts", arguments: 300..<306)
    func breaksNoRule(seed: Int) throws {
        var dice = Dice(seed: UInt64(seed))
        var facts = RandomFacts(presenters: 60, requests: 40, using: &dice)
        let problem = try MatchingProblem(
            presenters: facts.presenters,
            requests: facts.requests,
            eligibility: Eligibility()
        )
        let plan = cheapestPlan(for: problem)
        #expect(plan.firstFault(in: problem) == nil)
        #expect(brokenRules(of: plan, presenters: facts.presenters, requests: facts.requests).isEmpty)
        #expect(plan.matchedCount > 10)
        facts.presenters.shuffle(using: &dice)
        facts.requests.shuffle(using: &dice)
        let shuffled = try MatchingProblem(
            presenters: facts.presenters,
            requests: facts.requests,
            eligibility: Eligibility()
        )
        #expect(shuffled == problem)
        #expect(cheapestPlan(for: shuffled) == plan)
    }

    @Test("considers everyone whom the rules allow, near or far", arguments: 400..<404)
    func missesNobody(seed: Int) throws {
        var dice = Dice(seed: UInt64(seed))
        var facts = RandomFacts(presenters: 60, requests: 40, using: &dice)
        if seed.isMultiple(of: 2) { facts.addBystanders(150, using: &dice) }
        let eligibility = Eligibility()
        let problem = try MatchingProblem(
            presenters: facts.presenters,
            requests: facts.requests,
            eligibility: eligibility
        )
        var expected: Set<[Int64]> = []
        for request in facts.requests {
            var eligible: Set<PresenterKey> = []
            for presenter in facts.presenters {
                for ordinal in 1...request.slots.count {
                    let verdict = eligibility.verdict(on: presenter, for: request, slotOrdinal: ordinal)
                    guard case .eligible? = verdict else { continue }
                    expected.insert([request.id, Int64(ordinal), presenter.id])
                    eligible.insert(presenter.id)
                }
            }
            let tally = eligibility.tally(facts.presenters, for: request)
            #expect(tally.eligible == eligible.count)
            #expect(tally.eligible + tally.presentersByRule.values.reduce(0, +) == facts.presenters.count)
        }
        #expect(Set(problem.options.map { [$0.request, Int64($0.slotOrdinal), $0.presenter] }) == expected)
        #expect(problem.options.count == expected.count)
    }

    @Test("asks everyone where the model of travel knows no bound, or degrees do not help")
    func missesNobodyWithoutBounds() throws {
        var (presenter, request) = EligibilityCase.suited()
        presenter.reachMinutes = 100
        presenter.base = place(-40_000_000, -70_000_000)
        let tunnel = Eligibility(travel: .graph(try tunnel(from: presenter.base, to: request.venue)))
        let far = try MatchingProblem(presenters: [presenter], requests: [request], eligibility: tunnel)
        #expect(far.options.map(\.terms.travel) == [100])
        // Some 11 km apart across the date line, and across the pole.
        for (base, venue) in [
            (place(-17_000_000, 179_950_000), place(-17_000_000, -179_950_000)),
            (place(89_950_000, 0), place(89_950_000, 180_000_000)),
        ] {
            presenter.base = base
            request.venue = venue
            let problem = try MatchingProblem(
                presenters: [presenter],
                requests: [request],
                eligibility: Eligibility()
            )
            #expect(problem.options.count == 1)
        }
    }

    @Test("is not made for a presenter who comes twice")
    func refusesDoubles() {
        let (presenter, request) = EligibilityCase.suited()
        #expect(throws: MatchingProblemError.presenterTwice(5)) {
            try MatchingProblem(
                presenters: [presenter, presenter],
                requests: [request],
                eligibility: Eligibility()
            )
        }
        #expect(throws: MatchingProblemError.requestTwice(9)) {
            try MatchingProblem(
                presenters: [presenter],
                requests: [request, request],
                eligibility: Eligibility()
            )
        }
    }

    @Test("takes a cap without bound as the largest")
    func boundsCaps() throws {
        var (presenter, request) = EligibilityCase.suited()
        presenter.monthlyCap = .max
        presenter.yearlyCap = .max
        presenter.lecturesByYear = [FiscalYear(containing: request.slots[0].date): 3]
        request.slots.append(request.slots[0])
        let problem = try MatchingProblem(
            presenters: [presenter],
            requests: [request],
            eligibility: Eligibility()
        )
        let plan = cheapestPlan(for: problem)
        #expect(plan.assignments.map(\.cost) == [55 + 3 * CostWeights.standard.loadStep])
    }
}

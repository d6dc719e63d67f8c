import KodanDomain
import Testing

@testable import KodanMatching

/// A plan of random facts, with everything that explains it.
private struct Explained {
    let facts: RandomFacts
    let problem: MatchingProblem
    let plan: MatchingPlan
    let explanations: [RequestExplanation]

    init(seed: Int) throws {
        var dice = Dice(seed: UInt64(seed))
        facts = RandomFacts(presenters: 18, requests: 40, using: &dice)
        problem = try Explained.problem(facts.presenters, facts.requests)
        plan = cheapestPlan(for: problem)
        let explanations = try Explanations(
            of: plan,
            for: problem,
            presenters: facts.presenters,
            requests: facts.requests,
            eligibility: Eligibility()
        )
        self.explanations = facts.requests.compactMap { explanations.explanation(of: $0.id) }
        #expect(self.explanations.map(\.request) == facts.requests.map(\.id))
        #expect(explanations.explanation(of: 99_999) == nil)
    }

    static func problem(_ presenters: [PresenterFacts], _ requests: [RequestFacts]) throws
        -> MatchingProblem
    {
        try MatchingProblem(presenters: presenters, requests: requests, eligibility: Eligibility())
    }

    /// The best forced plan of each presenter who could take `request`.
    func forced(_ request: RequestKey) throws -> [PresenterKey: ForcedPlan] {
        var best: [PresenterKey: ForcedPlan] = [:]
        for option in problem.options where option.request == request {
            guard let forced = try ForcedPlan(option, in: problem) else { continue }
            best[option.presenter] = best[option.presenter].map { min($0, forced) } ?? forced
        }
        return best
    }
}

@Suite("The explanation of a request")
struct ExplanationTests {
    @Test("tells what the next best presenters cost the whole plan", arguments: 540..<543)
    func pricesOthers(seed: Int) throws {
        let explained = try Explained(seed: seed)
        var told = 0
        for explanation in explained.explanations {
            var others = try explained.forced(explanation.request)
            if case .matched(let assignment) = explanation.outcome {
                others[assignment.option.presenter] = nil
            }
            let expected = others.values.sorted().prefix(3).map {
                [explained.plan.matchedCount - $0.matched, $0.cost - explained.plan.totalCost]
            }
            #expect(explanation.nextBest.map { [$0.moreUnmatched, $0.moreCost] } == expected)
            for choice in explanation.nextBest {
                let forced = try #require(others[choice.option.presenter])
                #expect(forced.matched == explained.plan.matchedCount - choice.moreUnmatched)
                #expect(forced.cost == explained.plan.totalCost + choice.moreCost)
            }
            told += explanation.nextBest.count
        }
        #expect(told > 10)
    }

    @Test("tells each term of the cost, which together are the cost", arguments: 540..<543)
    func tellsTerms(seed: Int) throws {
        let explained = try Explained(seed: seed)
        let matched = explained.explanations.compactMap { explanation in
            if case .matched(let assignment) = explanation.outcome { assignment } else { nil }
        }
        #expect(matched == explained.plan.assignments)
        for assignment in matched {
            #expect(assignment.shares.map(\.term) == CostTerm.allCases)
            #expect(assignment.shares.reduce(0) { $0 + $1.minutes } == assignment.cost)
        }
        #expect(matched.reduce(0) { $0 + $1.cost } == explained.plan.totalCost)
    }

    @Test("says to whom the eligible were given, and that another would lose its own", arguments: 540..<546)
    func namesCompetitors(seed: Int) throws {
        let explained = try Explained(seed: seed)
        var told = 0
        for explanation in explained.explanations {
            guard case .givenToOthers(let others) = explanation.outcome else { continue }
            let reason = explained.plan.unmatched.first { $0.request == explanation.request }?.reason
            #expect(reason == .givenToOthers(presenters: others.presenters.count))
            let best = try #require(try explained.forced(explanation.request).values.min())
            // One more is matched, so one of the others is not.
            #expect(best.matched == explained.plan.matchedCount)
            // Only the lectures that are named stand in the way.
            for option in explained.problem.options where option.request == explanation.request {
                let held = explained.plan.assignments.map(\.option)
                    .filter { $0.presenter == option.presenter }
                let named = Set(others.competitors.map(\.request))
                let rest = held.filter { !named.contains($0.request) }
                #expect(PlanUse(held + [option]).capacityFault(in: explained.problem) != nil)
                #expect(PlanUse(rest + [option]).capacityFault(in: explained.problem) == nil)
            }
            for competitor in others.competitors {
                let assignment = explained.plan.assignment(of: competitor.request)
                #expect(assignment?.option.presenter == competitor.presenter)
                #expect(assignment?.option.time == competitor.time)
            }
            told += 1
        }
        #expect(told > 0)
    }

    @Test("counts for a request without anybody what its rules say", arguments: 540..<543)
    func explainsNobody(seed: Int) throws {
        let explained = try Explained(seed: seed)
        var told = 0
        for explanation in explained.explanations {
            guard case .nobodyEligible(let nobody) = explanation.outcome else { continue }
            let reason = explained.plan.unmatched.first { $0.request == explanation.request }?.reason
            #expect(reason == .nobodyEligible)
            let facts = try #require(explained.facts.requests.first { $0.id == explanation.request })
            #expect(eligible(explained.facts.presenters, facts).isEmpty)
            #expect(nobody.tally == Eligibility().tally(explained.facts.presenters, for: facts))
            #expect(!nobody.blocking.isEmpty && explanation.nextBest.isEmpty)
            told += 1
        }
        #expect(told > 0)
    }

    @Test("proposes only what lets one more request be matched", arguments: 540..<546)
    func remediesHelpThePlan(seed: Int) throws {
        let explained = try Explained(seed: seed)
        var outcomes: Set<String> = []
        for explanation in explained.explanations {
            let remedies: [Remedy]
            switch explanation.outcome {
            case .matched: continue
            case .nobodyEligible(let nobody): remedies = nobody.remedies
            case .givenToOthers(let others): remedies = others.remedies
            }
            let index = try #require(
                explained.facts.requests.firstIndex { $0.id == explanation.request }
            )
            for remedy in remedies {
                var facts = explained.facts
                remedy.apply(to: &facts.requests[index], presenters: &facts.presenters)
                #expect(!eligible(facts.presenters, facts.requests[index]).isEmpty)
                let plan = cheapestPlan(for: try Explained.problem(facts.presenters, facts.requests))
                #expect(plan.matchedCount > explained.plan.matchedCount)
                outcomes.insert("\("\(explanation.outcome)".prefix { $0 != "(" })")
            }
        }
        #expect(outcomes == ["nobodyEligible", "givenToOthers"])
    }
}

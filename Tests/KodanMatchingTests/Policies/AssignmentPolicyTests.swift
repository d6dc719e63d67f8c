import KodanDomain
import Testing

@testable import KodanMatching

@Suite("A policy")
struct AssignmentPolicyTests {
    @Test("breaks no rule over a stream, and none beats perfect foresight", arguments: 0..<30)
    func keepsRules(seed: Int) throws {
        let stream = try randomStream(seed)
        let outcomes = try AssignmentPolicy.allCases.map { try stream.outcome(of: $0) }
        let best = try stream.outcome(of: .perfectForesight)
        for outcome in outcomes {
            let plan = MatchingPlan(
                assignments: outcome.assignments,
                unmatched: [],
                totalCost: outcome.totalCost,
                certificate: PlanCertificate()
            )
            let requests = stream.requests.map(\.request)
            #expect(brokenRules(of: plan, presenters: stream.presenters, requests: requests) == [])
            let decided = outcome.assignments.map(\.option.request) + outcome.unmatched
            #expect(decided.sorted() == requests.map(\.id).sorted())
            #expect(outcome.assignments.count > 5)
            #expect(outcome.assignments.count <= best.assignments.count)
            if outcome.assignments.count == best.assignments.count {
                #expect(outcome.totalCost >= best.totalCost)
            }
        }
    }

    @Test("leaves nobody behind whom a presenter could take after all", arguments: 0..<10)
    func leavesNothing(seed: Int) throws {
        let stream = try randomStream(seed)
        for policy in AssignmentPolicy.allCases {
            let outcome = try stream.outcome(of: policy)
            var busy = BusyPresenters(stream.presenters)
            let requests = Dictionary(
                uniqueKeysWithValues: stream.requests.map { ($0.request.id, $0.request) }
            )
            for option in outcome.assignments.map(\.option) {
                busy.bind(option, at: requests[option.request]?.venue)
            }
            let candidates = Candidates(busy.presenters, eligibility: stream.eligibility)
            for request in outcome.unmatched.compactMap({ requests[$0] }) {
                #expect(candidates.options(of: request).isEmpty)
            }
        }
    }

    @Test("gives the same whatever the order of presenters and requests", arguments: [3, 4])
    func ignoresOrder(seed: Int) throws {
        let stream = try randomStream(seed)
        var dice = Dice(seed: 99)
        let shuffled = try RequestStream(
            presenters: stream.presenters.shuffled(using: &dice),
            requests: stream.requests.shuffled(using: &dice),
            matchDays: PolicyCase.matchDays.shuffled(using: &dice),
            eligibility: Eligibility()
        )
        for policy in AssignmentPolicy.allCases {
            #expect(try shuffled.outcome(of: policy) == stream.outcome(of: policy))
        }
    }

    @Test("costs what brute force finds, if it knows everything before", arguments: 0..<20)
    func foresightIsOptimal(seed: Int) throws {
        var dice = Dice(seed: UInt64(7_000 + seed))
        let facts = RandomFacts(presenters: 8, requests: 5, using: &dice)
        let stream = try PolicyCase.stream(facts.presenters, facts.requests) { _ in day("2027-03-01") }
        let outcome = try stream.outcome(of: .perfectForesight)
        let problem = try MatchingProblem(
            presenters: facts.presenters,
            requests: facts.requests,
            eligibility: Eligibility()
        )
        let brute = BruteForce(
            ProblemParts(
                requests: problem.requests,
                options: problem.options,
                capacities: Array(problem.capacities.values),
                weights: problem.weights
            )
        )
        #expect(outcome.assignments.count == brute.matched)
        #expect(outcome.totalCost == brute.cost)
    }

    private func randomStream(_ seed: Int) throws -> RequestStream {
        var dice = Dice(seed: UInt64(5_000 + seed))
        let facts = RandomFacts(presenters: 40, requests: 60, using: &dice)
        return try PolicyCase.stream(facts.presenters, facts.requests) { request in
            day("2027-03-01").adding(days: Int(request.id * 7 % 14))
        }
    }
}

import KodanDomain
import Testing

@testable import KodanMatching

@Suite("Scarcity")
struct ScarcityTests {
    private static let points = [
        PrefecturePoint(prefecture: 13, point: place(35_689_500, 139_691_700)),
        PrefecturePoint(prefecture: 14, point: place(35_447_800, 139_642_500)),
        PrefecturePoint(prefecture: 47, point: place(26_212_400, 127_680_900)),
    ]

    @Test(
        "is what planning anew with one more presenter saves, and never more than the prices promise",
        arguments: 580..<584,
        [AssumedPresenter(), AssumedPresenter(level: 1, reachMinutes: 60, lectures: 2, acceptsOnline: true)]
    )
    func equalsPlanningAnew(seed: Int, assumed: AssumedPresenter) throws {
        var dice = Dice(seed: UInt64(seed))
        let facts = RandomFacts(presenters: 12, requests: 30, using: &dice)
        let problem = try problem(facts.presenters, facts.requests)
        let plan = cheapestPlan(for: problem)
        let search = try ScarcitySearch(
            of: plan,
            for: problem,
            requests: facts.requests,
            eligibility: Eligibility(),
            assuming: assumed
        )
        let found = try search.greatest(.max, among: ScarcityTests.points)
        var told: [[Int64]: Scarcity] = [:]
        for scarcity in found { told[[Int64(scarcity.prefecture), scarcity.topic]] = scarcity }
        #expect(told.count == found.count && !found.isEmpty)
        let bounds = found.map(\.dualBound)
        #expect(bounds == bounds.sorted(by: >))
        #expect(try search.greatest(2, among: ScarcityTests.points) == Array(found.prefix(2)))
        var saved = 0
        for point in ScarcityTests.points {
            for topic in Set(facts.requests.map(\.topic)) {
                let helper = assumed.facts(
                    id: 77,
                    base: point.point,
                    topic: topic,
                    programmes: Set(facts.requests.map(\.programme))
                )
                let better = cheapestPlan(for: try self.problem(facts.presenters + [helper], facts.requests))
                let scarcity = told[[Int64(point.prefecture), topic]]
                #expect(scarcity?.fewerUnmatched ?? 0 == better.matchedCount - plan.matchedCount)
                #expect(scarcity?.fewerMinutes ?? 0 == plan.totalCost - better.totalCost)
                guard let scarcity else { continue }
                let saving = scarcity.fewerUnmatched * problem.unmatchedCost + scarcity.fewerMinutes
                #expect(saving >= 0 && saving <= scarcity.dualBound)
                saved += saving > 0 ? 1 : 0
            }
        }
        #expect(saved > 0)
    }

    @Test("is greatest where a topic has nobody")
    func findsTheGap() throws {
        let (presenter, request) = EligibilityCase.suited()
        var lonely = request
        lonely.id = 10
        lonely.topic = 31
        let problem = try problem([presenter], [request, lonely])
        let plan = cheapestPlan(for: problem)
        let search = try ScarcitySearch(
            of: plan,
            for: problem,
            requests: [request, lonely],
            eligibility: Eligibility()
        )
        let found = try search.greatest(1, among: ScarcityTests.points)
        // Yokohama is 10 minutes, the least, from itself; the new presenter has no load.
        #expect(found.map(\.topic) == [31] && found.map(\.prefecture) == [14])
        #expect(found.map(\.fewerUnmatched) == [1] && found.map(\.fewerMinutes) == [-10])
    }

    @Test("is not told for a plan that is not proven")
    func refusesUnproven() throws {
        let (presenter, request) = EligibilityCase.suited()
        let problem = try problem([presenter], [request])
        let idle = MatchingPlan(choosing: [], in: problem, certificate: PlanCertificate())
        #expect(throws: ScarcityError.plan(.priceMissing)) {
            try ScarcitySearch(of: idle, for: problem, requests: [request], eligibility: Eligibility())
        }
    }

    private func problem(
        _ presenters: [PresenterFacts],
        _ requests: [RequestFacts]
    ) throws -> MatchingProblem {
        try MatchingProblem(presenters: presenters, requests: requests, eligibility: Eligibility())
    }
}

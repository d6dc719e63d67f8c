import KodanMatching
import Testing

@testable import kodan_bench

@Suite("The proof of an optimum")
struct InstanceProofTests {
    /// A small tight instance with its lists.
    static func tight(seed: UInt64, k: Int) -> MatchingInstance {
        var generator = InstanceGenerator(seed: seed)
        var instance = generator.instance(name: "tight", presenters: 120, requests: 300)
        instance.constants.k = k
        var candidates = InstanceCandidates(of: instance)
        instance.lists = candidates.lists()
        return instance
    }

    @Test(
        "holds for lists of fixed length and for all pairs, which cost no more",
        arguments: [1, 2, 3] as [UInt64]
    )
    func holds(seed: UInt64) throws {
        let instance = Self.tight(seed: seed, k: 4)
        var fixed = InstanceSolver(listsOf: instance)
        fixed.solve()
        var growing = InstanceSolver(growing: instance)
        growing.solve()
        let nearest = try InstanceProof(of: fixed, instance, .lists)
        let all = try InstanceProof(of: growing, instance, .all)
        #expect(all.cost <= nearest.cost)
        #expect(nearest.pairs == instance.lists.costs.count)
    }

    @Test("fails where short lists hide better pairs")
    func seesTruncation() {
        let instance = Self.tight(seed: 1, k: 1)
        var solver = InstanceSolver(listsOf: instance)
        solver.solve()
        #expect(throws: ProofError.self) { try InstanceProof(of: solver, instance, .all) }
    }

    @Test("fails if a pair of the plan costs something else")
    func seesOtherCosts() throws {
        var instance = Self.tight(seed: 2, k: 4)
        var solver = InstanceSolver(listsOf: instance)
        solver.solve()
        let position = try #require(
            solver.requests.indices.first { solver.solver.chosenOption(of: $0) != nil }
        )
        let request = Int(solver.requests[position])
        for index in instance.lists.range(of: request) { instance.lists.costs[index] += 1 }
        #expect(throws: ProofError.brokenPlan(request: request)) {
            try InstanceProof(of: solver, instance, .lists)
        }
    }

    @Test("fails before all requests have entered")
    func seesHalfPlans() {
        let instance = Self.tight(seed: 3, k: 4)
        let solver = InstanceSolver(listsOf: instance)
        #expect(throws: ProofError.self) { try InstanceProof(of: solver, instance, .lists) }
    }
}

@Suite("Candidate lists")
struct CandidateListsTests {
    @Test("are the nearest eligible ones, as brute force finds them", arguments: [4, 5] as [UInt64])
    func nearest(seed: UInt64) {
        let instance = InstanceProofTests.tight(seed: seed, k: 5)
        for request in instance.requests.indices {
            let asked = instance.requests[request]
            let point = SpherePoint(latitude: asked.latitude, longitude: asked.longitude)
            let eligible = instance.presenters.indices.filter { instance.isEligible($0, for: request) }
            let near = eligible.map { number -> (metres: Double, number: Int) in
                let given = instance.presenters[number]
                let place = SpherePoint(latitude: given.latitude, longitude: given.longitude)
                return (metres: point.metres(to: place), number: number)
            }
            .filter { $0.metres <= Double(instance.constants.radius_m) }
            .sorted { ($0.metres, $0.number) < ($1.metres, $1.number) }
            .prefix(5)
            let range = instance.lists.range(of: request)
            #expect(instance.lists.presenters[range].map { Int($0) } == near.map(\.number))
            #expect(
                instance.lists.costs[range].map { Int($0) }
                    == near.map { instance.cost(of: request, by: $0.number, metres: $0.metres) }
            )
        }
    }

    @Test("differ if a presenter or a cost does")
    func differ() throws {
        let instance = InstanceProofTests.tight(seed: 6, k: 5)
        #expect(instance.lists.agree(with: instance.lists, of: instance))
        var other = instance.lists
        let first = try #require(instance.requests.indices.first { instance.lists.range(of: $0).count > 1 })
        other.presenters.swapAt(
            instance.lists.range(of: first).lowerBound,
            instance.lists.range(of: first).upperBound - 1
        )
        #expect(!instance.lists.agree(with: other, of: instance))
        other = instance.lists
        other.costs[0] += 1
        #expect(!instance.lists.agree(with: other, of: instance))
    }
}

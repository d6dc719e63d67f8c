import KodanDomain
import KodanMatching
import KodanTestSupport
import Testing

@testable import KodanDemo

@Suite("The comparison on the demo's year")
struct PolicyComparisonTests {
    private static let comparison = Result {
        try PolicyComparison(config: Checkout.config, seed: 2019, factor: 1)
    }

    @Test("is about every dispatched request that is not rejected, and all presenters")
    func isTheYear() throws {
        let comparison = try Self.comparison.get()
        // 192 requests without 39 that are self-hosted and six that a coordinator refuses.
        #expect(comparison.outcomes.map(\.requests) == [147, 147, 147, 147])
        #expect(comparison.stream.presenters.count == 1078)
        let selfHosted = comparison.stream.presenters.flatMap(\.commitments).count
        #expect(selfHosted == 37)
    }

    @Test("leaves nobody but the three islands without a presenter when all is known before")
    func islands() throws {
        let comparison = try Self.comparison.get()
        let foresight = try #require(comparison.outcomes.last)
        #expect(foresight.policy == .perfectForesight)
        #expect(foresight.unmatched.count == 3)
        for outcome in comparison.outcomes {
            #expect(outcome.assignments.count <= foresight.assignments.count)
            if outcome.assignments.count == foresight.assignments.count {
                #expect(outcome.totalCost >= foresight.totalCost)
            }
        }
    }

    @Test("draws several times as many requests, and hosts ask again")
    func factors() throws {
        var demo = try DemoStream(folder: Checkout.config, seed: 2019, factor: 5)
        #expect(try demo.stream().requests.count == 5 * 147)
    }

    @Test("has a line for every policy under its header")
    func lines() throws {
        let comparison = try Self.comparison.get()
        #expect(comparison.lines.count == 2 + AssignmentPolicy.allCases.count)
        #expect(Set(comparison.lines.dropFirst().map(\.count)).count == 1)
    }
}

import KodanDomain
import Testing

@testable import KodanMatching

@Suite("A live match")
struct LiveMatchTests {
    @Test("stays as good as a plan made anew", arguments: 0..<8)
    func equalsAnew(seed: Int) throws {
        var dice = Dice(seed: UInt64(500 + seed))
        let all = RandomFacts(presenters: 90, requests: 120, using: &dice)
        let eligibility = Eligibility(travel: seed % 2 == 0 ? .graph(try Japan.graph()) : .greatCircle)
            .searching(from: all.requests.compactMap(\.venue))
        var presenters = Array(all.presenters.prefix(40))
        var requests = Array(all.requests.prefix(30))
        var newPresenters = Array(all.presenters.dropFirst(40))
        var newRequests = Array(all.requests.dropFirst(30))
        var live = try LiveMatch(presenters: presenters, requests: requests, eligibility: eligibility)
        for step in 0..<40 {
            switch dice.roll(5) {
            case 0:
                guard let request = newRequests.popLast() else { continue }
                requests.append(request)
                try live.add(request)
            case 1:
                guard let index = requests.indices.randomElement(using: &dice) else { continue }
                live.cancel(requests.remove(at: index).id)
            case 2:
                guard let chosen = live.plan.assignments.randomElement(using: &dice)?.option,
                    let index = requests.firstIndex(where: { $0.id == chosen.request })
                else { continue }
                requests[index].refusedBy.insert(chosen.presenter)
                live.refuse(chosen.request, by: chosen.presenter)
            case 3:
                guard let presenter = newPresenters.popLast() else { continue }
                presenters.append(presenter)
                try live.add(presenter)
            default:
                guard let index = presenters.indices.randomElement(using: &dice) else { continue }
                live.remove(presenters.remove(at: index).id)
            }
            let anew = try Matcher(presenters: presenters, requests: requests, eligibility: eligibility)
                .plan()
            let plan = live.plan
            #expect(plan.matchedCount == anew.matchedCount, "step \(step)")
            #expect(plan.totalCost == anew.totalCost, "step \(step)")
            #expect(plan.unmatched.map(\.request).count == anew.unmatched.count)
            // Also of those that came later, in whatever order.
            #expect(
                plan.assignments.allSatisfy { plan.assignment(of: $0.option.request)?.option == $0.option }
            )
            #expect(
                brokenRules(of: plan, presenters: presenters, requests: requests, travel: eligibility.travel)
                    .isEmpty
            )
            let isProven = live.isProven
            #expect(isProven)
        }
    }

    @Test("refuses keys that come twice, and begins anew for another fiscal year")
    func refusesTwins() throws {
        var dice = Dice(seed: 1)
        let all = RandomFacts(presenters: 5, requests: 5, using: &dice)
        var live = try LiveMatch(
            presenters: all.presenters,
            requests: all.requests,
            eligibility: Eligibility()
        )
        #expect(
            Self.refusal { () throws(MatchingProblemError) in try live.add(all.requests[0]) }
                == .requestTwice(all.requests[0].id)
        )
        #expect(
            Self.refusal { () throws(MatchingProblemError) in try live.add(all.presenters[0]) }
                == .presenterTwice(all.presenters[0].id)
        )
        var later = all.requests[0]
        later.id = 99_999
        later.slots = [slot(day("2031-06-02"))]
        try live.add(later)
        let plan = live.plan
        let isProven = live.isProven
        #expect(plan.assignments.count + plan.unmatched.count == 6)
        #expect(isProven)
    }

    /// What `action` is refused with.
    private static func refusal(_ action: () throws(MatchingProblemError) -> Void) -> MatchingProblemError? {
        do {
            try action()
            return nil
        } catch { return error }
    }
}

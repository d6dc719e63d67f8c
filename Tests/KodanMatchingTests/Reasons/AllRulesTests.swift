import KodanDomain
import Testing

@testable import KodanMatching

@Suite("All rules that refuse")
struct AllRulesTests {
    @Test("begin with the verdict's, and lifting all of them, no fewer, makes eligible")
    func agreeWithVerdict() {
        var dice = Dice(seed: 500)
        var seen = RuleSet()
        for _ in 0..<12 {
            let facts = RandomFacts(presenters: 15, requests: 12, using: &dice)
            for request in facts.requests {
                for presenter in facts.presenters {
                    for index in request.slots.indices {
                        check(presenter, request, index, RuleSet.random(using: &dice), &seen)
                    }
                }
            }
        }
        // Each rule refused somebody, so each was lifted.
        #expect(seen == RuleSet(EligibilityRule.allCases))
    }

    private func check(
        _ presenter: PresenterFacts,
        _ request: RequestFacts,
        _ index: Int,
        _ some: RuleSet,
        _ seen: inout RuleSet
    ) {
        let eligibility = Eligibility()
        guard
            let verdict = eligibility.verdict(on: presenter, for: request, slotOrdinal: index + 1),
            let rules = eligibility.refusals(of: presenter, for: request, slotOrdinal: index + 1)
        else {
            Issue.record("slot \(index) of \(request) is there")
            return
        }
        seen = seen.union(rules)
        switch verdict {
        case .eligible: #expect(rules.isEmpty)
        case .refused(let first): #expect(rules.rules.first == first)
        }
        #expect(isEligible(presenter, request, slot: index, lifting: rules))
        for fewer in rules.withoutOne {
            #expect(!isEligible(presenter, request, slot: index, lifting: fewer), "\(rules.rules)")
        }
        let lifted = isEligible(presenter, request, slot: index, lifting: some)
        #expect(lifted == rules.isSubset(of: some), "\(rules.rules) \(some.rules)")
    }

    @Test("are none for a slot that is not there")
    func unknownSlot() {
        let (presenter, request) = EligibilityCase.suited()
        let eligibility = Eligibility()
        #expect(eligibility.refusals(of: presenter, for: request, slotOrdinal: 1) == RuleSet())
        #expect(eligibility.refusals(of: presenter, for: request, slotOrdinal: 2) == nil)
        #expect(eligibility.refusals(of: presenter, for: request, slotOrdinal: 0) == nil)
    }
}

@Suite("The smallest sets of rules that left nobody")
struct BlockingRulesTests {
    @Test("let somebody through only when dropped whole, and leave out none", arguments: 510..<514)
    func areMinimalAndComplete(seed: Int) {
        var dice = Dice(seed: UInt64(seed))
        var blocked = 0
        for _ in 0..<6 {
            let facts = RandomFacts(presenters: 8, requests: 12, using: &dice)
            for request in facts.requests {
                let sets = Eligibility().blockingRules(for: request, among: facts.presenters)
                guard eligible(facts.presenters, request).isEmpty else {
                    #expect(sets.isEmpty)
                    continue
                }
                blocked += 1
                #expect(!sets.isEmpty)
                for set in sets {
                    let free = eligible(facts.presenters, request, lifting: set.rules)
                    #expect(free.count == set.presenters && !free.isEmpty)
                    for fewer in set.rules.withoutOne {
                        #expect(eligible(facts.presenters, request, lifting: fewer).isEmpty)
                    }
                }
                for _ in 0..<20 {
                    let some = RuleSet.random(using: &dice)
                    let helps = !eligible(facts.presenters, request, lifting: some).isEmpty
                    #expect(helps == sets.contains { $0.rules.isSubset(of: some) })
                }
                let order = sets.map { [$0.rules.count, -$0.presenters] }
                #expect(zip(order, order.dropFirst()).allSatisfy { !$1.lexicographicallyPrecedes($0) })
            }
        }
        #expect(blocked > 10)
    }

    @Test("are none where there is nobody to keep away")
    func nobodyThere() {
        let (_, request) = EligibilityCase.suited()
        #expect(Eligibility().blockingRules(for: request, among: []).isEmpty)
    }
}

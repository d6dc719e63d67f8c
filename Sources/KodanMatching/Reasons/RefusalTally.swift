/// Why presenters cannot take a request, counted: which rule left nobody.
public struct RefusalTally: Sendable, Equatable {
    /// How many presenters are eligible for at least one slot.
    public var eligible = 0
    /// The others, each counted once, under the rule that refused the slot at which they came furthest.
    public var presentersByRule: [EligibilityRule: Int] = [:]

    /// Nothing counted yet.
    public init() {}

    /// The rules with the presenters that each refused, most first, then in the order in which they are examined.
    public var leadingRules: [(rule: EligibilityRule, presenters: Int)] {
        presentersByRule.map { (rule: $0.key, presenters: $0.value) }
            .sorted { ($1.presenters, $0.rule) < ($0.presenters, $1.rule) }
    }
}

extension Eligibility {
    /// What the rules say of each of `presenters` and each slot of `request`, counted.
    public func tally(_ presenters: some Sequence<PresenterFacts>, for request: RequestFacts) -> RefusalTally
    {
        let slots = request.slots.map(SlotDay.init)
        let journeys = journeys(of: request)
        var tally = RefusalTally()
        for presenter in presenters {
            var furthest: EligibilityRule?
            var isEligible = false
            switch attendance(of: presenter, at: request, journeys) {
            case .failure(let rule):
                furthest = rule
            case .success(let attendance):
                for (index, slot) in slots.enumerated() {
                    let verdict = verdict(
                        on: presenter,
                        attendance,
                        for: request,
                        journeys,
                        slot,
                        ordinal: index + 1
                    )
                    switch verdict {
                    case .eligible: isEligible = true
                    case .refused(let rule): furthest = max(furthest ?? rule, rule)
                    }
                }
            }
            if isEligible {
                tally.eligible += 1
            } else if let furthest {
                tally.presentersByRule[furthest, default: 0] += 1
            }
        }
        return tally
    }
}

/// A smallest set of rules that left nobody for a request: without exactly these, somebody would be eligible, and
/// none of them can stay.
public struct BlockingRules: Sendable, Equatable {
    /// The rules, at least one.
    public let rules: RuleSet
    /// How many presenters would be eligible for at least one wished slot if these rules were dropped.
    public let presenters: Int

    /// `rules`, without which so many `presenters` would be eligible.
    public init(rules: RuleSet, presenters: Int) {
        self.rules = rules
        self.presenters = presenters
    }
}

extension Eligibility {
    /// The smallest sets of rules that leave none of `presenters` for `request`.
    ///
    /// No set holds another. Those of fewest rules come first, then those that keep most presenters away. Empty if
    /// somebody is eligible, or if there are no presenters or no slots.
    public func blockingRules(
        for request: RequestFacts,
        among presenters: some Sequence<PresenterFacts>
    ) -> [BlockingRules] {
        let slots = request.slots.map(SlotDay.init)
        let journeys = journeys(of: request)
        // The same combinations come again and again, so presenters are counted by what they are refused by.
        var countByRefusals: [Set<RuleSet>: Int] = [:]
        for presenter in presenters {
            let standing = standing(of: presenter, for: request, journeys)
            let refusals = slots.map {
                standing.refusals.union(self.refusals(of: presenter, standing, $0))
            }
            countByRefusals[Set(refusals), default: 0] += 1
        }
        return minimal(countByRefusals.keys.reduce(into: []) { $0.formUnion($1) }).map { rules in
            let free = countByRefusals.filter { $0.key.contains { $0.isSubset(of: rules) } }
            return BlockingRules(rules: rules, presenters: free.values.reduce(0, +))
        }.sorted { left, right in
            if left.rules.count != right.rules.count { return left.rules.count < right.rules.count }
            if left.presenters != right.presenters { return left.presenters > right.presenters }
            return left.rules.rules.lexicographicallyPrecedes(right.rules.rules)
        }
    }

    /// The sets that hold no other; none if one is empty.
    private func minimal(_ sets: Set<RuleSet>) -> [RuleSet] {
        var kept: [RuleSet] = []
        for set in sets.sorted(by: { $0.count < $1.count }) {
            if set.isEmpty { return [] }
            if !kept.contains(where: { $0.isSubset(of: set) }) { kept.append(set) }
        }
        return kept
    }
}

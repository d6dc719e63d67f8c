/// Some of the rules of eligibility, each at most once.
public struct RuleSet: Hashable, Sendable {
    private var bits: UInt32 = 0

    /// These rules; none if left out.
    public init(_ rules: some Sequence<EligibilityRule> = []) {
        for rule in rules { insert(rule) }
    }

    /// The rules, in the order in which they are examined.
    public var rules: [EligibilityRule] { EligibilityRule.allCases.filter(contains) }
    /// How many there are.
    public var count: Int { bits.nonzeroBitCount }
    /// Whether there are none.
    public var isEmpty: Bool { bits == 0 }

    /// Whether `rule` is among them.
    public func contains(_ rule: EligibilityRule) -> Bool { bits & (1 << UInt32(rule.rawValue)) != 0 }

    /// Whether `other` has all of them.
    public func isSubset(of other: RuleSet) -> Bool { bits & ~other.bits == 0 }

    /// Those of both.
    public func union(_ other: RuleSet) -> RuleSet {
        var both = self
        both.bits |= other.bits
        return both
    }

    /// Adds `rule`.
    public mutating func insert(_ rule: EligibilityRule) { bits |= 1 << UInt32(rule.rawValue) }
}

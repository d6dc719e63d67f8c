/// Who lectures where: as many requests as possible, at the least cost that so many can have.
public struct MatchingPlan: Sendable, Equatable {
    /// One request given to one presenter.
    public struct Assignment: Sendable, Equatable {
        /// What was chosen, with the terms of its cost.
        public let option: MatchingOption
        /// What the presenter's load adds: the lectures of a fiscal year count in order of their days.
        public let load: Int

        /// The terms and the load together, in equivalent minutes.
        public var cost: Int { option.terms.total + load }

        /// `option` with what load adds.
        public init(option: MatchingOption, load: Int) {
            self.option = option
            self.load = load
        }
    }

    /// A request that is given to nobody.
    public struct Unmatched: Sendable, Equatable {
        /// The request.
        public let request: RequestKey
        /// Why.
        public let reason: UnmatchedReason

        /// `request`, left for `reason`.
        public init(request: RequestKey, reason: UnmatchedReason) {
            self.request = request
            self.reason = reason
        }
    }

    /// The matched requests, in ascending order.
    public let assignments: [Assignment]
    /// The others, in ascending order.
    public let unmatched: [Unmatched]
    /// What all assignments cost together, in equivalent minutes.
    public let totalCost: Int
    /// Prices that prove that no plan is better.
    public let certificate: PlanCertificate

    /// A plan of these parts; whether it is sound and optimal is for `firstFault(in:)` to say.
    public init(
        assignments: [Assignment],
        unmatched: [Unmatched],
        totalCost: Int,
        certificate: PlanCertificate
    ) {
        self.assignments = assignments
        self.unmatched = unmatched
        self.totalCost = totalCost
        self.certificate = certificate
    }

    /// How many requests are matched.
    public var matchedCount: Int { assignments.count }

    /// What `request` is given; nil if nothing.
    public func assignment(of request: RequestKey) -> Assignment? {
        let index = assignments.partitionIndex { $0.option.request < request }
        guard index < assignments.count, assignments[index].option.request == request else { return nil }
        return assignments[index]
    }
}

/// Why a request is given to nobody.
public enum UnmatchedReason: Sendable, Equatable {
    /// No presenter is eligible for any slot; `Eligibility.tally` says which rules left nobody.
    case nobodyEligible
    /// So many presenters are eligible, and others need them all: matching this one would leave another.
    case givenToOthers(presenters: Int)
}

/// Why a request is given to whom it is, or to nobody, and what else could be done.
public struct RequestExplanation: Sendable, Equatable {
    /// The request.
    public let request: RequestKey
    /// What the plan does with it, and why.
    public let outcome: Outcome
    /// The three next best presenters, with what each would cost the whole plan, the cheapest first.
    ///
    /// Fewer if fewer are eligible. For an unmatched request, what matching it would cost.
    public let nextBest: [Alternatives.Choice]

    /// What a plan does with a request.
    public enum Outcome: Sendable, Equatable {
        /// It is given to a presenter; `shares` says what speaks against it.
        case matched(MatchingPlan.Assignment)
        /// No presenter is eligible.
        case nobodyEligible(NobodyEligible)
        /// All eligible presenters are needed elsewhere.
        case givenToOthers(GivenToOthers)
    }

    /// These parts.
    public init(request: RequestKey, outcome: Outcome, nextBest: [Alternatives.Choice]) {
        self.request = request
        self.outcome = outcome
        self.nextBest = nextBest
    }
}

/// Why nobody is eligible for a request.
public struct NobodyEligible: Sendable, Equatable {
    /// The presenters counted by the rule that refused each.
    public let tally: RefusalTally
    /// The smallest sets of rules that left nobody, before the plan took anyone.
    public let blocking: [BlockingRules]
    /// What would help; only presenters whom the plan leaves free for it are counted.
    public let remedies: [Remedy]

    /// These parts.
    public init(tally: RefusalTally, blocking: [BlockingRules], remedies: [Remedy]) {
        self.tally = tally
        self.blocking = blocking
        self.remedies = remedies
    }
}

/// Why a request goes without although presenters are eligible: to match it would leave exactly one other unmatched.
///
/// Never more, since one more lecture displaces one at most; never none, since the plan matches as many as can be.
/// What it would cost besides, the first of `nextBest` says.
public struct GivenToOthers: Sendable, Equatable {
    /// The eligible presenters, ascending, at least one.
    public let presenters: [PresenterKey]
    /// The lectures of the plan that need them, by presenter, then by time.
    public let competitors: [Competitor]
    /// What would help without taking a presenter from another request.
    public let remedies: [Remedy]

    /// These parts.
    public init(presenters: [PresenterKey], competitors: [Competitor], remedies: [Remedy]) {
        self.presenters = presenters
        self.competitors = competitors
        self.remedies = remedies
    }
}

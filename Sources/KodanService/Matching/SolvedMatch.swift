public import KodanMatching

/// Facts with their best plan, why some requests get nobody, and how long that took.
public struct SolvedMatch: Sendable {
    /// The presenters, as they were given.
    public let presenters: [PresenterFacts]
    /// The requests, as they were given.
    public let requests: [RequestFacts]
    /// The rules, with the ways from all venues searched.
    public let eligibility: Eligibility
    /// The best plan.
    public let plan: MatchingPlan
    /// What each request left unmatched costs in the network of the problem, in equivalent minutes.
    public let unmatchedCost: Int
    /// Why requests get nobody, for each that the plan leaves.
    public let reasons: [RequestKey: UnmatchedRequest.Reason]
    /// How long it took to find the first candidates of all requests.
    public let candidateTime: Duration
    /// How long the plan took, with all further candidates that it asked for.
    public let solveTime: Duration

    /// The cost of the plan with what is left unmatched, in equivalent minutes: the optimum of the problem's network.
    public var networkCost: Int { plan.totalCost + plan.unmatched.count * unmatchedCost }

    /// Gives `requests` to `presenters` by the rules of `eligibility`, in the best way.
    ///
    /// Throws what `Matcher` refuses.
    public init(
        presenters: [PresenterFacts],
        requests: [RequestFacts],
        eligibility: Eligibility,
        progress: MatchProgress = .unwatched
    ) throws(MatchingProblemError) {
        self.presenters = presenters
        self.requests = requests
        progress.tell(.candidates(presenters: presenters.count, requests: requests.count))
        let start = progress.elapsed()
        let matcher = try Matcher(presenters: presenters, requests: requests, eligibility: eligibility)
        let prepared = progress.elapsed()
        let plan = matcher.plan { step in
            if case .entered(let count) = step { progress.tell(.solving(entered: count, of: requests.count)) }
        }
        self.plan = plan
        self.eligibility = matcher.eligibility
        unmatchedCost = matcher.unmatchedCost
        candidateTime = prepared - start
        solveTime = progress.elapsed() - prepared
        progress.tell(.reasons(unmatched: plan.unmatched.count))
        let byKey = Dictionary(requests.map { ($0.id, $0) }) { first, _ in first }
        var reasons: [RequestKey: UnmatchedRequest.Reason] = [:]
        for entry in plan.unmatched {
            switch entry.reason {
            case .givenToOthers(let count): reasons[entry.request] = .givenToOthers(presenters: count)
            case .nobodyEligible:
                let tally = byKey[entry.request].map { matcher.eligibility.tally(presenters, for: $0) }
                reasons[entry.request] = .nobody(tally?.presentersByRule ?? [:])
            }
        }
        self.reasons = reasons
    }

    /// The whole problem, with everything that could be chosen; it takes far more time and memory than the plan did.
    public func problem() throws(MatchingProblemError) -> MatchingProblem {
        try MatchingProblem(presenters: presenters, requests: requests, eligibility: eligibility)
    }
}

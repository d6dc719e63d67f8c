public import KodanMatching

/// A matching problem with its best plan, why others got nobody, and how long that took.
public struct SolvedMatch: Sendable {
    /// The problem.
    public let problem: MatchingProblem
    /// The best plan.
    public let plan: MatchingPlan
    /// Why requests get nobody, for each that the plan leaves.
    public let reasons: [RequestKey: UnmatchedRequest.Reason]
    /// How long it took to find out who may lecture where.
    public let candidateTime: Duration
    /// How long the plan took.
    public let solveTime: Duration

    /// The cost of the plan with what is left unmatched, in equivalent minutes: the optimum of the problem's network.
    public var networkCost: Int { problem.networkCost(of: plan) }

    /// Gives `requests` to `presenters` by the rules of `eligibility`, in the best way.
    ///
    /// Throws what `MatchingProblem` refuses.
    public init(
        presenters: [PresenterFacts],
        requests: [RequestFacts],
        eligibility: Eligibility,
        progress: MatchProgress = .unwatched
    ) throws(MatchingProblemError) {
        progress.tell(.candidates(presenters: presenters.count, requests: requests.count))
        let start = progress.elapsed()
        problem = try MatchingProblem(presenters: presenters, requests: requests, eligibility: eligibility)
        let prepared = progress.elapsed()
        progress.tell(.solving(options: problem.options.count))
        plan = cheapestPlan(for: problem)
        candidateTime = prepared - start
        solveTime = progress.elapsed() - prepared
        progress.tell(.reasons(unmatched: plan.unmatched.count))
        let byKey = Dictionary(requests.map { ($0.id, $0) }) { first, _ in first }
        var reasons: [RequestKey: UnmatchedRequest.Reason] = [:]
        for entry in plan.unmatched {
            switch entry.reason {
            case .givenToOthers(let count): reasons[entry.request] = .givenToOthers(presenters: count)
            case .nobodyEligible:
                let tally = byKey[entry.request].map { eligibility.tally(presenters, for: $0) }
                reasons[entry.request] = .nobody(tally?.presentersByRule ?? [:])
            }
        }
        self.reasons = reasons
    }
}

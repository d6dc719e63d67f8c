import KodanDomain
public import KodanMatching

/// A solved match with everything that could have been chosen, to ask why and what if.
///
/// Takes far more time and memory than the plan did; made once for all questions.
public struct SolvedReasons: Sendable {
    /// The whole problem.
    public let problem: MatchingProblem
    private let solved: SolvedMatch
    private let plan: MatchingPlan

    /// The reasons of `solved`.
    ///
    /// Throws what the problem refuses.
    public init(_ solved: SolvedMatch) throws(MatchingProblemError) {
        self.solved = solved
        problem = try solved.problem()
        plan = solved.plan.completed(for: problem)
    }

    /// Explains the plan request by request; throws what is wrong if it is not proven optimal.
    public func explanations() throws(PlanFault) -> Explanations {
        try Explanations(
            of: plan,
            for: problem,
            presenters: solved.presenters,
            requests: solved.requests,
            eligibility: solved.eligibility
        )
    }

    /// The `count` pairs of prefecture and topic for which one more presenter promises most, solved anew with one.
    public func scarcities(
        _ count: Int,
        among points: [PrefecturePoint]
    ) throws(ScarcityError) -> [Scarcity] {
        let search = try ScarcitySearch(
            of: plan,
            for: problem,
            requests: solved.requests,
            eligibility: solved.eligibility
        )
        return try search.greatest(count, among: points)
    }
}

extension SolvedMatch {
    /// How evenly lectures are shared out without and with `assignments`, in each fiscal year that is asked about.
    public func fairness(of assignments: [MatchingPlan.Assignment]) -> [Fairness] {
        let kept = MatchingPlan(
            assignments: assignments,
            unmatched: [],
            totalCost: assignments.reduce(0) { $0 + $1.cost },
            certificate: plan.certificate
        )
        let years = Set(requests.flatMap { $0.slots.map { FiscalYear(containing: $0.date) } })
        return years.sorted().map { Fairness(of: kept, among: presenters, in: $0) }
    }
}

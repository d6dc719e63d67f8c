public import KodanDomain

/// Explains a plan request by request.
///
/// Made once for a plan, then asked. Nothing is solved anew: what other choices cost is read off the plan's prices.
public struct Explanations: Sendable {
    private let plan: MatchingPlan
    private let problem: MatchingProblem
    private let eligibility: Eligibility
    private let requests: [RequestKey: RequestFacts]
    private let presenters: [PresenterFacts]
    /// The presenters with the plan's lectures among what they are bound to.
    private let presentersAfter: [PresenterFacts]
    private let assigned: [PresenterKey: [MatchingOption]]
    private let alternatives: Alternatives

    /// How many other presenters are named for a request.
    public static let nextBestCount = 3

    /// Explains `plan` for `problem`, which was made of these facts by `eligibility`.
    ///
    /// Throws what is wrong if the plan is not proven optimal.
    public init(
        of plan: MatchingPlan,
        for problem: MatchingProblem,
        presenters: [PresenterFacts],
        requests: [RequestFacts],
        eligibility: Eligibility
    ) throws(PlanFault) {
        alternatives = try Alternatives(to: plan, in: problem)
        self.plan = plan
        self.problem = problem
        self.eligibility = eligibility
        self.presenters = presenters
        let byKey = Dictionary(requests.map { ($0.id, $0) }) { first, _ in first }
        self.requests = byKey
        let assigned = Dictionary(grouping: plan.assignments.map(\.option), by: \.presenter)
        self.assigned = assigned
        presentersAfter = presenters.map { presenter in
            (assigned[presenter.id] ?? []).reduce(into: presenter) { after, option in
                after.take(option, for: byKey[option.request])
            }
        }
    }

    /// What the plan does with `request`, why, and what else could be done; nil if it does not know the request.
    ///
    /// No day before `earliest` is proposed.
    public func explanation(
        of request: RequestKey,
        notBefore earliest: LocalDate? = nil
    ) -> RequestExplanation? {
        guard let facts = requests[request], let index = problem.index(of: request) else { return nil }
        let nextBest = alternatives.cheapest(for: request, count: Explanations.nextBestCount)
        if let assignment = plan.assignment(of: request) {
            return RequestExplanation(request: request, outcome: .matched(assignment), nextBest: nextBest)
        }
        let remedies = eligibility.remedies(for: facts, among: presentersAfter, notBefore: earliest)
        let outcome: RequestExplanation.Outcome
        // Whoever is eligible can be forced into the plan, so there is a next best.
        if !nextBest.isEmpty {
            let open = problem.options[problem.options(at: index)]
                .filter { problem.monthRemaining($0) > 0 && problem.year($0).remaining > 0 }
            outcome = .givenToOthers(
                GivenToOthers(
                    presenters: Set(open.map(\.presenter)).sorted(),
                    competitors: competitors(against: open),
                    remedies: remedies
                )
            )
        } else {
            outcome = .nobodyEligible(
                NobodyEligible(
                    tally: eligibility.tally(presenters, for: facts),
                    blocking: eligibility.blockingRules(for: facts, among: presenters),
                    remedies: remedies
                )
            )
        }
        return RequestExplanation(request: request, outcome: outcome, nextBest: nextBest)
    }

    /// The lectures that keep all of `options` from the plan, each once.
    private func competitors(against options: some Sequence<MatchingOption>) -> [Competitor] {
        var found: [RequestKey: Competitor] = [:]
        for option in options {
            let held = assigned[option.presenter] ?? []
            for competitor in Competitor.all(against: option, among: held, in: problem) {
                if let known = found[competitor.request], known.takes <= competitor.takes { continue }
                found[competitor.request] = competitor
            }
        }
        return found.values.sorted {
            ($0.presenter, $0.time.start, $0.request) < ($1.presenter, $1.time.start, $1.request)
        }
    }
}

extension PresenterFacts {
    /// Binds the presenter to `option`, at the venue of its request.
    mutating func take(_ option: MatchingOption, for request: RequestFacts?) {
        let place = option.isOnline ? nil : request?.venue
        commitments.append(Commitment(time: option.time, place: place))
        lecturesByMonth[option.day.yearMonth, default: 0] += 1
        lecturesByYear[FiscalYear(containing: option.day), default: 0] += 1
    }
}

import KodanDomain

extension MatchingProblem {
    /// The problem of giving `requests` to `presenters` by the rules of `eligibility`.
    ///
    /// Refuses what the plain initializer refuses. A cap above `PresenterCapacity.largest` counts as that.
    public init(
        presenters: [PresenterFacts],
        requests: [RequestFacts],
        eligibility: Eligibility
    ) throws(MatchingProblemError) {
        var keys: Set<PresenterKey> = []
        for presenter in presenters {
            guard keys.insert(presenter.id).inserted else { throw .presenterTwice(presenter.id) }
        }
        let searched = eligibility.searching(from: requests.compactMap(\.venue))
        let candidates = Candidates(presenters, eligibility: searched)
        let options = requests.flatMap(candidates.options)
        var days: [PresenterKey: Set<LocalDate>] = [:]
        for option in options { days[option.presenter, default: []].insert(option.day) }
        let capacities = presenters.compactMap { presenter in
            days[presenter.id].map { PresenterCapacity(of: presenter, on: $0) }
        }
        try self.init(
            requests: requests.map(\.id),
            options: options,
            capacities: capacities,
            weights: eligibility.weights,
            unmatchedCost: MatchingProblem.unmatchedCost(presenters, requests, eligibility.weights)
        )
    }

    /// 1 and, for each request, no less than the dearest that anyone could be for it, without asking everyone.
    ///
    /// Told by the facts alone, so that it is the same however candidates are made: the longest reach, the last slot,
    /// all levels missing, not preferred, online instead, the same host again if anyone has been there, and the load of
    /// the last lecture that the caps allow.
    static func unmatchedCost(
        _ presenters: [PresenterFacts],
        _ requests: [RequestFacts],
        _ weights: CostWeights
    ) throws(MatchingProblemError) -> Int {
        let largest = PresenterCapacity.largest
        let days = Set(requests.lazy.flatMap { $0.slots.map(\.date) }).count
        let reach = presenters.lazy.map { min($0.reachMinutes, 1440) }.max() ?? 0
        let lectures =
            presenters.lazy.map { presenter in
                let held = min(presenter.lecturesByYear.values.max() ?? 0, largest)
                return max(held, 0) + min(max(presenter.yearlyCap - held, 0), days)
            }.max() ?? 0
        let load = weights.load(nth: max(lectures, 1))
        let knownHosts = presenters.reduce(into: Set<OrganizationKey>()) { $0.formUnion($1.lecturedAt) }
        var sum = 1
        for request in requests {
            let terms = CostTerms(
                travel: request.venue == nil ? 0 : max(reach, 0),
                slotOrder: weights.slotStep * max(request.slots.count - 1, 0),
                missingLevel: weights.levelStep * max(request.requiredLevel, 0),
                notPreferred: request.preferredPresenter == nil ? 0 : weights.notPreferred,
                onlineInstead: request.allowsOnline ? weights.onlineInstead : 0,
                sameHostAgain: knownHosts.contains(request.organization) ? weights.sameHostAgain : 0
            )
            let (next, overflows) = sum.addingReportingOverflow(terms.total + load)
            guard !overflows else { throw .costsTooLarge }
            sum = next
        }
        let nodes = 1 + requests.count + 2 * presenters.count
        let (product, overflows) = sum.multipliedReportingOverflow(by: nodes)
        guard !overflows, product < 1 << 62 else { throw .costsTooLarge }
        return sum
    }
}

extension PresenterCapacity {
    /// What remains for `presenter` of the months and the fiscal years of `days`.
    init(of presenter: PresenterFacts, on days: Set<LocalDate>) {
        var months: [YearMonth: Int] = [:]
        var years: [FiscalYear: Year] = [:]
        for day in days {
            let held = presenter.lecturesByMonth[day.yearMonth, default: 0]
            months[day.yearMonth] = PresenterCapacity.within(presenter.monthlyCap, after: held)
            let year = FiscalYear(containing: day)
            let heldInYear = presenter.lecturesByYear[year, default: 0]
            years[year] = Year(
                remaining: PresenterCapacity.within(presenter.yearlyCap, after: heldInYear),
                held: PresenterCapacity.within(heldInYear, after: 0)
            )
        }
        self.init(presenter: presenter.id, months: months, years: years)
    }

    private static func within(_ cap: Int, after held: Int) -> Int {
        let (left, overflows) = cap.subtractingReportingOverflow(max(held, 0))
        return overflows ? 0 : min(max(left, 0), largest)
    }
}

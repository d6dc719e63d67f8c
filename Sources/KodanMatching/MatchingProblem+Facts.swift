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
            weights: eligibility.weights
        )
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

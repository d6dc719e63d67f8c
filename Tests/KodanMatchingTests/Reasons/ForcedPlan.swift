import KodanDomain

@testable import KodanMatching

/// The best plan that gives a request a certain option, by planning all others anew around it.
struct ForcedPlan: Comparable {
    /// How many requests are matched, the forced one included.
    let matched: Int
    /// What all cost together.
    let cost: Int

    /// The best plan of `problem` with `option`; nil if it does not fit.
    init?(_ option: MatchingOption, in problem: MatchingProblem) throws {
        guard let capacity = problem.capacities[option.presenter] else { return nil }
        let fiscalYear = FiscalYear(containing: option.day)
        let month = option.day.yearMonth
        let left = capacity.months[month] ?? 0
        guard left > 0, let year = capacity.years[fiscalYear], year.remaining > 0 else { return nil }
        // The forced lecture comes first, so each of the others is one further lecture of the year.
        let rest = PresenterCapacity(
            presenter: option.presenter,
            months: capacity.months.merging([month: left - 1]) { $1 },
            years: capacity.years.merging(
                [fiscalYear: PresenterCapacity.Year(remaining: year.remaining - 1, held: year.held + 1)]
            ) { $1 }
        )
        let others = try MatchingProblem(
            requests: problem.requests.filter { $0 != option.request },
            options: problem.options.filter {
                $0.request != option.request
                    && ($0.presenter != option.presenter || $0.day != option.day)
            },
            capacities: Array(problem.capacities.merging([option.presenter: rest]) { $1 }.values),
            weights: problem.weights
        )
        let plan = cheapestPlan(for: others)
        matched = plan.matchedCount + 1
        cost = plan.totalCost + option.terms.total + problem.weights.load(nth: year.held + 1)
    }

    /// Orders the better plan first.
    static func < (left: ForcedPlan, right: ForcedPlan) -> Bool {
        (right.matched, left.cost) < (left.matched, right.cost)
    }
}

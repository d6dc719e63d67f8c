import KodanDomain

extension PlanCertificate {
    /// These prices, and for every day, month and year of `problem` that has none the one that it has by itself.
    ///
    /// A day costs what its month costs, a month what its year, a year the load of its next lecture; what holds no
    /// lecture at all costs as much as leaving a request out, which proves nothing against any plan.
    public func completed(for problem: MatchingProblem) -> PlanCertificate {
        var all = self
        for option in problem.options {
            let capacity = problem.year(option)
            let year =
                all.years[option.presenterYear]
                ?? (capacity.remaining > 0
                    ? problem.weights.load(nth: capacity.held + 1) : problem.unmatchedCost)
            let month =
                all.months[option.presenterMonth]
                ?? (problem.monthRemaining(option) > 0 ? year : max(year, problem.unmatchedCost))
            all.years[option.presenterYear] = year
            all.months[option.presenterMonth] = month
            all.days[option.presenterDay] = all.days[option.presenterDay] ?? month
        }
        return all
    }
}

extension MatchingPlan {
    /// The same plan with the prices of all that `problem` offers.
    public func completed(for problem: MatchingProblem) -> MatchingPlan {
        MatchingPlan(
            assignments: assignments,
            unmatched: unmatched,
            totalCost: totalCost,
            certificate: certificate.completed(for: problem)
        )
    }
}

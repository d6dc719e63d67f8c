import KodanDomain

extension PlanCertificate {
    /// The first reason why these prices do not prove `plan`, which is known to be sound; nil if they do.
    func fault(of plan: MatchingPlan, using use: PlanUse, in problem: MatchingProblem) -> PlanFault? {
        choiceFault(of: plan, in: problem) ?? periodFault(using: use, in: problem)
    }

    /// Whether an arc of `cost` from one price to another suits `flow` units where `capacity` fit.
    ///
    /// Differences are compared without overflow: prices are whatever the caller says.
    private func suits(_ cost: Int, from tail: Int, to head: Int, flow: Int, capacity: Int) -> Bool {
        let (there, first) = cost.addingReportingOverflow(head)
        let (reduced, second) = there.subtractingReportingOverflow(tail)
        guard !first, !second else { return false }
        return (flow == 0 || reduced <= 0) && (flow == capacity || reduced >= 0)
    }

    /// Arcs that leave requests.
    private func choiceFault(of plan: MatchingPlan, in problem: MatchingProblem) -> PlanFault? {
        for (index, request) in problem.requests.enumerated() {
            guard let price = requests[request] else { return .priceMissing }
            let chosen = plan.assignment(of: request)?.option
            guard suits(problem.unmatchedCost, from: price, to: 0, flow: chosen == nil ? 1 : 0, capacity: 1)
            else { return .notProven }
            for option in problem.options[problem.options(at: index)] {
                guard let day = days[PresenterPeriod(option.presenter, option.day)]
                else { return .priceMissing }
                let flow = option == chosen ? 1 : 0
                guard suits(option.terms.total, from: price, to: day, flow: flow, capacity: 1)
                else { return .notProven }
            }
        }
        return nil
    }

    /// Arcs that leave days, months and years.
    private func periodFault(using use: PlanUse, in problem: MatchingProblem) -> PlanFault? {
        let allDays = Set(problem.options.map { PresenterPeriod($0.presenter, $0.day) })
        let allMonths = Set(allDays.map { PresenterPeriod($0.presenter, $0.period.yearMonth) })
        var daysOfYear: [PresenterPeriod<FiscalYear>: Int] = [:]
        for day in allDays {
            daysOfYear[PresenterPeriod(day.presenter, FiscalYear(containing: day.period)), default: 0] += 1
            guard let price = days[day],
                let month = months[PresenterPeriod(day.presenter, day.period.yearMonth)]
            else { return .priceMissing }
            guard suits(0, from: price, to: month, flow: use.days[day] ?? 0, capacity: 1)
            else { return .notProven }
        }
        for month in allMonths {
            let year = PresenterPeriod(month.presenter, FiscalYear(containing: month.period.first))
            guard let price = months[month], let yearPrice = years[year] else { return .priceMissing }
            let capacity = problem.capacities[month.presenter]?.months[month.period] ?? 0
            guard suits(0, from: price, to: yearPrice, flow: use.months[month] ?? 0, capacity: capacity)
            else { return .notProven }
        }
        for (year, dayCount) in daysOfYear {
            guard let price = years[year] else { return .priceMissing }
            guard let capacity = problem.capacities[year.presenter]?.years[year.period] else { continue }
            let used = use.years[year] ?? 0
            for further in 0..<min(capacity.remaining, dayCount) {
                let load = problem.weights.load(nth: capacity.held + further + 1)
                guard suits(load, from: price, to: 0, flow: further < used ? 1 : 0, capacity: 1)
                else { return .notProven }
            }
        }
        return nil
    }
}

import KodanDomain

/// What is wrong with a plan.
public enum PlanFault: Error, Equatable, Sendable {
    /// The assigned and the unmatched together are not the requests of the problem, each once.
    case wrongRequests
    /// The request is given something that the problem does not offer.
    case unknownOption(RequestKey)
    /// The presenter has two lectures on a day, or more than remain of a month or a year.
    case capacityExceeded(PresenterKey)
    /// A load or the total is not what the weights give.
    case wrongCost
    /// The certificate has no price for a part of the network.
    case priceMissing
    /// The prices do not prove that no plan is better.
    case notProven
}

extension MatchingPlan {
    /// The first thing that keeps this from being a sound plan that is proven optimal; nil if there is none.
    ///
    /// Reads nothing but the problem, the plan and its prices: a unit may only flow where it costs no more than the
    /// prices of both ends differ, and must flow wherever it costs less. The order among equals is not looked at.
    public func firstFault(in problem: MatchingProblem) -> PlanFault? {
        let given = assignments.map(\.option.request) + unmatched.map(\.request)
        guard given.sorted() == problem.requests else { return .wrongRequests }
        let use = PlanUse(assignments.map(\.option))
        if let fault = choiceFault(in: problem) ?? use.capacityFault(in: problem) { return fault }
        let loads = MatchingPlan.loads(of: assignments.map(\.option), in: problem)
        guard assignments.map(\.load) == loads, totalCost == assignments.reduce(0, { $0 + $1.cost })
        else { return .wrongCost }
        return certificate.fault(of: self, using: use, in: problem)
    }

    /// An assignment that is not among the options.
    private func choiceFault(in problem: MatchingProblem) -> PlanFault? {
        for assignment in assignments {
            let option = assignment.option
            let index = problem.options.partitionIndex { MatchingOption.canonical($0, option) }
            guard index < problem.options.count, problem.options[index] == option
            else { return .unknownOption(option.request) }
        }
        return nil
    }
}

/// How many lectures a plan gives each presenter in each period.
struct PlanUse {
    private(set) var days: [PresenterPeriod<LocalDate>: Int] = [:]
    private(set) var months: [PresenterPeriod<YearMonth>: Int] = [:]
    private(set) var years: [PresenterPeriod<FiscalYear>: Int] = [:]

    /// Counts `options`.
    init(_ options: [MatchingOption]) {
        for option in options {
            days[PresenterPeriod(option.presenter, option.day), default: 0] += 1
            months[PresenterPeriod(option.presenter, option.day.yearMonth), default: 0] += 1
            years[PresenterPeriod(option.presenter, FiscalYear(containing: option.day)), default: 0] += 1
        }
    }

    /// A presenter who is given too much, the smallest key first.
    func capacityFault(in problem: MatchingProblem) -> PlanFault? {
        let overfull =
            days.filter { $0.value > 1 }.map(\.key.presenter)
            + months.filter { month, count in
                count > problem.capacities[month.presenter]?.months[month.period] ?? 0
            }.map(\.key.presenter)
            + years.filter { year, count in
                count > problem.capacities[year.presenter]?.years[year.period]?.remaining ?? 0
            }.map(\.key.presenter)
        return overfull.min().map { .capacityExceeded($0) }
    }
}

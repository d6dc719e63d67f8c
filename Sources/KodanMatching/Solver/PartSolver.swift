import KodanDomain

/// One independent part of a matching problem in the solver, and what each of its numbers stands for.
struct PartSolver: ~Copyable {
    /// The requests, as indices into those of the problem, in the order in which they enter.
    private let requests: [Int]
    /// What each unit stands for.
    private var years: [PresenterPeriod<FiscalYear>] = []
    /// The index into the problem's options of each option.
    private var origins: [Int] = []
    private var solver: FlowSolver

    /// The part of `requests`, ascending, of `problem`; they have not entered yet.
    init(of requests: [Int], in problem: MatchingProblem) {
        self.requests = requests
        let count = requests.reduce(0) { $0 + problem.options(at: $1).count }
        solver = FlowSolver(
            unmatchedCost: problem.unmatchedCost,
            loadStep: problem.weights.loadStep,
            requests: requests.count,
            units: count,
            options: count
        )
        var units: [PresenterPeriod<FiscalYear>: Int32] = [:]
        let days = PartSolver.lectureDays(of: requests, in: problem)
        for request in requests {
            let usable = problem.options(at: request).filter { problem.isOpen(problem.options[$0]) }
            for index in usable {
                let year = problem.options[index].presenterYear
                if units[year] == nil {
                    units[year] = solver.addUnit(year, daysAsked: days[year] ?? 0, in: problem)
                    years.append(year)
                }
            }
            solver.addRequest()
            for index in usable {
                let option = problem.options[index]
                solver.addOption(
                    SolverOption(
                        unit: units[option.presenterYear] ?? 0,
                        cost: option.terms.total,
                        day: SolverDay(option.day),
                        tag: 0
                    )
                )
                origins.append(index)
            }
        }
    }

    /// What is chosen in a part, as indices into the problem's options, and the prices that prove it.
    struct Solution: Sendable {
        var chosen: [Int]
        var certificate = PlanCertificate()
    }

    /// The cheapest plan of the part of `requests`, ascending, of `problem`.
    static func solution(of requests: [Int], in problem: MatchingProblem) -> Solution {
        var part = PartSolver(of: requests, in: problem)
        part.solve()
        var solution = Solution(chosen: part.chosenOptions)
        part.addPrices(to: &solution.certificate, in: problem)
        return solution
    }

    /// Brings every request into the plan.
    private mutating func solve() {
        for request in requests.indices { solver.enter(request) }
    }

    /// The options that the plan takes, as indices into those of the problem.
    private var chosenOptions: [Int] {
        requests.indices.compactMap { solver.chosenOption(of: $0).map { origins[$0] } }
    }

    /// Adds the prices of all days, months and years of this part to `certificate`.
    private func addPrices(to certificate: inout PlanCertificate, in problem: MatchingProblem) {
        for (number, request) in requests.enumerated() {
            certificate.requests[problem.requests[request]] = solver.requests[number].price
            for index in problem.options(at: request) where !problem.isOpen(problem.options[index]) {
                certificate.close(problem.options[index], in: problem)
            }
        }
        for (number, year) in years.enumerated() { certificate.years[year] = solver.units[number].price }
        for (number, index) in origins.enumerated() {
            let option = problem.options[index]
            certificate.days[option.presenterDay] = solver.dayPrice(solver.options[number]).price
            certificate.months[option.presenterMonth] = solver.monthPrice(solver.options[number])
        }
    }

    /// On how many days each presenter is asked for in each fiscal year.
    private static func lectureDays(
        of requests: [Int],
        in problem: MatchingProblem
    ) -> [PresenterPeriod<FiscalYear>: Int] {
        var days: Set<PresenterPeriod<LocalDate>> = []
        for request in requests {
            for option in problem.options[problem.options(at: request)] { days.insert(option.presenterDay) }
        }
        var counts: [PresenterPeriod<FiscalYear>: Int] = [:]
        for day in days {
            counts[PresenterPeriod(day.presenter, FiscalYear(containing: day.period)), default: 0] += 1
        }
        return counts
    }
}

extension FlowSolver {
    /// Adds the unit of a presenter's fiscal year in which lectures on so many days are asked for.
    fileprivate mutating func addUnit(
        _ year: PresenterPeriod<FiscalYear>,
        daysAsked: Int,
        in problem: MatchingProblem
    ) -> Int32 {
        guard let capacity = problem.capacities[year.presenter], let yearly = capacity.years[year.period]
        else { preconditionFailure("options of a year that holds nothing are not open") }
        let months = capacity.months.filter { FiscalYear(containing: $0.key.first) == year.period }
        return Int32(
            addUnit(
                capacity: min(yearly.remaining, daysAsked),
                firstLoad: problem.weights.load(nth: yearly.held + 1),
                months: months.map { (SolverDay($0.key.first).month, $0.value) }
                    .map { (month: Int($0), capacity: $1) }
                    .sorted { $0.month < $1.month }
            )
        )
    }
}

extension SolverDay {
    /// `date` within its fiscal year.
    init(_ date: LocalDate) { self.init(month: date.month, day: date.day) }
}

extension MatchingProblem {
    /// Whether the month and the year of `option` hold any lecture at all.
    func isOpen(_ option: MatchingOption) -> Bool { monthRemaining(option) > 0 && year(option).remaining > 0 }
}

extension MatchingOption {
    /// The presenter on the day.
    var presenterDay: PresenterPeriod<LocalDate> { PresenterPeriod(presenter, day) }
    /// The presenter in the month.
    var presenterMonth: PresenterPeriod<YearMonth> { PresenterPeriod(presenter, day.yearMonth) }
    /// The presenter in the fiscal year.
    var presenterYear: PresenterPeriod<FiscalYear> { PresenterPeriod(presenter, FiscalYear(containing: day)) }
}

extension PlanCertificate {
    /// Prices the day of an option that can never be taken so high that it proves nothing against the plan.
    fileprivate mutating func close(_ option: MatchingOption, in problem: MatchingProblem) {
        let year = problem.year(option)
        let yearPrice =
            years[option.presenterYear]
            ?? (year.remaining > 0 ? problem.weights.load(nth: year.held + 1) : problem.unmatchedCost)
        let monthPrice =
            problem.monthRemaining(option) > 0 ? yearPrice : max(yearPrice, problem.unmatchedCost)
        years[option.presenterYear] = yearPrice
        months[option.presenterMonth] = monthPrice
        days[option.presenterDay] = monthPrice
    }
}

import KodanDomain

extension Matcher {
    /// What the solver found, in the words of the plan.
    func told(_ solver: borrowing FlowSolver) -> MatchingPlan {
        var assigned: [MatchingOption] = []
        var unmatched: [MatchingPlan.Unmatched] = []
        var certificate = PlanCertificate()
        for (index, request) in supply.requests.enumerated()
        where solver.requests[index].chosen != SolverRequest.waiting {
            certificate.requests[request.id] = solver.requests[index].price
            let chosen = solver.chosenOption(of: index)
            if let option = chosen.flatMap({ supply.told(solver.options[$0], of: index) }) {
                assigned.append(option)
            } else {
                // All options are made, for nothing is dearer than to be left out.
                // Who could come in either of two fiscal years is two units, and one presenter.
                let presenters = Set(
                    solver.unitsAsked(by: index).map { Int($0) / supply.pool.years.count }
                ).count
                unmatched.append(
                    MatchingPlan.Unmatched(
                        request: request.id,
                        reason: presenters == 0 ? .nobodyEligible : .givenToOthers(presenters: presenters)
                    )
                )
            }
        }
        // What came later may have an earlier key.
        assigned.sort { $0.request < $1.request }
        unmatched.sort { $0.request < $1.request }
        for unit in 0..<solver.units.count { addPrices(of: unit, in: solver, to: &certificate) }
        let loads = loads(of: assigned)
        let assignments = zip(assigned, loads).map { MatchingPlan.Assignment(option: $0, load: $1) }
        return MatchingPlan(
            assignments: assignments,
            unmatched: unmatched,
            totalCost: assignments.reduce(0) { $0 + $1.cost },
            certificate: certificate
        )
    }

    /// What load adds to each of `options`: within a presenter's fiscal year by day, the earliest least.
    private func loads(of options: [MatchingOption]) -> [Int] {
        var loads = [Int](repeating: 0, count: options.count)
        var nth: [PresenterPeriod<FiscalYear>: Int] = [:]
        for index in options.indices.sorted(by: { (options[$0].day, $0) < (options[$1].day, $1) }) {
            let year = options[index].presenterYear
            let held = supply.pool.index(of: year.presenter)
                .map { supply.pool.capacity(of: $0, in: year.period).held }
            nth[year, default: held ?? 0] += 1
            loads[index] = supply.eligibility.weights.load(nth: nth[year, default: 1])
        }
        return loads
    }

    /// Adds the prices of a unit that lectures have made dearer than its next lecture's load.
    private func addPrices(
        of number: Int,
        in solver: borrowing FlowSolver,
        to certificate: inout PlanCertificate
    ) {
        let unit = solver.units[number]
        guard unit.count > 0 || unit.price != unit.firstLoad else { return }
        let year = supply.pool.year(ofUnit: number)
        certificate.years[year] = unit.price
        for place in unit.slots {
            let slot = solver.slots[place]
            let day = slot.day.date(in: year.period)
            let month = PresenterPeriod(year.presenter, day.yearMonth)
            certificate.months[month] = unit.price + slot.monthExtra
            certificate.days[PresenterPeriod(year.presenter, day)] =
                unit.price + slot.monthExtra + slot.dayExtra
        }
    }
}

extension FlowSolver {
    /// The units with an option of the request that could be taken at all.
    fileprivate borrowing func unitsAsked(by request: Int) -> Set<Int32> {
        var found: Set<Int32> = []
        forEachPiece(of: requests[request]) { range in
            for index in range where units[Int(options[index].unit)].capacity > 0 {
                found.insert(options[index].unit)
            }
        }
        return found
    }
}

extension SolverDay {
    /// The day in a fiscal year.
    func date(in year: FiscalYear) -> LocalDate {
        let first = year.first
        let calendarYear = Int(month) >= first.month ? first.year : first.year + 1
        return LocalDate(year: calendarYear, month: Int(month), day: Int(number & 63)) ?? first
    }
}

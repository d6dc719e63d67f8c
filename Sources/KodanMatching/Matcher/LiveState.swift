import KodanDomain

/// The solver of a live match, and what its numbers stand for.
struct LiveState: ~Copyable {
    private let source: LiveSupply
    private var solver: FlowSolver
    private var numberOf: [RequestKey: Int] = [:]
    /// What an unmatched request costs: more than ``room`` requests at ``dearest``.
    private static let unmatchedCost = 1 << 44
    /// How many requests a plan holds, those that were cancelled included, before it begins anew.
    private static let room = 1 << 17
    /// The most that one request may cost.
    private static let dearest = unmatchedCost / room

    /// The plan of `presenters` and `requests`, whose keys differ.
    init(
        presenters: [PresenterFacts],
        requests: [RequestFacts],
        eligibility: Eligibility
    ) throws(MatchingProblemError) {
        guard requests.count < LiveState.room / 2 else { throw .costsTooLarge }
        for presenter in presenters { try LiveState.check(presenter, eligibility.weights) }
        for request in requests { try LiveState.check(request, eligibility.weights) }
        source = LiveSupply(presenters: presenters, requests: requests, eligibility: eligibility)
        let weights = eligibility.weights
        solver = FlowSolver(
            unmatchedCost: LiveState.unmatchedCost,
            loadStep: weights.loadStep,
            requests: requests.count,
            units: presenters.count,
            options: 0
        )
        for presenter in source.supply.pool.presenters.indices { addUnits(of: presenter) }
        solver.supply = { [source] request, options in source.fill(request, &options) }
        for number in source.supply.requests.indices {
            numberOf[source.supply.requests[number].id] = number
            solver.addRequest(floor: 0)
            solver.enter(number)
        }
    }

    /// The plan as it is now.
    var told: MatchingPlan {
        Matcher(supply: source.supply, unmatchedCost: LiveState.unmatchedCost).told(solver)
    }

    /// Whether plan and prices add up to the same, and no option that is made contradicts them.
    var isProven: Bool {
        let outcome = solver.outcome
        return outcome.cost == outcome.bound && solver.firstContradiction == nil
    }

    /// Adds a request; false, and nothing done, if a new start is needed.
    mutating func add(_ request: RequestFacts) -> Bool {
        let years = Set(request.slots.map { FiscalYear(containing: $0.date) })
        guard solver.requests.count < LiveState.room, years.isSubset(of: source.supply.pool.years)
        else { return false }
        let number = solver.addRequest(floor: 0)
        source.add(request)
        numberOf[request.id] = number
        // Those who came later stand in no municipality's list.
        for presenter in source.supply.pool.late {
            for option in source.options(of: number, by: presenter) { solver.addOption(option) }
        }
        solver.enter(number)
        return true
    }

    /// Takes a request out of the plan for good.
    mutating func cancel(_ request: RequestKey) {
        guard let number = numberOf.removeValue(forKey: request) else { return }
        solver.leave(number)
    }

    /// Closes all options of the request that are the presenter's.
    mutating func refuse(_ request: RequestKey, by presenter: PresenterKey) {
        guard let number = numberOf[request], let index = source.supply.pool.index(of: presenter) else {
            return
        }
        source.refuse(number, by: presenter)
        for unit in source.supply.pool.units(of: index) { solver.close(unit, to: number) }
    }

    /// Adds a presenter, and the requests that this one serves better.
    mutating func add(_ presenter: PresenterFacts) {
        let index = source.add(presenter)
        addUnits(of: index)
        var given: [Int: [(request: Int, option: SolverOption)]] = [:]
        for number in numberOf.values.sorted() {
            for option in source.options(of: number, by: index) {
                given[Int(option.unit), default: []].append((number, option))
            }
        }
        for unit in source.supply.pool.units(of: index) { solver.open(unit, to: given[unit] ?? []) }
    }

    /// Takes a presenter away, and plans anew for those whom this one served.
    mutating func remove(_ presenter: PresenterKey) {
        guard let index = source.supply.pool.index(of: presenter) else { return }
        source.remove(index)
        for unit in source.supply.pool.units(of: index) { solver.close(unit) }
    }

    private mutating func addUnits(of presenter: Int) {
        let supply = source.supply
        for year in supply.pool.years {
            let capacity = supply.pool.capacity(of: presenter, in: year)
            solver.addUnit(
                capacity: capacity.remaining,
                firstLoad: supply.eligibility.weights.load(nth: capacity.held + 1),
                months: capacity.months,
                most: capacity.inMonths
            )
        }
    }

    /// Whether the loads of a presenter stay within what one request may cost.
    static func check(_ presenter: PresenterFacts, _ weights: CostWeights) throws(MatchingProblemError) {
        let largest = PresenterCapacity.largest
        let held = min(max(presenter.lecturesByYear.values.max() ?? 0, 0), largest)
        let last = held + min(max(presenter.yearlyCap - held, 0), 366)
        guard weights.load(nth: max(last, 1)) < dearest / 2 else { throw .costsTooLarge }
    }

    /// Whether the terms of a request stay within what one request may cost.
    static func check(_ request: RequestFacts, _ weights: CostWeights) throws(MatchingProblemError) {
        let bound = try MatchingProblem.unmatchedCost([], [request], weights)
        guard bound + 1440 < dearest / 2 else { throw .costsTooLarge }
    }
}

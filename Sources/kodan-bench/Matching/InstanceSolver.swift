import KodanMatching

/// An instance as the product's own solver takes it: everything but the solving.
struct InstanceSolver: ~Copyable {
    /// The solver, with units and requests in the order in which they enter.
    var solver: FlowSolver
    /// Which presenter each unit is.
    let presenters: [Int32]
    /// Which request each of the solver's requests is.
    let requests: [Int32]

    /// The units of `instance` and no requests yet.
    ///
    /// People are renumbered along a curve that fills the plane, so that neighbours share cache lines.
    private init(unitsOf instance: borrowing MatchingInstance, options: Int) {
        presenters = ZCurve.order(instance.presenters.map { ($0.latitude, $0.longitude) })
        requests = ZCurve.order(instance.requests.map { ($0.latitude, $0.longitude) })
        solver = FlowSolver(
            unmatchedCost: instance.constants.unassigned,
            loadStep: instance.constants.lambda,
            requests: instance.requests.count,
            units: instance.presenters.count,
            options: options
        )
        for presenter in presenters {
            solver.addUnit(capacity: instance.presenters[Int(presenter)].capacity, firstLoad: 0)
        }
    }

    /// The solver of `instance` with its candidate lists.
    init(listsOf instance: MatchingInstance) {
        self.init(unitsOf: instance, options: instance.candidates.count * 3 / 2)
        let units = InstanceSolver.inverse(presenters)
        for number in requests {
            solver.addRequest()
            let days = instance.requests[Int(number)].days
            for index in Int(instance.starts[Int(number)])..<Int(instance.starts[Int(number) + 1]) {
                let presenter = Int(instance.candidates[index])
                solver.addOptions(
                    unit: units[presenter],
                    cost: Int(instance.costs[index]),
                    month: 0,
                    days: days & instance.presenters[presenter].days
                )
            }
        }
    }

    /// The solver of `instance` without lists: the nearest `first` candidates of a request are made at once, as many
    /// again whenever the search needs them.
    init(growing instance: MatchingInstance, first: Int) {
        self.init(unitsOf: instance, options: instance.requests.count * first * 3 / 2)
        let units = InstanceSolver.inverse(presenters)
        let source = CandidateSource(instance)
        var made = [Int](repeating: 0, count: requests.count)
        for _ in requests { solver.addRequest(floor: 0) }
        let numbers = requests
        solver.supply = { request, batch in
            let from = made[request]
            let to = max(first, 2 * from)
            made[request] = to
            return source.fill(&batch, request: Int(numbers[request]), from: from, to: to, units: units)
        }
    }

    /// Brings all requests into the plan.
    mutating func solve() {
        for request in 0..<requests.count { solver.enter(request) }
    }

    private static func inverse(_ order: [Int32]) -> [Int32] {
        var inverse = [Int32](repeating: 0, count: order.count)
        for (unit, presenter) in order.enumerated() { inverse[Int(presenter)] = Int32(unit) }
        return inverse
    }
}

/// Candidates as options.
private final class CandidateSource {
    private let instance: MatchingInstance
    private var candidates: InstanceCandidates

    init(_ instance: MatchingInstance) {
        self.instance = instance
        candidates = InstanceCandidates(of: instance)
    }

    func fill(
        _ batch: inout [SolverOption],
        request: Int,
        from first: Int,
        to last: Int,
        units: [Int32]
    ) -> Int {
        let wished = instance.requests[request].days
        let floor = candidates.forEach(of: request, from: first, to: last) { presenter, cost in
            var days = wished & instance.presenters[presenter].days
            while days != 0 {
                let day = SolverDay(month: 0, day: days.trailingZeroBitCount)
                batch.append(SolverOption(unit: units[presenter], cost: cost, day: day, tag: 0))
                days &= days - 1
            }
        }
        return floor ?? FlowSolver.never
    }
}

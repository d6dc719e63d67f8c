import KodanMatching

/// An instance as the product's own solver takes it: everything but the solving.
struct InstanceSolver: ~Copyable {
    /// The solver, with units and requests in the order in which they enter.
    private(set) var solver: FlowSolver
    /// Which presenter each unit is.
    let presenters: [Int32]
    /// Which request each of the solver's requests is.
    let requests: [Int32]
    private var source: GrowingLists?

    /// How many candidates a growing list begins with.
    static let firstCandidates = 16

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
        let lists = instance.lists
        self.init(unitsOf: instance, options: lists.presenters.count * 3 / 2)
        let units = InstanceSolver.inverse(presenters)
        for number in requests {
            solver.addRequest()
            let days = instance.requests[Int(number)].days
            for index in lists.range(of: Int(number)) {
                let presenter = Int(lists.presenters[index])
                solver.addOptions(
                    unit: units[presenter],
                    cost: Int(lists.costs[index]),
                    month: 0,
                    days: days & instance.presenters[presenter].days
                )
            }
        }
    }

    /// The solver of `instance` without lists: the nearest candidates of a request are made when the search needs
    /// them, and as many again whenever it needs more.
    init(growing instance: MatchingInstance) {
        self.init(
            unitsOf: instance,
            options: instance.requests.count * InstanceSolver.firstCandidates * 3 / 2
        )
        for _ in requests { solver.addRequest(floor: 0) }
        let source = GrowingLists(instance, units: InstanceSolver.inverse(presenters), requests: requests)
        self.source = source
        solver.supply = { request, batch in source.grow(request, into: &batch) }
    }

    /// Seconds spent on lists that grew; 0 with lists that were there.
    var candidateSeconds: Double { source?.seconds ?? 0 }

    /// Brings all requests into the plan.
    mutating func solve() {
        for request in 0..<requests.count { solver.enter(request) }
    }

    /// Where each number stands in `order`.
    static func inverse(_ order: [Int32]) -> [Int32] {
        var inverse = [Int32](repeating: 0, count: order.count)
        for (position, number) in order.enumerated() { inverse[Int(number)] = Int32(position) }
        return inverse
    }
}

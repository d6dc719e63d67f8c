import KodanMatching

/// An instance as the product's own solver takes it: everything but the solving.
enum InstanceSolver {
    /// The solver of `instance` with its candidate lists, requests not entered yet.
    ///
    /// People are renumbered along a curve that fills the plane, so that neighbours share cache lines.
    static func make(of instance: MatchingInstance) -> FlowSolver {
        let presenterOrder = ZCurve.order(instance.presenters.map { ($0.latitude, $0.longitude) })
        let requestOrder = ZCurve.order(instance.requests.map { ($0.latitude, $0.longitude) })
        var solver = FlowSolver(
            unmatchedCost: instance.constants.unassigned,
            loadStep: instance.constants.lambda,
            requests: instance.requests.count,
            units: instance.presenters.count,
            options: instance.candidates.count * 3 / 2
        )
        var unit = [Int32](repeating: 0, count: instance.presenters.count)
        for presenter in presenterOrder {
            unit[Int(presenter)] = Int32(
                solver.addUnit(capacity: instance.presenters[Int(presenter)].capacity, firstLoad: 0)
            )
        }
        for number in requestOrder {
            let request = instance.requests[Int(number)]
            solver.addRequest()
            for index in Int(instance.starts[Int(number)])..<Int(instance.starts[Int(number) + 1]) {
                let presenter = Int(instance.candidates[index])
                solver.addOptions(
                    unit: unit[presenter],
                    cost: Int(instance.costs[index]),
                    month: 0,
                    days: request.days & instance.presenters[presenter].days
                )
            }
        }
        return solver
    }
}

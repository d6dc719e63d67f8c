import KodanMatching

/// A plan priced anew from the instance, every rule checked on the way.
struct PlanCount {
    /// What the plan costs, load and requests left out included.
    private(set) var cost = 0

    /// Counts the plan of `solved`; throws ``ProofError/brokenPlan(request:)``.
    init(
        of solved: borrowing InstanceSolver,
        _ instance: MatchingInstance,
        _ pairs: InstanceProof.Pairs
    ) throws(ProofError) {
        var taken = [UInt64](repeating: 0, count: instance.presenters.count)
        for (position, request) in solved.requests.enumerated() {
            let number = Int(request)
            guard let index = solved.solver.chosenOption(of: position) else {
                cost += instance.constants.unassigned
                continue
            }
            let option = solved.solver.option(at: index)
            let presenter = Int(solved.presenters[Int(option.unit)])
            let given = instance.presenters[presenter]
            let day = UInt64(1) << UInt64(option.day.number & 63)
            let lectures = taken[presenter].nonzeroBitCount
            guard option.day.number < 64, day & given.days & instance.requests[number].days != 0,
                taken[presenter] & day == 0, lectures < given.capacity,
                let pair = PlanCount.cost(of: number, by: presenter, instance, pairs), pair == option.cost
            else { throw .brokenPlan(request: number) }
            taken[presenter] |= day
            cost += pair + lectures * instance.constants.lambda
        }
    }

    /// What the pair costs; nil if it may not be.
    private static func cost(
        of request: Int,
        by presenter: Int,
        _ instance: MatchingInstance,
        _ pairs: InstanceProof.Pairs
    ) -> Int? {
        switch pairs {
        case .lists:
            return instance.lists.range(of: request)
                .first { Int(instance.lists.presenters[$0]) == presenter }
                .map { Int(instance.lists.costs[$0]) }
        case .all:
            let (asked, given) = (instance.requests[request], instance.presenters[presenter])
            let metres = SpherePoint(latitude: asked.latitude, longitude: asked.longitude)
                .metres(to: SpherePoint(latitude: given.latitude, longitude: given.longitude))
            guard instance.isEligible(presenter, for: request),
                metres <= Double(instance.constants.radius_m) * (1 + 1e-9)
            else { return nil }
            return instance.cost(of: request, by: presenter, metres: metres)
        }
    }
}

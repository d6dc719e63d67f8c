import KodanMatching

/// Why a solved instance is not proved, one case for each sentence.
enum ProofError: Error, Equatable, CustomStringConvertible {
    case brokenPlan(request: Int)
    case wrongCost(claimed: Int, counted: Int)
    case wrongPrice(presenter: Int)
    case contradiction(request: Int, presenter: Int)
    case gap(cost: Int, bound: Int)

    var description: String {
        switch self {
        case .brokenPlan(let request): "not proved: what the plan gives request \(request) is not allowed"
        case .wrongCost(let claimed, let counted):
            "not proved: the solver says that its plan costs \(claimed), but it costs \(counted)"
        case .wrongPrice(let presenter):
            "not proved: a price of presenter \(presenter) is below what it may be"
        case .contradiction(let request, let presenter):
            "not proved: presenter \(presenter) would serve request \(request) for less than the prices say"
        case .gap(let cost, let bound): "not proved: the plan costs \(cost), the prices prove only \(bound)"
        }
    }
}

/// The proof that a solved instance is at its optimum, from the files' numbers, the plan and the prices alone.
///
/// The plan is priced anew and must keep every rule. The prices are a solution of the dual problem: no presenter's
/// price is below 0 and no day's below its presenter's, no request's is above what leaving it out costs, and no pair
/// serves a request for less than its price. Then no plan costs less than the prices are worth together; the proof is
/// that this is what the plan costs.
struct InstanceProof {
    /// Which pairs the prices are held against.
    enum Pairs {
        /// The candidate lists of the instance.
        case lists
        /// Every eligible pair within the radius, found without the product's index.
        case all
    }

    /// The cost that plan and prices agree on.
    private(set) var cost = 0
    /// How many pairs were looked at; those beyond a request's price cannot contradict and are not.
    private(set) var pairs = 0

    /// Proves `solved`, which solved `instance`; throws ``ProofError``.
    init(of solved: borrowing InstanceSolver, _ instance: MatchingInstance, _ checked: Pairs)
        throws(ProofError)
    {
        cost = try PlanCount(of: solved, instance, checked).cost
        let claimed = solved.solver.outcome.cost
        guard claimed == cost else { throw .wrongCost(claimed: claimed, counted: cost) }
        let bound = try InstanceProof.bound(of: solved, instance)
        let units = InstanceSolver.inverse(solved.presenters)
        let all: EligiblePairs? = checked == .all ? EligiblePairs(of: instance) : nil
        for (position, request) in solved.requests.enumerated() {
            let number = Int(request)
            let price = solved.solver.price(ofRequest: position)
            var contradicting: Int?
            func holds(_ presenter: Int, at cost: Int) -> Bool {
                pairs += 1
                var days = instance.requests[number].days & instance.presenters[presenter].days
                while days != 0 {
                    let day = SolverDay(month: 0, day: days.trailingZeroBitCount)
                    if cost + solved.solver.price(ofUnit: Int(units[presenter]), on: day) < price {
                        contradicting = presenter
                        return false
                    }
                    days &= days - 1
                }
                return true
            }
            if let all {
                // Costs are metres and more, and no price is below 0; half a metre may have been rounded off.
                all.forEach(of: number, within: Double(price) + 1) { presenter, metres in
                    holds(presenter, at: instance.cost(of: number, by: presenter, metres: metres))
                }
            } else {
                for index in instance.lists.range(of: number) {
                    guard holds(Int(instance.lists.presenters[index]), at: Int(instance.lists.costs[index]))
                    else { break }
                }
            }
            if let contradicting { throw .contradiction(request: number, presenter: contradicting) }
        }
        guard bound == cost else { throw .gap(cost: cost, bound: bound) }
    }

    /// What the prices are worth together, if they are prices at all.
    private static func bound(
        of solved: borrowing InstanceSolver,
        _ instance: MatchingInstance
    ) throws(ProofError) -> Int {
        var bound = 0
        for position in solved.requests.indices {
            bound += min(solved.solver.price(ofRequest: position), instance.constants.unassigned)
        }
        for (unit, presenter) in solved.presenters.enumerated() {
            let given = instance.presenters[Int(presenter)]
            let price = solved.solver.price(ofUnit: unit)
            guard price >= 0 else { throw .wrongPrice(presenter: Int(presenter)) }
            for nth in 0..<given.capacity { bound -= max(0, price - nth * instance.constants.lambda) }
            var days = given.days
            while days != 0 {
                let day = SolverDay(month: 0, day: days.trailingZeroBitCount)
                let extra = solved.solver.price(ofUnit: unit, on: day) - price
                guard extra >= 0 else { throw .wrongPrice(presenter: Int(presenter)) }
                bound -= extra
                days &= days - 1
            }
        }
        return bound
    }
}

import KodanDomain

/// Matches requests to presenters by their facts, however many there are.
///
/// The plan is the one that ``cheapestPlan(for:)`` finds for the problem of the same facts, in cost and in how many
/// are matched, but no list of all that could be chosen is ever made: candidates come from near to far, a few for each
/// request at first, and more only while one that is not there yet could be cheaper than what the search has. Its
/// prices prove the optimum over all of them.
public struct Matcher: Sendable {
    /// How far a match has come.
    public enum Step: Sendable, Equatable {
        /// The first candidates of so many requests are there.
        case candidates(requests: Int)
        /// So many requests have entered the plan.
        case entered(requests: Int)
    }

    let supply: CandidateSupply
    private let first: [CandidateSupply.Batch]
    /// What a request left unmatched costs: more than all requests together at their dearest.
    public let unmatchedCost: Int

    /// The rules, with the ways from all venues searched.
    public var eligibility: Eligibility { supply.eligibility }

    /// Makes the first candidates of `requests` among `presenters`, on all cores.
    ///
    /// Refuses keys that come twice, and costs so large that sums of them could overflow.
    public init(
        presenters: [PresenterFacts],
        requests: [RequestFacts],
        eligibility: Eligibility
    ) throws(MatchingProblemError) {
        try Matcher.check(presenters, requests)
        let requests = requests.sorted { $0.id < $1.id }
        unmatchedCost = try MatchingProblem.unmatchedCost(presenters, requests, eligibility.weights)
        let supply = CandidateSupply(
            pool: PresenterPool(
                Matcher.concerned(presenters, by: requests),
                for: requests.flatMap { $0.slots.map(SlotDay.init) },
                travel: eligibility.travel
            ),
            requests: requests,
            eligibility: eligibility.searching(from: requests.compactMap(\.venue))
        )
        self.supply = supply
        first = Array(requests.indices).concurrentMap {
            supply.batch(of: $0, from: 0, count: CandidateSupply.firstBatch)
        }
    }

    /// A matcher that only tells what another solver has found with `supply`.
    init(supply: CandidateSupply, unmatchedCost: Int) {
        self.supply = supply
        self.unmatchedCost = unmatchedCost
        first = []
    }

    /// The cheapest plan that matches as many requests as possible, with the prices that prove it.
    ///
    /// `progress` is told of every few hundred requests. The plan's certificate holds the prices that differ from what
    /// ``PlanCertificate/completed(for:)`` assumes.
    public func plan(progress: (Step) -> Void = { _ in }) -> MatchingPlan {
        progress(.candidates(requests: first.count))
        var solver = makeSolver()
        for request in supply.requests.indices {
            solver.enter(request)
            if request % 256 == 255 { progress(.entered(requests: request + 1)) }
        }
        progress(.entered(requests: supply.requests.count))
        return told(solver)
    }

    /// The solver with all units and the first candidates.
    private func makeSolver() -> FlowSolver {
        let weights = supply.eligibility.weights
        let pool = supply.pool
        var solver = FlowSolver(
            unmatchedCost: unmatchedCost,
            loadStep: weights.loadStep,
            requests: first.count,
            units: pool.presenters.count * pool.years.count,
            options: first.reduce(0) { $0 + $1.options.count }
        )
        for presenter in pool.presenters.indices {
            for year in pool.years {
                let capacity = pool.capacity(of: presenter, in: year)
                solver.addUnit(
                    capacity: capacity.remaining,
                    firstLoad: weights.load(nth: capacity.held + 1),
                    months: capacity.months,
                    most: capacity.inMonths
                )
            }
        }
        for batch in first {
            solver.addRequest(floor: batch.floor)
            for option in batch.options { solver.addOption(option) }
        }
        var made = first.map { (next: $0.next, options: $0.options.count) }
        let supply = supply
        solver.supply = { request, options in
            let batch = supply.batch(of: request, from: made[request].next, count: made[request].options)
            made[request] = (batch.next, made[request].options + batch.options.count)
            options = batch.options
            return batch.floor
        }
        return solver
    }

    /// Those of `presenters` who lecture on what somebody asks for: nobody else has an option.
    private static func concerned(
        _ presenters: [PresenterFacts],
        by requests: [RequestFacts]
    ) -> [PresenterFacts] {
        let topics = Set(requests.map(\.topic))
        return presenters.filter { presenter in
            presenter.isActive && presenter.topics.keys.contains(where: topics.contains)
        }
    }

    static func check(
        _ presenters: [PresenterFacts],
        _ requests: [RequestFacts]
    ) throws(MatchingProblemError) {
        var presenterKeys: Set<PresenterKey> = []
        for presenter in presenters where !presenterKeys.insert(presenter.id).inserted {
            throw .presenterTwice(presenter.id)
        }
        var requestKeys: Set<RequestKey> = []
        for request in requests where !requestKeys.insert(request.id).inserted {
            throw .requestTwice(request.id)
        }
    }
}

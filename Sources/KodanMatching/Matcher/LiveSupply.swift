import KodanDomain

/// Candidates of a live match, shared by the match, which changes the facts, and its solver, which asks for more.
final class LiveSupply {
    private(set) var supply: CandidateSupply
    /// For each request from which municipality to go on, and how many options there are.
    private var made: [(next: Int, options: Int)]

    /// The candidates of `requests` among `presenters`.
    init(presenters: [PresenterFacts], requests: [RequestFacts], eligibility: Eligibility) {
        let years = Set(requests.flatMap { $0.slots.map { FiscalYear(containing: $0.date) } })
        supply = CandidateSupply(
            pool: PresenterPool(presenters, throughout: years, travel: eligibility.travel),
            requests: requests.sorted { $0.id < $1.id },
            eligibility: eligibility
        )
        made = [(next: Int, options: Int)](repeating: (0, 0), count: requests.count)
    }

    /// Makes further options of a request; answers the floor of those that are not made.
    func fill(_ request: Int, _ options: inout [SolverOption]) -> Int {
        let count = max(CandidateSupply.firstBatch, made[request].options)
        let batch = supply.batch(of: request, from: made[request].next, count: count)
        made[request] = (batch.next, made[request].options + batch.options.count)
        options = batch.options
        return batch.floor
    }

    /// Adds a request, whose candidates are made when they are asked for; those who came later are asked at once.
    func add(_ request: RequestFacts) {
        supply.requests.append(request)
        made.append((0, 0))
    }

    /// What one presenter could take of a request.
    func options(of request: Int, by presenter: Int) -> [SolverOption] {
        supply.options(of: request, by: presenter)
    }

    /// The presenter is not asked for the request any more.
    func refuse(_ request: Int, by presenter: PresenterKey) {
        supply.requests[request].refusedBy.insert(presenter)
    }

    /// Adds a presenter, and answers the position.
    func add(_ presenter: PresenterFacts) -> Int { supply.pool.add(presenter) }

    /// The presenter at this position is asked for nothing any more.
    func remove(_ presenter: Int) { supply.pool.remove(presenter) }
}

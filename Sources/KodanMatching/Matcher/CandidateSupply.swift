import KodanDomain

/// Options of requests, made from the nearest municipality outwards as the search asks for them.
struct CandidateSupply: Sendable {
    /// Options, and below which cost there is none that is not made.
    struct Batch: Sendable {
        var options: [SolverOption] = []
        /// `FlowSolver.never` once all are made.
        var floor = FlowSolver.never
        /// The municipality from which to go on, in the order of nearness.
        var next = 0
    }

    /// How many options make the first batch; each later one has as many as all before it.
    static let firstBatch = 24

    var pool: PresenterPool
    var requests: [RequestFacts]
    let eligibility: Eligibility

    /// Options of the request at `index` from the `first` nearest municipality on, at least `count` if there are.
    func batch(of index: Int, from first: Int, count: Int) -> Batch {
        let request = requests[index]
        let visit = Visit(request: request, journeys: eligibility.journeys(of: request))
        var batch = Batch()
        guard let journeys = visit.journeys, !request.canBeOnline, request.pinnedPresenter == nil else {
            let all = request.pinnedPresenter.map { pool.index(of: $0).map { [Int32($0)] } ?? [] }
            for presenter in all ?? pool.presenters(of: request.topic) {
                add(Int(presenter), visit, to: &batch)
            }
            return batch
        }
        let bounds = journeys.lowerBounds
        batch.next = first
        while batch.next < bounds.count {
            let bound = bounds[batch.next]
            // Minutes are a cost that every option from here on has.
            guard batch.options.count < count else {
                batch.floor = bound.minutes
                return batch
            }
            for presenter in pool.presenters(of: request.topic, at: bound.node) {
                add(Int(presenter), visit, to: &batch)
            }
            batch.next += 1
        }
        return batch
    }

    /// What one presenter could take of a request.
    func options(of index: Int, by presenter: Int) -> [SolverOption] {
        let request = requests[index]
        var batch = Batch()
        add(presenter, Visit(request: request, journeys: eligibility.journeys(of: request)), to: &batch)
        return batch.options
    }

    /// The option as the plan tells it: what the rules say of it once more, which is what they said when it was made.
    func told(_ option: SolverOption, of index: Int) -> MatchingOption? {
        let request = requests[index]
        let presenter = pool.presenters[Int(option.unit) / pool.years.count]
        let ordinal = Int(option.tag)
        guard
            case .eligible(let terms, let isOnline)? = eligibility.verdict(
                on: presenter,
                for: request,
                slotOrdinal: ordinal
            )
        else { return nil }
        return MatchingOption(
            request: request.id,
            slotOrdinal: ordinal,
            presenter: presenter.id,
            time: request.slots[ordinal - 1],
            isOnline: isOnline,
            terms: terms
        )
    }

    /// A request with what is worked out once for all presenters.
    private struct Visit {
        let request: RequestFacts
        let journeys: Journeys?
        let slots: [SlotDay]

        init(request: RequestFacts, journeys: Journeys?) {
            self.request = request
            self.journeys = journeys
            slots = request.slots.map(SlotDay.init)
        }
    }

    /// Adds what the presenter could take.
    private func add(_ presenter: Int, _ visit: Visit, to batch: inout Batch) {
        let facts = pool.presenters[presenter]
        let attendance = eligibility.attendance(of: facts, at: visit.request, visit.journeys)
        guard case .success(let attendance) = attendance else { return }
        for (position, slot) in visit.slots.enumerated() {
            let verdict = eligibility.verdict(
                on: facts,
                attendance,
                for: visit.request,
                visit.journeys,
                slot,
                ordinal: position + 1
            )
            guard case .eligible(let terms, _) = verdict else { continue }
            batch.options.append(
                SolverOption(
                    unit: Int32(pool.unit(presenter, slot.year)),
                    cost: terms.total,
                    day: SolverDay(slot.date),
                    tag: UInt16(position + 1)
                )
            )
        }
    }
}

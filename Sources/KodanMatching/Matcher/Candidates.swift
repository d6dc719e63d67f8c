import KodanDomain

/// Finds who may take which slot of a request without asking everyone.
struct Candidates {
    private let presenters: [PresenterFacts]
    private let eligibility: Eligibility
    private let grid: PresenterGrid
    private let indexOf: [PresenterKey: Int]
    private let online: [TopicKey: [Int]]

    /// Prepares `presenters`, whose keys differ, for any number of requests.
    init(_ presenters: [PresenterFacts], eligibility: Eligibility) {
        self.presenters = presenters
        self.eligibility = eligibility
        grid = PresenterGrid(presenters, travel: eligibility.travel)
        var indexOf: [PresenterKey: Int] = [:]
        var online: [TopicKey: [Int]] = [:]
        for (index, presenter) in presenters.enumerated() {
            indexOf[presenter.id] = index
            guard presenter.acceptsOnline else { continue }
            for topic in presenter.topics.keys { online[topic, default: []].append(index) }
        }
        self.indexOf = indexOf
        self.online = online
    }

    /// All options of `request`, in no particular order.
    func options(of request: RequestFacts) -> [MatchingOption] {
        let slots = request.slots.map(SlotDay.init)
        let journeys = eligibility.journeys(of: request)
        var options: [MatchingOption] = []
        for index in indices(for: request) {
            let presenter = presenters[index]
            guard case .success(let attendance) = eligibility.attendance(of: presenter, at: request, journeys)
            else { continue }
            for (position, slot) in slots.enumerated() {
                let verdict = eligibility.verdict(
                    on: presenter,
                    attendance,
                    for: request,
                    journeys,
                    slot,
                    ordinal: position + 1
                )
                guard case .eligible(let terms, let isOnline) = verdict else { continue }
                options.append(
                    MatchingOption(
                        request: request.id,
                        slotOrdinal: position + 1,
                        presenter: presenter.id,
                        time: slot.time,
                        isOnline: isOnline,
                        terms: terms
                    )
                )
            }
        }
        return options
    }

    /// The presenters who could attend `request`, each once, and some who could not.
    private func indices(for request: RequestFacts) -> [Int] {
        if let pinned = request.pinnedPresenter { return indexOf[pinned].map { [$0] } ?? [] }
        let remote = request.canBeOnline ? online[request.topic] ?? [] : []
        guard let venue = request.venue else { return remote }
        let near = grid.candidates(near: venue.point)
        return remote.isEmpty ? near : Array(Set(near).union(remote))
    }
}

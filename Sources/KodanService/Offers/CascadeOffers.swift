import KodanDomain
import KodanMatching
import KodanStore
import Postgres

/// Where too few are being asked, the worker asks the next best presenter (再打診).
///
/// There is no list that could have grown stale: whoever is best is found anew from what is known by then, together
/// with all other requests that wait, so that nobody is asked whom another request needs more.
public struct CascadeOffers: Sendable {
    /// So many requests are looked at in one transaction.
    static let batch = 20
    /// So long nobody is looked for again while some are being asked and nobody more was found.
    static let rest = 6 * 60

    private let office: Office

    /// Works in `office`.
    public init(office: Office) {
        self.office = office
    }

    /// Asks until each request has as many running offers as ``OfficeRules/pace`` wants for the days that are left, and
    /// says how many were asked; a request for which nobody is left goes back to the desk with what was tried.
    ///
    /// Run by the worker. Only requests for which somebody was asked, or a presenter let go, in the round that counts:
    /// all others wait for a match. Several workers may run it at once: they take turns, so that nobody is asked by
    /// two of them for one day.
    public func callAsFunction() async throws -> Int {
        var asked = 0
        while true {
            let step = try await office.transaction(as: .system) { [rules = office.rules] desk in
                try EntryStore(desk.session).waitForTurn(of: .asking)
                let store = AskingStore(desk.session)
                let unasked = try store.claimUnasked(rules.pace, limit: CascadeOffers.batch, at: desk.now)
                guard !unasked.isEmpty else { return nil as Int? }
                let facts = try MatchingFacts(desk: desk, also: unasked.map(\.id))
                var cascade = try Cascade.make(of: unasked, facts, rules.weights, desk)
                return try cascade.run(rules, OfferLinks(office))
            }
            guard let step else { return asked }
            asked += step
        }
    }
}

/// One transaction of the cascade: the requests that it has in hand, and the plan that is kept up.
private struct Cascade: ~Copyable {
    private let chain: Chain
    private let unasked: [UnaskedRequest]
    private var facts: MatchingFacts
    private var live: LiveMatch
    private var positions: [PresenterKey: Int]
    private let eligibility: Eligibility

    private init(
        _ unasked: [UnaskedRequest],
        _ facts: MatchingFacts,
        _ eligibility: Eligibility,
        _ live: consuming LiveMatch,
        _ chain: Chain
    ) {
        self.unasked = unasked
        self.facts = facts
        self.eligibility = eligibility
        self.live = live
        self.chain = chain
        positions = Dictionary(
            uniqueKeysWithValues: zip(facts.presenters.map(\.id), facts.presenters.indices)
        )
    }

    /// The cascade of `unasked` in the transaction of `desk`, which has read `facts`; nobody is asked for a time for
    /// which they would have had to leave already, and for which somebody nearer may be.
    static func make(
        of unasked: [UnaskedRequest],
        _ facts: MatchingFacts,
        _ weights: CostWeights,
        _ desk: Desk
    ) throws -> Cascade {
        var facts = facts
        // Whoever is being asked for a request is not asked for it a second time.
        let asked = Dictionary(
            grouping: try OfferStore(desk.session).asked(for: unasked.map(\.id)),
            by: \.request
        )
        for index in facts.requests.indices {
            let presenters = asked[LectureRequest.ID(facts.requests[index].id)] ?? []
            facts.requests[index].refusedBy.formUnion(presenters.map(\.presenter.rawValue))
        }
        facts.pinOrdered(leavingAfter: desk.now)
        let eligibility = Eligibility(travel: facts.travel, weights: weights, leavingAfter: desk.now)
            .searching(from: facts.requests.compactMap(\.venue))
        let live = try LiveMatch(
            presenters: facts.presenters(concernedBy: eligibility),
            requests: facts.requests,
            eligibility: eligibility
        )
        return Cascade(unasked, facts, eligibility, live, Chain(desk: desk))
    }

    /// How many were asked.
    mutating func run(_ rules: OfficeRules, _ links: OfferLinks) throws -> Int {
        var count = 0
        var idle: [LectureRequest.ID] = []
        for entry in unasked {
            var request = try chain.lock(entry.id)
            try pinAnew(entry.id)
            var asked = entry.asked
            while asked < entry.wanted {
                guard let choice = live.plan.assignment(of: entry.id.rawValue) else {
                    if try unpin(entry.id) { continue }
                    break
                }
                try ask(choice.option, &request, rules, links)
                try note(choice.option)
                asked += 1
                count += 1
            }
            if asked == 0 {
                try chain.sendBack(&request, because: reason(of: entry.id))
            } else if asked < entry.wanted {
                idle.append(entry.id)
            }
        }
        let now = chain.desk.now
        try AskingStore(chain.desk.session).putOff(idle, until: now.adding(minutes: CascadeOffers.rest))
        return count
    }

    private func ask(
        _ option: MatchingOption,
        _ request: inout StoredRequest,
        _ rules: OfficeRules,
        _ links: OfferLinks
    ) throws {
        guard let slot = facts.slots[request.id]?[option.slotOrdinal - 1] else { return }
        let store = OfferStore(chain.desk.session)
        let new = NewOffer(
            of: request.id,
            at: slot.id,
            to: Presenter.ID(option.presenter),
            isOnline: option.isOnline,
            travelMinutes: option.terms.travel
        )
        let id = try store.insert(new, at: chain.desk.now)
        if request.state == .approved { try chain.move(&request, .match) }
        if request.state == .matched { try chain.move(&request, .offer) }
        guard let offer = try store.offer(id) else { return }
        try chain.send(offer, for: request, rules, links)
    }

    /// The plan goes on with what the offer takes: the presenter's day, and the request from this presenter.
    private mutating func note(_ option: MatchingOption) throws {
        try refuse(option)
        guard let position = positions[option.presenter] else { return }
        let place = option.isOnline ? nil : facts.requests.first { $0.id == option.request }?.venue
        facts.presenters[position].note(Commitment(time: option.time, place: place))
        live.remove(option.presenter)
        try live.add(facts.presenters[position])
    }

    private mutating func refuse(_ option: MatchingOption) throws {
        guard let index = facts.requests.firstIndex(where: { $0.id == option.request }) else { return }
        facts.requests[index].refusedBy.insert(option.presenter)
        if facts.requests[index].pinnedPresenter == nil {
            live.refuse(option.request, by: option.presenter)
        } else {
            try renew(index)
        }
    }

    /// Whoever is named for the request may have been asked for another one of that day since it was pinned.
    private mutating func pinAnew(_ id: LectureRequest.ID) throws {
        guard let index = facts.requests.firstIndex(where: { $0.id == id.rawValue }),
            let pinned = facts.requests[index].pinnedPresenter,
            facts.next(in: facts.requests[index], leavingAfter: chain.desk.now) != pinned
        else { return }
        try renew(index)
    }

    /// Lets others be asked where whoever is named first is needed elsewhere; whether the request was pinned to them.
    private mutating func unpin(_ id: LectureRequest.ID) throws -> Bool {
        guard facts.orders[id]?.mode == .first,
            let index = facts.requests.firstIndex(where: { $0.id == id.rawValue }),
            facts.requests[index].pinnedPresenter != nil
        else { return false }
        facts.requests[index].pinnedPresenter = nil
        live.cancel(id.rawValue)
        try live.add(facts.requests[index])
        return true
    }

    /// The request of this index as it is by now, in place of what the plan knew of it.
    private mutating func renew(_ index: Int) throws {
        facts.requests[index].pinnedPresenter = facts.next(
            in: facts.requests[index],
            leavingAfter: chain.desk.now
        )
        live.cancel(facts.requests[index].id)
        try live.add(facts.requests[index])
    }

    /// Why nobody is left for a request.
    private func reason(of id: LectureRequest.ID) -> UnmatchedRequest.Reason {
        guard let request = facts.requests.first(where: { $0.id == id.rawValue }) else { return .tooLate }
        let left = live.plan.unmatched.first { $0.request == id.rawValue }
        if case .givenToOthers(let presenters)? = left?.reason {
            return .givenToOthers(presenters: presenters)
        }
        return .nobody(eligibility.tally(facts.presenters, for: request).presentersByRule)
    }
}

extension MatchingFacts {
    /// The presenters who could come to one of the requests on some day, whomever it is pinned to: nobody else can be
    /// asked, and a plan that is kept up need not know them.
    fileprivate func presenters(concernedBy eligibility: Eligibility) -> [PresenterFacts] {
        let free = requests.map { request in
            var free = request
            free.pinnedPresenter = nil
            return free
        }
        return presenters.filter { presenter in
            free.contains { presenter.topics[$0.topic] != nil && eligibility.mayCome(presenter, to: $0) }
        }
    }
}

extension PresenterFacts {
    /// Counts a further lecture.
    mutating func note(_ commitment: Commitment) {
        let date = commitment.time.date
        commitments.append(commitment)
        lecturesByMonth[date.yearMonth, default: 0] += 1
        lecturesByYear[FiscalYear(containing: date), default: 0] += 1
    }
}

extension Chain {
    /// Puts a request for which nobody is left on the desk, with what was tried, and tells the host.
    func sendBack(_ request: inout StoredRequest, because reason: UnmatchedRequest.Reason) throws {
        try move(&request, .leaveUnmatched, reason: reason.code)
        try putOnDesk(request)
    }

    /// Puts a request for which nobody was found on the desk; nothing happens if it lies there.
    func putOnDesk(_ request: StoredRequest) throws {
        let endings = try OfferStore(desk.session).endings(of: request.id)
        let tried = endings.map { "\($0.name) \($0.count)" }.joined(separator: ", ")
        guard
            let entry = try DeskStore(desk.session).open(
                .nobodyLeft,
                request.id,
                tried: tried,
                at: desk.now
            )
        else { return }
        try desk.record("desk.opened", entry, detail: ["request": "\(request.id)", "tried": tried])
        try tellHost("request_unanswered", request)
    }
}

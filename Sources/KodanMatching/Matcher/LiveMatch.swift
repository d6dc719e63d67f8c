import KodanDomain

/// A plan that is kept optimal while requests and presenters come and go.
///
/// Each change costs a few searches from the prices of the plan before it, instead of a new plan; cost and number of
/// matched requests are those of a plan made anew. It begins anew by itself where the past does not help: a lecture
/// in a fiscal year that nobody had asked for, or many more requests than there were.
public struct LiveMatch: ~Copyable {
    private let eligibility: Eligibility
    private var presenters: [PresenterKey: PresenterFacts]
    private var requests: [RequestKey: RequestFacts]
    private var state: LiveState

    /// The cheapest plan that matches as many of `requests` as possible.
    ///
    /// Refuses what ``Matcher`` refuses.
    public init(
        presenters: [PresenterFacts],
        requests: [RequestFacts],
        eligibility: Eligibility
    ) throws(MatchingProblemError) {
        try Matcher.check(presenters, requests)
        let searched = eligibility.searching(from: requests.compactMap(\.venue))
        let state = try LiveState(presenters: presenters, requests: requests, eligibility: searched)
        self.init(presenters: presenters, requests: requests, eligibility: searched, state: state)
    }

    private init(
        presenters: [PresenterFacts],
        requests: [RequestFacts],
        eligibility: Eligibility,
        state: consuming LiveState
    ) {
        self.eligibility = eligibility
        self.presenters = Dictionary(uniqueKeysWithValues: presenters.map { ($0.id, $0) })
        self.requests = Dictionary(uniqueKeysWithValues: requests.map { ($0.id, $0) })
        self.state = state
    }

    /// The plan as it is now; its prices are told as those of ``Matcher/plan(progress:)``, but for what an unmatched
    /// request costs, which leaves room for those to come.
    public var plan: MatchingPlan { state.told }

    /// Whether the prices prove that no plan is better; false would be a mistake of ours.
    public var isProven: Bool { state.isProven }

    /// Adds a request; throws if there is one with its key.
    public mutating func add(_ request: RequestFacts) throws(MatchingProblemError) {
        guard requests[request.id] == nil else { throw .requestTwice(request.id) }
        try LiveState.check(request, eligibility.weights)
        requests[request.id] = request
        if !state.add(request) { try beginAnew() }
    }

    /// Takes a request back; nothing happens if it is not there.
    public mutating func cancel(_ request: RequestKey) {
        guard requests.removeValue(forKey: request) != nil else { return }
        state.cancel(request)
    }

    /// The presenter declines the request, or withdraws from it, and is not asked for it again.
    public mutating func refuse(_ request: RequestKey, by presenter: PresenterKey) {
        guard requests[request] != nil else { return }
        requests[request]?.refusedBy.insert(presenter)
        state.refuse(request, by: presenter)
    }

    /// Adds a presenter; throws if there is one with that key.
    public mutating func add(_ presenter: PresenterFacts) throws(MatchingProblemError) {
        guard presenters[presenter.id] == nil else { throw .presenterTwice(presenter.id) }
        try LiveState.check(presenter, eligibility.weights)
        presenters[presenter.id] = presenter
        state.add(presenter)
    }

    /// Takes a presenter away; nothing happens if there is none with that key.
    public mutating func remove(_ presenter: PresenterKey) {
        guard presenters.removeValue(forKey: presenter) != nil else { return }
        state.remove(presenter)
    }

    private mutating func beginAnew() throws(MatchingProblemError) {
        state = try LiveState(
            presenters: Array(presenters.values),
            requests: Array(requests.values),
            eligibility: eligibility
        )
    }
}

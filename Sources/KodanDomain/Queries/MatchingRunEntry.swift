/// A saved matching run as a list shows it (マッチング履歴).
public struct MatchingRunEntry: Hashable, Sendable {
    /// The run.
    public let id: MatchingRun.ID
    /// When it was saved.
    public let runAt: Instant
    /// Who ran it; nil for the night's run.
    public let runBy: User.ID?
    /// How many requests waited.
    public let requests: Int
    /// How many of them got a presenter.
    public let matched: Int
    /// What the plan costs, in equivalent minutes.
    public let totalCost: Int

    /// A value with these parts.
    public init(
        id: MatchingRun.ID,
        runAt: Instant,
        runBy: User.ID?,
        requests: Int,
        matched: Int,
        totalCost: Int
    ) {
        self.id = id
        self.runAt = runAt
        self.runBy = runBy
        self.requests = requests
        self.matched = matched
        self.totalCost = totalCost
    }
}

/// What a saved run proposed for one request, with the terms of its cost in equivalent minutes.
public struct MatchProposal: Hashable, Sendable {
    /// The request.
    public let request: LectureRequest.ID
    /// What the lecture is called.
    public let title: String
    /// The presenter.
    public let presenter: Presenter.ID
    /// Their name.
    public let name: String
    /// Which wish the slot is; the first is 1.
    public let slot: Int
    /// The slot's time.
    public let during: TimeRange
    /// Whether the lecture is held online.
    public let isOnline: Bool
    /// Each term by its short name, `slot_order`, and `total`.
    public let cost: [String: Int]
    /// Where the offer that came of it stands.
    public let offer: OfferState?

    /// A value with these parts.
    public init(
        request: LectureRequest.ID,
        title: String,
        presenter: Presenter.ID,
        name: String,
        slot: Int,
        during: TimeRange,
        isOnline: Bool,
        cost: [String: Int],
        offer: OfferState?
    ) {
        self.request = request
        self.title = title
        self.presenter = presenter
        self.name = name
        self.slot = slot
        self.during = during
        self.isOnline = isOnline
        self.cost = cost
        self.offer = offer
    }
}

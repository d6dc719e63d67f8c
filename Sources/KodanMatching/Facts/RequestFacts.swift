public import KodanDomain

/// What the matcher knows of a lecture request.
public struct RequestFacts: Sendable, Equatable {
    /// The key; unique within one problem.
    public var id: RequestKey
    /// The programme under which the lecture is held.
    public var programme: ProgrammeKey
    /// The topic, which a presenter must offer.
    public var topic: TopicKey
    /// The level, 0 to 3, that is wished for; a lower one costs, but is not refused.
    public var requiredLevel = 0
    /// The organization that asks.
    public var organization: OrganizationKey
    /// Where the lecture is held; nil if only online.
    public var venue: Place?
    /// Whether it may be held online although it has a venue; without one it always may.
    public var allowsOnline: Bool
    /// The wished times, one to three, the preferred one first.
    public var slots: [TimeRange]
    /// Presenters that the host or a coordinator does not want.
    public var excludedPresenters: Set<PresenterKey> = []
    /// Presenters who declined this request or withdrew from it.
    public var refusedBy: Set<PresenterKey> = []
    /// The presenter whom the host would like; any other costs more.
    public var preferredPresenter: PresenterKey?
    /// The only presenter who may be chosen; the rules hold for that one too.
    public var pinnedPresenter: PresenterKey?

    /// A request at `venue`, or online if that is nil; with a venue and `allowsOnline`, either will do.
    public init(
        id: RequestKey,
        programme: ProgrammeKey,
        topic: TopicKey,
        organization: OrganizationKey,
        venue: Place?,
        allowsOnline: Bool = false,
        slots: [TimeRange]
    ) {
        self.id = id
        self.programme = programme
        self.topic = topic
        self.organization = organization
        self.venue = venue
        self.allowsOnline = allowsOnline
        self.slots = slots
    }

    /// Whether it may be held online.
    var canBeOnline: Bool { allowsOnline || venue == nil }
}

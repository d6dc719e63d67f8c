/// An offer as a list shows it (打診一覧).
public struct OfferSummary: Hashable, Sendable {
    /// The offer.
    public let id: Offer.ID
    /// The request.
    public let request: LectureRequest.ID
    /// What the lecture is called.
    public let title: String
    /// Who is asked.
    public let presenter: Presenter.ID
    /// Their name.
    public let presenterName: String
    /// The time.
    public let during: TimeRange
    /// Whether it is held online.
    public let isOnline: Bool
    /// The venue.
    public let venueName: String?
    /// Where it stands.
    public let municipality: MunicipalityCode?
    /// The way there, in minutes.
    public let travelMinutes: Int
    /// Where the offer stands.
    public let state: OfferState
    /// When it was sent.
    public let sentAt: Instant?
    /// Until when an answer counts.
    public let deadline: Instant?
    /// When the presenter answered.
    public let answeredAt: Instant?
    /// Why the presenter declined, or why it was taken back.
    public let reason: String?
    /// The ground of a refusal; nil where none was named.
    public let ground: DeclineGround?
    /// Whether a saved matching run proposed the presenter; else a coordinator chose them, or they were the next best.
    public let isFromRun: Bool

    /// A value with these parts.
    public init(
        id: Offer.ID,
        request: LectureRequest.ID,
        title: String,
        presenter: Presenter.ID,
        presenterName: String,
        during: TimeRange,
        isOnline: Bool,
        venueName: String?,
        municipality: MunicipalityCode?,
        travelMinutes: Int,
        state: OfferState,
        sentAt: Instant?,
        deadline: Instant?,
        answeredAt: Instant?,
        reason: String?,
        ground: DeclineGround?,
        isFromRun: Bool
    ) {
        self.id = id
        self.request = request
        self.title = title
        self.presenter = presenter
        self.presenterName = presenterName
        self.during = during
        self.isOnline = isOnline
        self.venueName = venueName
        self.municipality = municipality
        self.travelMinutes = travelMinutes
        self.state = state
        self.sentAt = sentAt
        self.deadline = deadline
        self.answeredAt = answeredAt
        self.reason = reason
        self.ground = ground
        self.isFromRun = isFromRun
    }
}

/// Which offers of a list are wanted; what is left out does not limit.
public struct OfferFilter: Sendable, Equatable {
    /// For this request.
    public var request: LectureRequest.ID?
    /// To this presenter.
    public var presenter: Presenter.ID?
    /// In one of these states; in any, where there are none.
    public var states: Set<OfferState> = []
    /// With a deadline before this moment.
    public var dueBefore: Instant?
    /// Whether those that were made last stand first; else the oldest do.
    public var isNewestFirst = false

    /// All offers.
    public init() {}
}

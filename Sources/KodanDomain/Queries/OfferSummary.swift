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
    /// Why the presenter declined.
    public let reason: String?

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
        reason: String?
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
    }
}

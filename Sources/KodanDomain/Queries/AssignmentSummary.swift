/// An assignment as a list shows it (派遣一覧).
public struct AssignmentSummary: Hashable, Sendable {
    /// The assignment.
    public let id: Assignment.ID
    /// The request.
    public let request: LectureRequest.ID
    /// What the lecture is called.
    public let title: String
    /// Who is bound.
    public let presenter: Presenter.ID
    /// Their name; nil if the reader may not know it.
    public let presenterName: String?
    /// The time.
    public let during: TimeRange
    /// Whether it is held online.
    public let isOnline: Bool
    /// The way there, in minutes; nil for the host, who does not learn how far away a presenter lives.
    public let travelMinutes: Int?
    /// Where it stands.
    public let state: AssignmentState
    /// Since when.
    public let assignedAt: Instant
    /// When it ended without a lecture.
    public let endedAt: Instant?
    /// Whose decision or absence that was.
    public let endedBy: Side?
    /// Why.
    public let endReason: String?
    /// When the presenter said again that the lecture stands.
    public let presenterReconfirmedAt: Instant?
    /// When the host did.
    public let hostReconfirmedAt: Instant?
    /// When the presenter attested.
    public let reportedAt: Instant?
    /// When the host attested.
    public let confirmedAt: Instant?

    /// A value with these parts.
    public init(
        id: Assignment.ID,
        request: LectureRequest.ID,
        title: String,
        presenter: Presenter.ID,
        presenterName: String?,
        during: TimeRange,
        isOnline: Bool,
        travelMinutes: Int?,
        state: AssignmentState,
        assignedAt: Instant,
        endedAt: Instant?,
        endedBy: Side?,
        endReason: String?,
        presenterReconfirmedAt: Instant?,
        hostReconfirmedAt: Instant?,
        reportedAt: Instant?,
        confirmedAt: Instant?
    ) {
        self.id = id
        self.request = request
        self.title = title
        self.presenter = presenter
        self.presenterName = presenterName
        self.during = during
        self.isOnline = isOnline
        self.travelMinutes = travelMinutes
        self.state = state
        self.assignedAt = assignedAt
        self.endedAt = endedAt
        self.endedBy = endedBy
        self.endReason = endReason
        self.presenterReconfirmedAt = presenterReconfirmedAt
        self.hostReconfirmedAt = hostReconfirmedAt
        self.reportedAt = reportedAt
        self.confirmedAt = confirmedAt
    }
}

/// Which assignments of a list are wanted; what is left out does not limit.
public struct AssignmentFilter: Sendable, Equatable {
    /// Of this request.
    public var request: LectureRequest.ID?
    /// Of this presenter.
    public var presenter: Presenter.ID?
    /// Of this organization's requests.
    public var organization: Organization.ID?
    /// In one of these states; in any, where there are none.
    public var states: Set<AssignmentState> = []
    /// With the lecture on this day or later.
    public var from: LocalDate?
    /// With the lecture on this day or earlier.
    public var to: LocalDate?
    /// Whether those that were made last stand first; else the oldest do.
    public var isNewestFirst = false

    /// All assignments.
    public init() {}
}

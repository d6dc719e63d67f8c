/// A lecture that was held, with what both sides said of it: a row of the list of a year (実施一覧).
public struct HeldLecture: Sendable, Equatable {
    /// The key.
    public let assignment: Assignment.ID
    /// The request that it was asked for by.
    public let request: LectureRequest.ID
    /// The programme's Japanese name.
    public let programme: String
    /// What the lecture is called.
    public let title: String
    /// What it is about, in Japanese.
    public let topic: String
    /// When it was to be held, by which years and months count it.
    public let during: TimeRange
    /// Whether it was online.
    public let isOnline: Bool
    /// The host, or the co-host of a presenter's own lecture; nil if there is none.
    public let organization: String?
    /// What kind of organization that is.
    public let organizationKind: OrganizationKind?
    /// The prefecture's name; of a lecture online, the host's.
    public let prefecture: String
    /// What the venue is called; nil without one.
    public let venue: String?
    /// Who gave it.
    public let presenter: Presenter.ID
    /// Their name; nil if the reader may not see them.
    public let presenterName: String?
    /// How many were expected when it was asked for.
    public let expectedAttendance: Int
    /// How long it took, as the presenter reports, or else the host.
    public let minutes: Int?
    /// How many came, as the presenter reports, or else the host.
    public let attendance: Int?
    /// What the presenter reports of it; nil before.
    public let summary: String?
    /// How satisfied the host is, 1 to 5; nil if they did not say.
    public let satisfaction: Int?
    /// Whether the host would ask again; nil if they did not say.
    public let wouldAskAgain: Bool?
    /// What the host says of it; nil before they confirm.
    public let comment: String?

    /// A lecture of these parts.
    public init(
        assignment: Assignment.ID,
        request: LectureRequest.ID,
        programme: String,
        title: String,
        topic: String,
        during: TimeRange,
        isOnline: Bool,
        organization: String?,
        organizationKind: OrganizationKind?,
        prefecture: String,
        venue: String?,
        presenter: Presenter.ID,
        presenterName: String?,
        expectedAttendance: Int,
        minutes: Int?,
        attendance: Int?,
        summary: String?,
        satisfaction: Int?,
        wouldAskAgain: Bool?,
        comment: String?
    ) {
        self.assignment = assignment
        self.request = request
        self.programme = programme
        self.title = title
        self.topic = topic
        self.during = during
        self.isOnline = isOnline
        self.organization = organization
        self.organizationKind = organizationKind
        self.prefecture = prefecture
        self.venue = venue
        self.presenter = presenter
        self.presenterName = presenterName
        self.expectedAttendance = expectedAttendance
        self.minutes = minutes
        self.attendance = attendance
        self.summary = summary
        self.satisfaction = satisfaction
        self.wouldAskAgain = wouldAskAgain
        self.comment = comment
    }
}

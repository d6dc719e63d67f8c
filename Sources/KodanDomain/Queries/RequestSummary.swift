/// A request as a list shows it (申込一覧).
public struct RequestSummary: Hashable, Sendable {
    /// The request.
    public let id: LectureRequest.ID
    /// The programme.
    public let programme: ProgrammeCode
    /// The organization that asks, or the co-host of a self-hosted lecture.
    public let organization: Organization.ID?
    /// Its name.
    public let organizationName: String?
    /// The presenter who asks; nil for a dispatched lecture.
    public let askingPresenter: Presenter.ID?
    /// What the lecture is called.
    public let title: String
    /// What it is about.
    public let topic: TopicCode
    /// `venue`, `online` or `both`.
    public let place: String
    /// Where the venue is.
    public let municipality: MunicipalityCode?
    /// How many are expected.
    public let expectedAttendance: Int
    /// The time liked best, of the round that counts.
    public let firstSlot: TimeRange?
    /// Where it stands.
    public let state: RequestState
    /// Who holds it now.
    public let holder: RequestHolder
    /// When it was handed in last.
    public let submittedAt: Instant?

    /// A value with these parts.
    public init(
        id: LectureRequest.ID,
        programme: ProgrammeCode,
        organization: Organization.ID?,
        organizationName: String?,
        askingPresenter: Presenter.ID?,
        title: String,
        topic: TopicCode,
        place: String,
        municipality: MunicipalityCode?,
        expectedAttendance: Int,
        firstSlot: TimeRange?,
        state: RequestState,
        holder: RequestHolder,
        submittedAt: Instant?
    ) {
        self.id = id
        self.programme = programme
        self.organization = organization
        self.organizationName = organizationName
        self.askingPresenter = askingPresenter
        self.title = title
        self.topic = topic
        self.place = place
        self.municipality = municipality
        self.expectedAttendance = expectedAttendance
        self.firstSlot = firstSlot
        self.state = state
        self.holder = holder
        self.submittedAt = submittedAt
    }
}

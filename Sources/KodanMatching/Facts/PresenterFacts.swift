public import KodanDomain

/// What the matcher knows of a presenter.
public struct PresenterFacts: Sendable, Equatable {
    /// The key; unique within one problem.
    public var id: PresenterKey
    /// Registered and not suspended, retired or deceased.
    public var isActive = true
    /// The programmes under which the presenter may lecture.
    public var qualifiedProgrammes: Set<ProgrammeKey> = []
    /// The level, 0 to 3, in each topic that the presenter lectures on; a topic that is absent is not offered.
    public var topics: [TopicKey: Int] = [:]
    /// Where journeys begin and end.
    public var base: Place
    /// The longest journey that the presenter accepts, one way, in minutes.
    public var reachMinutes: Int
    /// Whether the presenter lectures online.
    public var acceptsOnline = false
    /// When the presenter can lecture.
    ///
    /// A weekday that is absent is never free. Journeys may lie outside.
    public var availability: [Weekday: [DayWindow]] = [:]
    /// Days on which the presenter lectures nowhere.
    public var blackouts: [DateRange] = []
    /// Lectures that are already assigned.
    public var commitments: [Commitment] = []
    /// How many lectures a calendar month may hold, those already assigned included.
    public var monthlyCap: Int
    /// How many lectures a fiscal year may hold, those already assigned included.
    public var yearlyCap: Int
    /// Lectures assigned or held so far, by calendar month; none where absent.
    public var lecturesByMonth: [YearMonth: Int] = [:]
    /// Lectures assigned or held so far, by fiscal year; none where absent.
    public var lecturesByYear: [FiscalYear: Int] = [:]
    /// The organizations that the presenter belongs to, where the presenter is never sent.
    public var organizations: Set<OrganizationKey> = []
    /// Organizations where the presenter is not to be sent for any other reason.
    public var excludedOrganizations: Set<OrganizationKey> = []
    /// Organizations at which the presenter has held a lecture, or is to hold one, in this or the previous fiscal
    /// year; lectures of the plan being made are not among them.
    public var lecturedAt: Set<OrganizationKey> = []

    /// An active presenter who is nowhere qualified, lectures on nothing and is never free until told otherwise.
    public init(id: PresenterKey, base: Place, reachMinutes: Int, monthlyCap: Int, yearlyCap: Int) {
        self.id = id
        self.base = base
        self.reachMinutes = reachMinutes
        self.monthlyCap = monthlyCap
        self.yearlyCap = yearlyCap
    }
}

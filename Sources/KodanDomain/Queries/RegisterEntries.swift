/// A presenter as the register (講師名簿) has them: what an import of presenters reads, but for whom to pay.
public struct PresenterRegisterEntry: Hashable, Sendable {
    /// What the list shows.
    public let summary: PresenterSummary
    /// What they can and will do.
    public let profile: PresenterProfile
    /// The name of the prefecture where they live.
    public let prefecture: String
    /// The name of the municipality, without its prefecture.
    public let municipality: String
    /// Topics, by code.
    public let topics: [TopicSkill]
    /// Qualifications, by code.
    public let qualifications: [Qualification]
    /// When in the week they can be asked.
    public let weeklyHours: [WeeklyHours]
    /// Days on which they cannot come, but for those that are over.
    public let unavailable: [DateRange]
    /// The names of the organizations to which they belong, but for those that became part of another.
    public let organizations: [String]

    /// A value with these parts.
    public init(
        summary: PresenterSummary,
        profile: PresenterProfile,
        prefecture: String,
        municipality: String,
        topics: [TopicSkill],
        qualifications: [Qualification],
        weeklyHours: [WeeklyHours],
        unavailable: [DateRange],
        organizations: [String]
    ) {
        self.summary = summary
        self.profile = profile
        self.prefecture = prefecture
        self.municipality = municipality
        self.topics = topics
        self.qualifications = qualifications
        self.weeklyHours = weeklyHours
        self.unavailable = unavailable
        self.organizations = organizations
    }
}

/// An organization as the register (団体名簿) has it: what an import of organizations reads.
public struct OrganizationRegisterEntry: Hashable, Sendable {
    /// The organization, without its members.
    public let organization: OrganizationDetail
    /// The name of the prefecture where it has its seat.
    public let prefecture: String
    /// The name of the municipality, without its prefecture.
    public let municipality: String

    /// A value with these parts.
    public init(organization: OrganizationDetail, prefecture: String, municipality: String) {
        self.organization = organization
        self.prefecture = prefecture
        self.municipality = municipality
    }
}

/// A presenter with everything that the body keeps of them, but for money.
public struct PresenterDetail: Hashable, Sendable {
    /// What the list shows.
    public let summary: PresenterSummary
    /// What they can and will do.
    public let profile: PresenterProfile
    /// Topics, by code.
    public let topics: [TopicSkill]
    /// Qualifications, by code.
    public let qualifications: [Qualification]
    /// When in the week they can be asked.
    public let weeklyHours: [WeeklyHours]
    /// Days on which they cannot come, the first first.
    public let blackouts: [Blackout]
    /// Organizations to which they belong today.
    public let organizations: [Organization.ID]
    /// Organizations with which they are never brought together, as far as the reader may know.
    public let exclusions: [ExclusionEntry]
    /// Whom the body pays for them today.
    public let payee: Payee.ID?

    /// A value with these parts.
    public init(
        summary: PresenterSummary,
        profile: PresenterProfile,
        topics: [TopicSkill],
        qualifications: [Qualification],
        weeklyHours: [WeeklyHours],
        blackouts: [Blackout],
        organizations: [Organization.ID],
        exclusions: [ExclusionEntry],
        payee: Payee.ID?
    ) {
        self.summary = summary
        self.profile = profile
        self.topics = topics
        self.qualifications = qualifications
        self.weeklyHours = weeklyHours
        self.blackouts = blackouts
        self.organizations = organizations
        self.exclusions = exclusions
        self.payee = payee
    }
}

/// The columns of a presenter's own row that a list does not show.
public struct PresenterProfile: Hashable, Sendable {
    /// By whom they sign in.
    public let user: User.ID?
    /// The name as written.
    public let name: PersonName
    /// Its reading.
    public let kana: KanaName
    /// Telephone.
    public let phone: PhoneNumber
    /// Postal code.
    public let postalCode: PostalCode
    /// The address.
    public let address: String
    /// Decides the fee.
    public let rank: RankCode
    /// The longest way to a lecture, one way, in minutes.
    public let reachMinutes: Int
    /// Whether lectures online are welcome.
    public let acceptsOnline: Bool
    /// Whether nights away are.
    public let acceptsOvernight: Bool
    /// Lectures a month at most.
    public let monthlyCap: Int
    /// Lectures a fiscal year at most.
    public let yearlyCap: Int
    /// When they were registered.
    public let registeredOn: LocalDate
    /// Why they stand where they stand, if somebody said so.
    public let statusReason: String?
    /// Where they would like to be reached, as long as they have not confirmed it; nil if nothing waits.
    public let newEmail: EmailAddress?
    /// When their name was taken away; nil: it is theirs.
    public let anonymizedAt: Instant?

    /// A value with these parts.
    public init(
        user: User.ID?,
        name: PersonName,
        kana: KanaName,
        phone: PhoneNumber,
        postalCode: PostalCode,
        address: String,
        rank: RankCode,
        reachMinutes: Int,
        acceptsOnline: Bool,
        acceptsOvernight: Bool,
        monthlyCap: Int,
        yearlyCap: Int,
        registeredOn: LocalDate,
        statusReason: String?,
        newEmail: EmailAddress?,
        anonymizedAt: Instant?
    ) {
        self.user = user
        self.name = name
        self.kana = kana
        self.phone = phone
        self.postalCode = postalCode
        self.address = address
        self.rank = rank
        self.reachMinutes = reachMinutes
        self.acceptsOnline = acceptsOnline
        self.acceptsOvernight = acceptsOvernight
        self.monthlyCap = monthlyCap
        self.yearlyCap = yearlyCap
        self.registeredOn = registeredOn
        self.statusReason = statusReason
        self.newEmail = newEmail
        self.anonymizedAt = anonymizedAt
    }
}

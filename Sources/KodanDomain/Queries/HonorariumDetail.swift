/// An honorarium with all that it was computed from.
public struct HonorariumDetail: Hashable, Sendable {
    /// What the list shows.
    public let overview: HonorariumOverview
    /// The entry that it takes back or replaces; nil for the first of a lecture.
    public let corrects: Honorarium.ID?
    /// The entries that correct it, the red one first.
    public let correctedBy: [Honorarium.ID]
    /// Why it was corrected; nil for the first of a lecture.
    public let reason: String?
    /// The fiscal year whose budget it burdens.
    public let budgetYear: FiscalYear
    /// What the lecture's programme is called.
    public let programmeName: String
    /// The attested minutes that count.
    public let minutes: Int
    /// The presenter's rank.
    public let rank: RankCode
    /// What that rank is called.
    public let rankName: String
    /// What tax is computed from.
    public let base: Yen
    /// Consumption tax that the payee's document shows apart.
    public let separateTax: Yen
    /// That document.
    public let separateTaxEvidence: Evidence.ID?
    /// The net amount that was promised.
    public let promisedNet: Yen?
    /// Who calculated it; nil for the service itself.
    public let calculatedBy: User.ID?
    /// When.
    public let calculatedAt: Instant
    /// The rows of the dated tables that its amounts were computed from.
    public let rateKeys: [RateKey]

    /// A value with these parts.
    public init(
        overview: HonorariumOverview,
        corrects: Honorarium.ID?,
        correctedBy: [Honorarium.ID],
        reason: String?,
        budgetYear: FiscalYear,
        programmeName: String,
        minutes: Int,
        rank: RankCode,
        rankName: String,
        base: Yen,
        separateTax: Yen,
        separateTaxEvidence: Evidence.ID?,
        promisedNet: Yen?,
        calculatedBy: User.ID?,
        calculatedAt: Instant,
        rateKeys: [RateKey]
    ) {
        self.overview = overview
        self.corrects = corrects
        self.correctedBy = correctedBy
        self.reason = reason
        self.budgetYear = budgetYear
        self.programmeName = programmeName
        self.minutes = minutes
        self.rank = rank
        self.rankName = rankName
        self.base = base
        self.separateTax = separateTax
        self.separateTaxEvidence = separateTaxEvidence
        self.promisedNet = promisedNet
        self.calculatedBy = calculatedBy
        self.calculatedAt = calculatedAt
        self.rateKeys = rateKeys
    }
}

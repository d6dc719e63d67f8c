/// A claimed leg of a journey as a list shows it (旅費).
public struct TravelLegEntry: Hashable, Sendable {
    /// The leg.
    public let id: TravelLeg.ID
    /// The day; of nights, that of the first.
    public let day: LocalDate
    /// By what.
    public let mode: TravelMode
    /// Where it began.
    public let from: String
    /// Where it ended.
    public let to: String
    /// What it comes to.
    public let amount: Yen
    /// How far a leg by car went.
    public let kilometres: Int?
    /// For how many nights the allowance is claimed.
    public let nights: Int?
    /// Whether the body paid the carrier or hotel itself.
    public let isPaidDirectly: Bool
    /// The file behind it.
    public let evidence: Evidence.ID?
    /// When it was claimed.
    public let claimedAt: Instant

    /// A value with these parts.
    public init(
        id: TravelLeg.ID,
        day: LocalDate,
        mode: TravelMode,
        from: String,
        to: String,
        amount: Yen,
        kilometres: Int?,
        nights: Int?,
        isPaidDirectly: Bool,
        evidence: Evidence.ID?,
        claimedAt: Instant
    ) {
        self.id = id
        self.day = day
        self.mode = mode
        self.from = from
        self.to = to
        self.amount = amount
        self.kilometres = kilometres
        self.nights = nights
        self.isPaidDirectly = isPaidDirectly
        self.evidence = evidence
        self.claimedAt = claimedAt
    }
}

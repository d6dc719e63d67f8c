/// What of the office wants somebody's care, as administrators see it first.
public struct OfficeCare: Sendable, Equatable {
    /// Mails that were given up or came back.
    public let deadMails: Int
    /// Mails that should have gone out an hour ago.
    public let lateMails: Int
    /// Addresses at which mails came back for good.
    public let closedAddresses: Int
    /// Active users who may name administrators.
    public let administrators: Int
    /// Active users of the body's own people without one-time codes.
    public let staffWithoutCodes: Int
    /// Tokens that serve and end within thirty days.
    public let endingTokens: Int
    /// When the record was sealed last; nil before the first seal.
    public let sealedAt: Instant?
    /// The oldest event that waits for a seal.
    public let unsealedSince: Instant?
    /// The last year of which the holidays are known; nil where none is.
    public let lastHolidayYear: Int?
    /// Dated rates whose last row ends within 120 days, the nearest first.
    public let endingRates: [EndingRate]

    /// A value with these parts.
    public init(
        deadMails: Int,
        lateMails: Int,
        closedAddresses: Int,
        administrators: Int,
        staffWithoutCodes: Int,
        endingTokens: Int,
        sealedAt: Instant?,
        unsealedSince: Instant?,
        lastHolidayYear: Int?,
        endingRates: [EndingRate]
    ) {
        self.deadMails = deadMails
        self.lateMails = lateMails
        self.closedAddresses = closedAddresses
        self.administrators = administrators
        self.staffWithoutCodes = staffWithoutCodes
        self.endingTokens = endingTokens
        self.sealedAt = sealedAt
        self.unsealedSince = unsealedSince
        self.lastHolidayYear = lastHolidayYear
        self.endingRates = endingRates
    }
}

/// Rates of one table that end on the same day with nothing behind them.
public struct EndingRate: Hashable, Sendable {
    /// The table.
    public let kind: RateKind
    /// The last day on which they hold.
    public let lastDay: LocalDate
    /// Of how many subjects: ranks, classes of payees, prefectures.
    public let count: Int

    /// A value with these parts.
    public init(kind: RateKind, lastDay: LocalDate, count: Int) {
        self.kind = kind
        self.lastDay = lastDay
        self.count = count
    }
}

public import KodanDomain

/// One presenter who may take one slot of one request.
public struct MatchingOption: Hashable, Sendable {
    /// The request.
    public let request: RequestKey
    /// Which wish the slot is; the first is 1.
    public let slotOrdinal: Int
    /// The presenter.
    public let presenter: PresenterKey
    /// The time of the slot.
    public let time: TimeRange
    /// Whether the lecture would be online.
    public let isOnline: Bool
    /// What speaks against it; each term 0 or more.
    public let terms: CostTerms
    /// The day in Japan on which the slot starts.
    public let day: LocalDate

    /// `presenter` in the slot `slotOrdinal`, at `time`, of `request`.
    public init(
        request: RequestKey,
        slotOrdinal: Int,
        presenter: PresenterKey,
        time: TimeRange,
        isOnline: Bool,
        terms: CostTerms
    ) {
        self.request = request
        self.slotOrdinal = slotOrdinal
        self.presenter = presenter
        self.time = time
        self.isOnline = isOnline
        self.terms = terms
        day = time.date
    }

    /// The canonical order: by request, then slot, then presenter.
    static func canonical(_ left: MatchingOption, _ right: MatchingOption) -> Bool {
        (left.request, left.slotOrdinal, left.presenter) < (right.request, right.slotOrdinal, right.presenter)
    }
}

/// What to call the withheld tax on a document; the composition of the rates decides it.
public enum WithholdingWording: String, Sendable, CaseIterable {
    /// Income tax alone.
    case until2012
    /// Income tax and the surtax for reconstruction (所得税及び復興特別所得税).
    case until2026
    /// Income tax and the surtaxes for defence and reconstruction (所得税、防衛特別所得税及び復興特別所得税).
    case from2027
    /// Income tax and the surtax for defence.
    case from2048

    init(of rate: WithholdingRate) {
        switch (rate.reconstructionPermille > 0, rate.defencePermille > 0) {
        case (false, false): self = .until2012
        case (true, false): self = .until2026
        case (true, true): self = .from2027
        case (false, true): self = .from2048
        }
    }
}

/// The tax on one payment, with everything needed to compute it again.
public struct Withholding: Hashable, Sendable {
    /// What is withheld.
    public let tax: Yen
    /// What it was computed from.
    public let base: Yen
    /// The rows that were used, lowest band first; at least one, also where the tax is zero.
    public let rates: [WithholdingRate]

    /// A tax as it was recorded, with the rows that the record names.
    public init(tax: Yen, base: Yen, rates: [WithholdingRate]) {
        self.tax = tax
        self.base = base
        self.rates = rates.sorted { $0.bandFrom < $1.bandFrom }
    }

    /// The keys of the rows that were used.
    public var rateIDs: [Int64] { rates.compactMap(\.id) }

    /// What documents call the tax; nil for payees from whom none is withheld.
    public var wording: WithholdingWording? {
        guard let rate = rates.first, rate.rateBasisPoints > 0 else { return nil }
        return WithholdingWording(of: rate)
    }
}

/// A net promise turned into the gross amount that is paid.
public struct GrossUp: Hashable, Sendable {
    /// What the contract counts as paid.
    public let gross: Yen
    /// The tax on it: `gross` less this is the promised net.
    public let withholding: Withholding
}

/// Why no tax can be given.
public enum WithholdingRefusal: Error, Equatable {
    /// A base below zero: a red entry copies the tax of its original, it never computes.
    case negative(Yen)
    /// An amount above ``WithholdingTable/largestBase``.
    case tooLarge(Yen)
    /// The table has no rate for these payees on this day.
    case outsideTable(WithholdingClass, LocalDate)
}

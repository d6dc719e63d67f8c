/// The part of payments above the first band of the tax, which the month's tax slip asks for (100万円超支払額).
public struct SlipExcess: Hashable, Sendable {
    private let bandEnd: Yen?

    /// For payments whose lower rate ends here; nil where there is one rate.
    public init(bandEnd: Yen?) {
        self.bandEnd = bandEnd
    }

    /// What of a payment's base lies above the band.
    public func of(_ base: Yen) -> Yen {
        guard let bandEnd else { return .zero }
        return max(base - bandEnd, .zero)
    }

    /// What of it goes when `taken` is taken back of a payment's `base`, of which `before` is gone already.
    ///
    /// The payment then counts as if it had been of what is left.
    public func takenBack(_ taken: Yen, of base: Yen, after before: Yen) -> Yen {
        of(base - before) - of(base - before - taken)
    }
}

/// How much of the tax-equivalent the body may deduct when the payee is not a registered issuer.
///
/// It concerns the body's own consumption-tax accounts only: never the payee's amount, never withholding.
/// Source: transitional measure of the invoice system, as changed by the FY2026 tax reform (70 % from October 2026).
public struct TransitionalDeduction: Hashable, Sendable, Dated {
    /// The key of its row; nil before it is stored.
    public let id: Int64?
    /// The dates of supply (lecture dates, not payment dates) on which it holds.
    public let validity: DateRange
    /// The deductible share, 0 to 100.
    public let percent: Int

    /// A share; nil outside 0 to 100.
    public init?(id: Int64? = nil, validity: DateRange, percent: Int) {
        guard (0...100).contains(percent) else { return nil }
        self.id = id
        self.validity = validity
        self.percent = percent
    }
}

/// The shares by date of supply; a date before the invoice system is refused.
public typealias TransitionalDeductionTable = DatedTable<TransitionalDeduction>

/// The consumption tax rate over some days of supply.
public struct ConsumptionTaxRate: Hashable, Sendable, Dated {
    /// The key of its row; nil before it is stored.
    public let id: Int64?
    /// The dates of supply (lecture dates) on which it holds.
    public let validity: DateRange
    /// 1000 is 10 %.
    public let basisPoints: Int64

    /// A rate; nil outside 0 to 10,000 basis points.
    public init?(id: Int64? = nil, validity: DateRange, basisPoints: Int64) {
        guard (0...10_000).contains(basisPoints) else { return nil }
        self.id = id
        self.validity = validity
        self.basisPoints = basisPoints
    }

    /// Parts an amount that includes the tax (内税); the tax is rounded down.
    ///
    /// One rounding per rate and document, so `amount` is the document's total: the rule for qualified invoices,
    /// kept for notices too. The amount must not be negative.
    public func splitIncluded(_ amount: Yen) -> TaxedAmount {
        precondition(amount >= .zero, "a red entry copies its original")
        let tax = Int64(Int128(amount.amount) * Int128(basisPoints) / Int128(10_000 + basisPoints))
        return TaxedAmount(excludingTax: amount - Yen(tax), tax: Yen(tax))
    }

    /// Adds the tax to an amount that excludes it (外税); the tax is rounded down, once per document.
    public func added(to amount: Yen) -> TaxedAmount {
        precondition(amount >= .zero, "a red entry copies its original")
        let tax = Int64(Int128(amount.amount) * Int128(basisPoints) / 10_000)
        return TaxedAmount(excludingTax: amount, tax: Yen(tax))
    }
}

/// An amount with its consumption tax beside it.
public struct TaxedAmount: Hashable, Sendable {
    /// The amount without the tax.
    public let excludingTax: Yen
    /// The tax.
    public let tax: Yen
    /// Both.
    public var includingTax: Yen { excludingTax + tax }
}

/// The standard rates of the consumption tax by date of supply; lectures are never at the reduced rate.
public typealias ConsumptionTaxTable = DatedTable<ConsumptionTaxRate>

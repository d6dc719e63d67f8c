/// What a tax treaty (租税条約) takes off a non-resident's withholding tax.
public enum TreatyRelief: Hashable, Sendable {
    /// Nothing: the flat rate of the table.
    case none
    /// All of it.
    case exempt
    /// All but this rate on the whole amount, in basis points, without surtaxes.
    case reduced(basisPoints: Int64)
}

/// What accounting decided about a non-resident's treaty.
public struct TreatyDecision: Hashable, Sendable {
    /// The key of its row.
    public let id: Int64
    /// What it takes off.
    public let relief: TreatyRelief
    /// The day on which the notification reached the tax office; nil where there is no relief.
    public let notifiedOn: LocalDate?

    /// A decision.
    public init(id: Int64, relief: TreatyRelief, notifiedOn: LocalDate?) {
        self.id = id
        self.relief = relief
        self.notifiedOn = notifiedOn
    }

    /// Whether it serves a payment on `payOn`: relief needs the notification by the day before.
    ///
    /// Source: the notification of the income tax convention reaches the tax office, through the payer, before the
    /// payment (実施特例省令).
    public func serves(paymentOn payOn: LocalDate) -> Bool {
        switch relief {
        case .none: true
        case .exempt, .reduced: notifiedOn.map { $0 < payOn } ?? false
        }
    }

    /// The tax on a payment of `base`, of which the table takes `flat`; a fraction of a yen is dropped.
    func withholding(instead flat: Withholding) -> Withholding {
        switch relief {
        case .none: flat
        case .exempt: Withholding(tax: .zero, base: flat.base, rates: flat.rates)
        case .reduced(let basisPoints):
            Withholding(
                tax: Yen(Int64(Int128(flat.base.amount) * Int128(basisPoints) / 10_000)),
                base: flat.base,
                rates: flat.rates
            )
        }
    }
}

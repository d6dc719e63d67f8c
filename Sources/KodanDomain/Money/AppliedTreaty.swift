/// The decision on a treaty that is in force for a non-resident's payment.
public struct AppliedTreaty: Hashable, Sendable {
    /// The decision.
    public let decision: TreatyDecision.ID
    /// What the treaty does.
    public let relief: TreatyRelief
    /// The reduced rate on the whole amount, without surtaxes; nil for any other relief.
    public let rateBasisPoints: Int64?
    /// The day on which the notification reached the tax office; nil where there is no relief.
    public let notifiedOn: LocalDate?

    /// A decision in force.
    public init(
        decision: TreatyDecision.ID,
        relief: TreatyRelief,
        rateBasisPoints: Int64? = nil,
        notifiedOn: LocalDate?
    ) {
        self.decision = decision
        self.relief = relief
        self.rateBasisPoints = rateBasisPoints
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

    /// The tax on a payment of which the table takes `flat`; a fraction of a yen is dropped.
    func withholding(instead flat: Withholding) -> Withholding {
        let tax: Yen
        switch (relief, rateBasisPoints) {
        case (.exempt, _): tax = .zero
        case (.reduced, let points?): tax = Yen(Int64(Int128(flat.base.amount) * Int128(points) / 10_000))
        case (.none, _), (.reduced, nil): tax = flat.tax
        }
        return Withholding(tax: tax, base: flat.base, rates: flat.rates)
    }
}

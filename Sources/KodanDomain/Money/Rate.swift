/// One row of one of the dated tables by which money is computed.
public enum Rate: Hashable, Sendable {
    /// A price of lectures.
    case fee(FeeRate)
    /// A band of the withholding tax, with what it is.
    case withholding(WithholdingRate, note: String)
    /// The consumption tax, with what it is.
    case consumptionTax(ConsumptionTaxRate, note: String)
    /// A transitional deduction, with what it is.
    case deduction(TransitionalDeduction, note: String)
    /// A limit, an allowance or the price of a kilometre.
    case travel(TravelRate)
    /// Which evidence a claim wants.
    case evidence(EvidenceRule)

    /// Which table it belongs to.
    public var kind: RateKind {
        switch self {
        case .fee: .fee
        case .withholding: .withholding
        case .consumptionTax: .consumptionTax
        case .deduction: .deduction
        case .travel: .travel
        case .evidence: .evidence
        }
    }

    /// The days on which it holds.
    public var validity: DateRange {
        switch self {
        case .fee(let rate): rate.validity
        case .withholding(let rate, _): rate.validity
        case .consumptionTax(let rate, _): rate.validity
        case .deduction(let rate, _): rate.validity
        case .travel(let rate): rate.validity
        case .evidence(let rate): rate.validity
        }
    }

    /// Its key; nil before it is stored.
    public var key: RateKey? {
        let number: Int64? =
            switch self {
            case .fee(let rate): rate.id
            case .withholding(let rate, _): rate.id
            case .consumptionTax(let rate, _): rate.id
            case .deduction(let rate, _): rate.id
            case .travel(let rate): rate.id
            case .evidence(let rate): rate.id
            }
        return number.map { RateKey(kind, $0) }
    }

    /// What it is a rate of: the rank, the class of payees, the kind of travel.
    public var subject: String {
        switch self {
        case .fee(let rate): [rate.rankCode, rate.programmeCode].compactMap(\.self).joined(separator: " ")
        case .withholding(let rate, _): rate.payeeClass.rawValue
        case .consumptionTax, .deduction: kind.rawValue
        case .travel(let rate):
            [rate.kind.rawValue, rate.prefecture?.description].compactMap(\.self).joined(separator: " ")
        case .evidence(let rule): "\(rule.claim.code) \(rule.evidence.rawValue)"
        }
    }

    /// Whether both say the same from the same day on, whenever they end; words beside the figures do not count.
    public func saysTheSame(as other: Rate) -> Bool {
        guard validity.first == other.validity.first, subject == other.subject else { return false }
        return switch (self, other) {
        case (.fee(let one), .fee(let two)):
            (one.unit, one.amount, one.timeStepMinutes, one.rounding)
                == (two.unit, two.amount, two.timeStepMinutes, two.rounding)
                && (one.cap, one.taxIncluded, one.preparationMinutes)
                    == (two.cap, two.taxIncluded, two.preparationMinutes)
        case (.withholding(let one, _), .withholding(let two, _)):
            (one.bandFrom, one.bandTo, one.rateBasisPoints, one.incomeTaxBasisPoints)
                == (two.bandFrom, two.bandTo, two.rateBasisPoints, two.incomeTaxBasisPoints)
                && (one.reconstructionPermille, one.defencePermille)
                    == (two.reconstructionPermille, two.defencePermille)
        case (.consumptionTax(let one, _), .consumptionTax(let two, _)): one.basisPoints == two.basisPoints
        case (.deduction(let one, _), .deduction(let two, _)): one.percent == two.percent
        case (.travel(let one), .travel(let two)): one.amount == two.amount
        case (.evidence(let one), .evidence(let two)): one.above == two.above
        case (.fee, _), (.withholding, _), (.consumptionTax, _), (.deduction, _), (.travel, _),
            (.evidence, _):
            false
        }
    }
}

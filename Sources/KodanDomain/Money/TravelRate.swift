/// What a travel rate is the price of.
public enum TravelRateKind: String, Sendable, CaseIterable {
    /// A night in a hotel, at most.
    case lodgingLimit = "lodging_limit"
    /// The allowance for a night (宿泊手当).
    case lodgingAllowance = "lodging_allowance"
    /// A kilometre in one's own car; each body sets its own.
    case carPerKilometre = "car_per_km"
}

/// What the body pays for travel, over some days of travel.
///
/// Source: the travel law in force since 2025-04-01, which bodies follow by rules of their own.
public struct TravelRate: Hashable, Sendable, Dated {
    /// The amounts that a rate may have.
    public static let amounts = 1...1_000_000

    /// The key of its row; nil before it is stored.
    public let id: Int64?
    /// What it is the price of.
    public let kind: TravelRateKind
    /// Where it holds, for limits of lodging; nil for everywhere that has no row of its own.
    public let prefecture: PrefectureCode?
    /// Whole yen.
    public let amount: Yen
    /// The days of travel on which it holds.
    public let validity: DateRange
    /// The rule that sets it.
    public let legalBasis: String

    /// A rate; nil for an amount outside ``amounts``, or a prefecture beside anything but a limit of lodging.
    public init?(
        id: Int64? = nil,
        kind: TravelRateKind,
        prefecture: PrefectureCode? = nil,
        amount: Yen,
        validity: DateRange,
        legalBasis: String
    ) {
        guard TravelRate.amounts.contains(Int(amount.amount)) else { return nil }
        guard prefecture == nil || kind == .lodgingLimit else { return nil }
        self.id = id
        self.kind = kind
        self.prefecture = prefecture
        self.amount = amount
        self.validity = validity
        self.legalBasis = legalBasis
    }
}

/// All travel rates, by kind, prefecture and day of travel.
public struct TravelRates: Sendable {
    private let rates: [TravelRate]

    /// The rates; that no two hold for the same at once is the table's rule.
    public init(_ rates: [TravelRate]) {
        self.rates = rates
    }

    /// The rate on a day: the prefecture's own, or else the one for everywhere; nil if there is none.
    public func rate(
        _ kind: TravelRateKind,
        in prefecture: PrefectureCode? = nil,
        on day: LocalDate
    ) -> TravelRate? {
        let valid = rates.filter { $0.kind == kind && $0.validity.contains(day) }
        return valid.first { prefecture != nil && $0.prefecture == prefecture }
            ?? valid.first { $0.prefecture == nil }
    }

    /// What a claim comes to, with the rate that it was computed from.
    ///
    /// A journey by car is its kilometres times the rate of its day. An allowance is its nights times the rate of the
    /// first, which must hold on all of them. Every other claim is what was paid.
    ///
    /// Throws ``Refusal``: `noTravelRate`, or `field` for nights that no single rate covers and sums beyond
    /// ``TravelClaim/amounts``.
    public func priced(_ claim: TravelClaim) throws(Refusal) -> PricedClaim {
        switch claim.cost {
        case .paid(let amount):
            return PricedClaim(claim: claim, amount: amount, rate: nil)
        case .kilometres(let count):
            return try product(of: claim, count, .kilometres, at: try needed(.carPerKilometre, on: claim.day))
        case .nights(let count):
            let rate = try needed(.lodgingAllowance, on: claim.day)
            if let last = rate.validity.last, last < claim.day.adding(days: count - 1) {
                let covered = claim.day.days(until: last) + 1
                throw .field(FieldRefused(.nights, expected: .integer(1...covered)))
            }
            return try product(of: claim, count, .nights, at: rate)
        }
    }

    private func needed(_ kind: TravelRateKind, on day: LocalDate) throws(Refusal) -> TravelRate {
        guard let rate = rate(kind, on: day) else { throw .noTravelRate(kind, day) }
        return rate
    }

    private func product(
        of claim: TravelClaim,
        _ count: Int,
        _ field: Field,
        at rate: TravelRate
    ) throws(Refusal) -> PricedClaim {
        let amount = Yen(Int64(count) * rate.amount.amount)
        guard TravelClaim.amounts.contains(Int(amount.amount)) else {
            let most = TravelClaim.amounts.upperBound / Int(rate.amount.amount)
            throw .field(FieldRefused(field, expected: .integer(1...most)))
        }
        return PricedClaim(claim: claim, amount: amount, rate: rate.id)
    }
}

/// A claim with what it comes to.
public struct PricedClaim: Hashable, Sendable {
    /// The claim.
    public let claim: TravelClaim
    /// What is owed for it, or was paid directly.
    public let amount: Yen
    /// The row that it was computed from; nil for what was paid.
    public let rate: Int64?
}

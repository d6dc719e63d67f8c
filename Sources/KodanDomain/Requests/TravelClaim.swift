/// By what a leg was travelled; a night in a hotel is a leg that stays where it is.
public enum TravelMode: String, Sendable, CaseIterable {
    /// 鉄道.
    case rail
    /// バス.
    case bus
    /// 自家用車: by kilometres, at the body's rate.
    case car
    /// タクシー.
    case taxi
    /// 船.
    case ferry
    /// 航空機.
    case air
    /// 宿泊.
    case lodging
    /// 宿泊手当: by nights, at the body's rate.
    case lodgingAllowance = "lodging_allowance"
}

/// What a claim is computed from.
public enum ClaimedCost: Hashable, Sendable {
    /// What was paid.
    case paid(Yen)
    /// Kilometres in one's own car.
    case kilometres(Int)
    /// Nights for which the allowance is claimed, the first on the claim's day.
    case nights(Int)

    /// The kilometres, of a car.
    public var kilometres: Int? { if case .kilometres(let count) = self { count } else { nil } }
    /// The nights, of an allowance.
    public var nights: Int? { if case .nights(let count) = self { count } else { nil } }
}

/// One leg of a journey, as the presenter claims it (旅費).
public struct TravelClaim: Hashable, Sendable {
    /// What a leg may come to, in yen.
    public static let amounts = 1...1_000_000
    /// How far a leg by car may go.
    public static let distances = 1...2_000
    /// For how many nights in a row the allowance may be claimed.
    public static let stays = 1...30

    /// The day; of nights, that of the first.
    public let day: LocalDate
    /// By what.
    public let mode: TravelMode
    /// Where it began.
    public let from: String
    /// Where it ended.
    public let to: String
    /// What it is computed from.
    public let cost: ClaimedCost
    /// Whether the body paid the carrier or hotel itself; else the presenter is paid.
    public let isPaidDirectly: Bool
    /// The file behind it; nil if there is none yet.
    public let evidence: Evidence.ID?

    /// A claim: a car's has kilometres, the allowance's has nights, every other has an amount.
    ///
    /// Throws ``FieldRefused`` for an empty place, a figure that is missing, out of bounds or not the mode's own, and
    /// for an allowance or a car that the body is said to have paid.
    public init(
        day: LocalDate,
        mode: TravelMode,
        from: String,
        to: String,
        amount: Yen? = nil,
        kilometres: Int? = nil,
        nights: Int? = nil,
        isPaidDirectly: Bool,
        evidence: Evidence.ID? = nil
    ) throws(FieldRefused) {
        self.day = day
        self.mode = mode
        self.from = try from.plainText(.travelLegs, atMost: 100)
        self.to = try to.plainText(.travelLegs, atMost: 100)
        let yen = amount.map { Int($0.amount) }
        switch mode {
        case .car:
            cost = .kilometres(try kilometres.needed(.kilometres, in: TravelClaim.distances))
            try yen.unneeded(.amount)
            try nights.unneeded(.nights)
        case .lodgingAllowance:
            cost = .nights(try nights.needed(.nights, in: TravelClaim.stays))
            try yen.unneeded(.amount)
            try kilometres.unneeded(.kilometres)
        case .rail, .bus, .taxi, .ferry, .air, .lodging:
            cost = .paid(Yen(Int64(try yen.needed(.amount, in: TravelClaim.amounts))))
            try kilometres.unneeded(.kilometres)
            try nights.unneeded(.nights)
        }
        if case .paid = cost {
        } else if isPaidDirectly {
            throw FieldRefused(.paidDirectly, expected: .oneOf(["false"]))
        }
        self.isPaidDirectly = isPaidDirectly
        self.evidence = evidence
    }
}

extension Int? {
    /// The number, within its bounds.
    fileprivate func needed(_ field: Field, in bounds: ClosedRange<Int>) throws(FieldRefused) -> Int {
        guard let number = self else { throw FieldRefused(field, expected: .present) }
        guard bounds.contains(number) else { throw FieldRefused(field, expected: .integer(bounds)) }
        return number
    }

    /// Refuses a number that the mode of travel does not take.
    fileprivate func unneeded(_ field: Field) throws(FieldRefused) {
        guard self == nil else { throw FieldRefused(field, expected: .notOfMode) }
    }
}

/// One leg of a journey, as the presenter claims it (旅費).
public struct TravelClaim: Hashable, Sendable {
    /// The day.
    public let day: LocalDate
    /// By what.
    public let mode: TravelMode
    /// Where it began.
    public let from: String
    /// Where it ended.
    public let to: String
    /// What it cost, 1 to 1,000,000 yen.
    public let amount: Yen
    /// Whether the body paid the carrier or hotel itself; else the presenter is paid.
    public let isPaidDirectly: Bool

    /// A claim.
    ///
    /// Throws ``FieldRefused`` for an empty place or an amount out of bounds.
    public init(
        day: LocalDate,
        mode: TravelMode,
        from: String,
        to: String,
        amount: Yen,
        isPaidDirectly: Bool
    ) throws(FieldRefused) {
        self.day = day
        self.mode = mode
        self.from = try from.plainText(.travelLegs, atMost: 100)
        self.to = try to.plainText(.travelLegs, atMost: 100)
        guard (1...1_000_000).contains(amount.amount) else {
            throw FieldRefused(.amount, expected: .integer(1...1_000_000))
        }
        self.amount = amount
        self.isPaidDirectly = isPaidDirectly
    }
}

/// By what a leg was travelled; a night in a hotel is a leg that stays where it is.
public enum TravelMode: String, Sendable, CaseIterable {
    /// 鉄道.
    case rail
    /// バス.
    case bus
    /// 自家用車.
    case car
    /// タクシー.
    case taxi
    /// 船.
    case ferry
    /// 航空機.
    case air
    /// 宿泊.
    case lodging
}

/// What the presenter attests after the lecture (実施報告).
public struct LectureReportDraft: Hashable, Sendable {
    /// When it was held, from its beginning to its end.
    public let held: TimeRange
    /// The minutes lectured, at most as long as it was held.
    public let minutes: Int
    /// How many came, 0 to 10,000.
    public let attendance: Int
    /// What was said and asked, 1 to 4,000 characters.
    public let summary: String
    /// The journey, at most 40 legs.
    public let travel: [TravelClaim]

    /// A report.
    ///
    /// Throws ``FieldRefused``.
    public init(
        held: TimeRange,
        minutes: Int,
        attendance: Int,
        summary: String,
        travel: [TravelClaim]
    ) throws(FieldRefused) {
        self.held = held
        self.minutes = try minutes.within(1...min(720, max(1, held.minutes)), .minutes)
        self.attendance = try attendance.within(0...10_000, .attendance)
        self.summary = try summary.longText(.summary, atMost: 4000)
        guard !self.summary.isEmpty else { throw FieldRefused(.summary, expected: .present) }
        guard travel.count <= 40 else { throw FieldRefused(.travelLegs, expected: .integer(0...40)) }
        self.travel = travel
    }
}

/// What the host attests after the lecture (開催確認).
public struct HostConfirmationDraft: Hashable, Sendable {
    /// The minutes lectured, 1 to 720.
    public let minutes: Int
    /// How many came, 0 to 10,000.
    public let attendance: Int
    /// How content the host was, 1 to 5; nil if it does not say.
    public let satisfaction: Int?
    /// Whether it would ask again; nil if it does not say.
    public let wouldAskAgain: Bool?
    /// What else it says, at most 2,000 characters.
    public let comment: String

    /// A confirmation.
    ///
    /// Throws ``FieldRefused``.
    public init(
        minutes: Int,
        attendance: Int,
        satisfaction: Int?,
        wouldAskAgain: Bool?,
        comment: String
    ) throws(FieldRefused) {
        self.minutes = try minutes.within(1...720, .minutes)
        self.attendance = try attendance.within(0...10_000, .attendance)
        self.satisfaction = try satisfaction?.within(1...5, .satisfaction)
        self.wouldAskAgain = wouldAskAgain
        self.comment = try comment.longText(.comment, atMost: 2000)
    }
}

/// What the presenter attests after the lecture (実施報告).
public struct LectureReportDraft: Hashable, Sendable {
    /// When it was held, from its beginning to its end, at least a minute.
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
        guard held.minutes >= 1 else { throw FieldRefused(.held, expected: .minutes(1...1440)) }
        self.minutes = try minutes.within(1...min(720, held.minutes), .minutes)
        self.attendance = try attendance.within(0...10_000, .attendance)
        self.summary = try summary.longText(.summary, atMost: 4000)
        guard !self.summary.isEmpty else { throw FieldRefused(.summary, expected: .present) }
        guard travel.count <= 40 else { throw FieldRefused(.travelLegs, expected: .count(0...40)) }
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

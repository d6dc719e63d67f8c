/// When a request that nobody goes on with ends by itself (申込の失効): every wait has a deadline.
public struct LapseRule: Sendable, Equatable {
    /// How many days without a step an office may wait.
    public static let quiet = 1...1000
    /// How many days before the end an office may tell of it.
    public static let notice = 1...90
    /// A sample: told after 60 days, ended 14 days later.
    public static let standard = LapseRule(trusted: 60, 14)

    /// After so many days in which nothing happened to it, its contact is told.
    public let quietDays: Int
    /// It ends when so many days after that one are over.
    public let noticeDays: Int

    /// A rule with these days; nil outside of ``quiet`` and ``notice``.
    public init?(quietDays: Int, noticeDays: Int) {
        guard LapseRule.quiet.contains(quietDays), LapseRule.notice.contains(noticeDays) else { return nil }
        self.init(trusted: quietDays, noticeDays)
    }

    private init(trusted quietDays: Int, _ noticeDays: Int) {
        self.quietDays = quietDays
        self.noticeDays = noticeDays
    }

    /// The end of a request whose contact is told at `now`: midnight, after whole days.
    public func end(toldAt now: Instant) -> Instant {
        Instant(now.date.adding(days: noticeDays + 1), .midnight)
    }
}

/// What a request stayed as until it lapsed: the states in which it waits for its own side, or for what cannot come.
public enum LapseGround: String, Sendable, CaseIterable {
    /// A draft was not handed in.
    case draft
    /// What was sent back was not corrected.
    case returned
    /// Its wished times have passed, and nobody was found.
    case unmatched
    /// It was not held, and has no new dates.
    case notHeld = "not_held"

    /// The ground for a request in `state`; nil if it does not lapse there.
    public init?(_ state: RequestState) { self.init(rawValue: state.rawValue) }
}

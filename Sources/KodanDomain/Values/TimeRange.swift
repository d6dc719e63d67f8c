/// A half-open span of time: its start belongs to it, its end does not.
public struct TimeRange: Hashable, Sendable, CustomStringConvertible {
    /// The first moment.
    public let start: Instant
    /// The first moment after it.
    public let end: Instant

    /// From `start` until `end`; nil unless the end is later.
    public init?(start: Instant, end: Instant) {
        guard start < end else { return nil }
        self.start = start
        self.end = end
    }

    /// From `start` on for `minutes`; nil unless positive.
    public init?(start: Instant, minutes: Int) {
        self.init(start: start, end: start.adding(minutes: minutes))
    }

    /// Whole minutes.
    public var minutes: Int { start.minutes(until: end) }

    /// The day in Japan on which it starts.
    public var date: LocalDate { start.date }

    /// Whether the two share a moment; spans that only touch do not.
    public func overlaps(_ other: TimeRange) -> Bool { start < other.end && other.start < end }

    /// ISO 8601, `2026-12-05T14:00:00+09:00/2026-12-05T16:00:00+09:00`.
    public var description: String { "\(start)/\(end)" }
}

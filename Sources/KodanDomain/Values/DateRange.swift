/// A span of days from a first day, with a last day or open-ended; both ends belong to it.
public struct DateRange: Hashable, Sendable, CustomStringConvertible {
    /// The first day.
    public let first: LocalDate
    /// The last day; nil if it goes on until further notice.
    public let last: LocalDate?

    /// From `first` to `last`; nil if the last day comes before the first.
    public init?(first: LocalDate, last: LocalDate? = nil) {
        if let last, last < first { return nil }
        self.first = first
        self.last = last
    }

    /// From the first of `days` to the last.
    public init(_ days: ClosedRange<LocalDate>) {
        (first, last) = (days.lowerBound, days.upperBound)
    }

    /// From the first of `days` until further notice.
    public init(_ days: PartialRangeFrom<LocalDate>) {
        (first, last) = (days.lowerBound, nil)
    }

    /// One day.
    public init(_ day: LocalDate) {
        (first, last) = (day, day)
    }

    /// The whole calendar year; nil for one that ``LocalDate`` does not know.
    public init?(year: Int) {
        guard let first = LocalDate(year: year, month: 1, day: 1),
            let last = LocalDate(year: year, month: 12, day: 31)
        else { return nil }
        self.init(first...last)
    }

    /// Whether `date` lies in it.
    public func contains(_ date: LocalDate) -> Bool {
        guard date >= first else { return false }
        guard let last else { return true }
        return date <= last
    }

    /// Whether the two share a day.
    public func overlaps(_ other: DateRange) -> Bool {
        contains(other.first) || other.contains(first)
    }

    /// ISO 8601, `2026-04-01/2027-03-31`; two dots for an open end.
    public var description: String { "\(first)/\(last.map(\.description) ?? "..")" }
}

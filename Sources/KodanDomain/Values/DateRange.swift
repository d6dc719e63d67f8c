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

/// One month of one year, `2026-05`.
public struct YearMonth: Hashable, Sendable, Comparable, CustomStringConvertible {
    /// The year, 1 to 9999.
    public let year: Int
    /// The month, 1 to 12.
    public let month: Int

    /// The month with these parts; nil if there is none.
    public init?(year: Int, month: Int) {
        guard (1...9999).contains(year), (1...12).contains(month) else { return nil }
        self.year = year
        self.month = month
    }

    /// The month in which `date` lies.
    public init(containing date: LocalDate) {
        year = date.year
        month = date.month
    }

    /// Reads `2026-05` and nothing else.
    public init?(_ text: String) {
        guard let first = LocalDate(text + "-01") else { return nil }
        self.init(containing: first)
    }

    /// The first day.
    public var first: LocalDate {
        LocalDate(year: year, month: month, day: 1) ?? LocalDate(dayNumber: 0)
    }

    /// The last day.
    public var last: LocalDate { next.first.adding(days: -1) }

    /// The month after this one.
    public var next: YearMonth {
        YearMonth(containing: first.adding(days: 31))
    }

    /// The month before this one.
    public var previous: YearMonth { YearMonth(containing: first.adding(days: -1)) }

    /// ISO 8601, `2026-05`.
    public var description: String { "\(padded(year, 4))-\(padded(month, 2))" }

    /// Orders by time.
    public static func < (left: YearMonth, right: YearMonth) -> Bool {
        (left.year, left.month) < (right.year, right.month)
    }
}

/// 暦年: 1 January to 31 December, by which payment records are filed.
public struct CalendarYear: Hashable, Sendable, Comparable, CustomStringConvertible {
    /// Years that records can be made for.
    public static let bounds = 2000...2200

    /// The year.
    public let number: Int

    /// The year `number`; nil outside ``bounds``.
    public init?(_ number: Int) {
        guard CalendarYear.bounds.contains(number) else { return nil }
        self.number = number
    }

    /// 1 January.
    public var first: LocalDate { LocalDate(year: number, month: 1, day: 1) ?? LocalDate(dayNumber: 0) }
    /// 31 December.
    public var last: LocalDate { LocalDate(year: number, month: 12, day: 31) ?? LocalDate(dayNumber: 0) }

    /// `2026`.
    public var description: String { String(number) }

    /// Orders by time.
    public static func < (left: CalendarYear, right: CalendarYear) -> Bool { left.number < right.number }
}

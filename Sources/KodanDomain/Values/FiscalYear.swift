/// 年度: 1 April to 31 March, named after the year in which it begins.
public struct FiscalYear: Hashable, Sendable, Comparable, CustomStringConvertible {
    /// The year in which it begins: 2026 ends on 31 March 2027.
    public let startYear: Int

    /// The years in which those may begin for which something is planned or counted.
    public static let planned = 2000...2200

    /// The fiscal year that begins in April of `startYear`; nil outside 1 to 9998.
    public init?(startYear: Int) {
        guard (1...9998).contains(startYear) else { return nil }
        self.startYear = startYear
    }

    /// The fiscal year in which `date` lies.
    public init(containing date: LocalDate) {
        startYear = date.month >= 4 ? date.year : date.year - 1
    }

    /// 1 April.
    public var first: LocalDate { day(month: 4, day: 1, year: startYear) }
    /// 31 March.
    public var last: LocalDate { day(month: 3, day: 31, year: startYear + 1) }

    /// The twelve months, April first.
    public var months: [YearMonth] {
        var month = first.yearMonth
        return (0..<12).map { _ in
            defer { month = month.next }
            return month
        }
    }

    /// `FY2026`.
    public var description: String { "FY\(startYear)" }

    /// These days exist in every year.
    private func day(month: Int, day: Int, year: Int) -> LocalDate {
        LocalDate(year: year, month: month, day: day) ?? LocalDate(dayNumber: 0)
    }

    /// Orders by time.
    public static func < (left: FiscalYear, right: FiscalYear) -> Bool { left.startYear < right.startYear }
}

/// A day off by law: a national holiday, its substitute, or a day between two.
public struct Holiday: Hashable, Sendable {
    /// The day.
    public let date: LocalDate
    /// What it is called.
    public let name: String

    /// A named day.
    public init(date: LocalDate, name: String) {
        self.date = date
        self.name = name
    }
}

/// Why the calendar gives no answer.
public enum CalendarRefusal: Error, Equatable {
    /// The holidays of this year are not known yet; they are announced in the February before.
    case yearNotCovered(Int)
    /// A holiday lies in a year that the table does not claim to cover.
    case strayHoliday(LocalDate)
    /// The day lies before the first era of the table.
    case beforeEras(LocalDate)
    /// There is no such day of a month.
    case dayOfMonth(Int)
}

/// The holidays of whole years, as announced: data, never an algorithm.
public struct Holidays: Sendable {
    private let days: [LocalDate: String]
    private let years: Set<Int>

    /// The holidays of `years`, which must be known completely.
    public init(_ days: [Holiday], years: Set<Int>) throws(CalendarRefusal) {
        if let stray = days.first(where: { !years.contains($0.date.year) }) {
            throw .strayHoliday(stray.date)
        }
        self.days = Dictionary(days.map { ($0.date, $0.name) }, uniquingKeysWith: { first, _ in first })
        self.years = years
    }

    /// The name of the holiday on `date`, nil if it is none; refuses years that are not covered.
    public func name(on date: LocalDate) throws(CalendarRefusal) -> String? {
        guard years.contains(date.year) else { throw .yearNotCovered(date.year) }
        return days[date]
    }
}

/// A Japanese era (元号).
public struct Era: Hashable, Sendable {
    /// `令和`.
    public let name: String
    /// The day on which its first year begins; the second begins on 1 January.
    public let firstDay: LocalDate

    /// An era.
    public init(name: String, firstDay: LocalDate) {
        self.name = name
        self.firstDay = firstDay
    }
}

/// A year of an era.
public struct EraYear: Hashable, Sendable, CustomStringConvertible {
    /// The era.
    public let era: Era
    /// 1 for its first year.
    public let number: Int

    /// As in running text: `令和8年`, the first one `令和元年`.
    public var description: String { "\(era.name)\(number == 1 ? "元" : String(number))年" }

    /// Two digits for data files: Reiwa 8 is `08`, the first year `01`.
    public var fileCode: String { padded(number, 2) }
}

/// The eras as data: a new one is a new row.
public struct EraTable: Sendable {
    private let eras: [Era]

    /// A table of these eras, in any order.
    public init(_ eras: [Era]) {
        self.eras = eras.sorted { $0.firstDay < $1.firstDay }
    }

    /// The eras since 1926.
    public static let japan = EraTable(
        [
            ("昭和", (1926, 12, 25)), ("平成", (1989, 1, 8)), ("令和", (2019, 5, 1)),
        ].compactMap { name, day in
            LocalDate(year: day.0, month: day.1, day: day.2).map { Era(name: name, firstDay: $0) }
        }
    )

    /// The era and its year on a day; refuses days before the first era.
    public func year(of date: LocalDate) throws(CalendarRefusal) -> EraYear {
        guard let era = eras.last(where: { $0.firstDay <= date }) else { throw .beforeEras(date) }
        return EraYear(era: era, number: date.year - era.firstDay.year + 1)
    }

    /// `令和8年度`; a year in which an era begins takes the new era's name, as fiscal 2019 was 令和元年度.
    ///
    /// An era that began after New Year is too late for that: fiscal 1988 stays 昭和63年度.
    public func text(_ fiscalYear: FiscalYear) throws(CalendarRefusal) -> String {
        let atEnd = try year(of: fiscalYear.last)
        let year =
            atEnd.number > 1
            ? EraYear(era: atEnd.era, number: atEnd.number - 1)
            : try year(of: fiscalYear.first)
        return "\(year)度"
    }
}

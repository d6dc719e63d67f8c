public import KodanDomain

/// Whether a figure is what was held or what is aimed at.
public enum TargetFigure: String, Sendable, CaseIterable {
    /// What was held.
    case held
    /// What is aimed at.
    case target
}

/// What a group of programmes held or aims at in a year, as `Config/programmes/programme_targets.csv` has it.
public struct ProgrammeTarget: TableRecord, Hashable {
    /// The group; programmes name it.
    public let group: ProgrammeCode
    /// The year.
    public let year: FiscalYear
    /// Held or aimed at.
    public let figure: TargetFigure
    /// How many of `unit` were held, or are to be.
    public let count: Int
    /// Of what.
    public let unit: TargetUnit
    /// People who came, where that is known.
    public let people: Int?

    /// `programme_targets`.
    public static let table = "programme_targets"
    /// The columns.
    public static let columns = [
        "target_group", "fiscal_year", "figure", "count", "unit", "people", "approximate", "basis",
    ]

    /// Reads one row; `fiscal_year` is the year of its April.
    public init(_ row: TableRow) throws(TableProblem) {
        group = try row.value("target_group") { text throws(FieldRefused) in try ProgrammeCode(text) }
        guard let year = FiscalYear(startYear: try row.integer("fiscal_year", in: FiscalYear.planned)) else {
            throw row.problem("fiscal_year", .integer(FiscalYear.planned))
        }
        self.year = year
        figure = try row.choice("figure")
        count = try row.integer("count", in: 0...1_000_000)
        unit = try row.choice("unit")
        people = try row.optionalInteger("people", in: 0...10_000_000)
        _ = try row.flag("approximate")
        _ = try row.text("basis")
    }
}

/// A date of the body's own seminars, as `Config/programmes/fy2019_schedule.csv` has it.
public struct ScheduledSeminar: TableRecord, Hashable {
    /// What it is.
    public let event: ProgrammeEvent
    /// Its number in that programme, from 1.
    public let number: Int
    /// The first minute and the first after it.
    public let time: TimeRange
    /// The municipality in which it lies; a designated city as a whole.
    public let municipality: MunicipalityCode

    /// `fy2019_schedule`.
    public static let table = "fy2019_schedule"
    /// The columns.
    public static let columns = [
        "programme", "number", "date", "starts", "ends", "place", "jis_code", "capacity",
    ]

    /// Reads one row.
    public init(_ row: TableRow) throws(TableProblem) {
        let programme = try row.value("programme") { text throws(FieldRefused) in try ProgrammeCode(text) }
        number = try row.integer("number", in: 1...1_000)
        let date = try row.date("date")
        guard let starts = TimeOfDay(row.field("starts")) else { throw row.problem("starts", .hours) }
        guard let ends = TimeOfDay(row.field("ends")),
            let time = TimeRange(start: Instant(date, starts), end: Instant(date, ends))
        else { throw row.problem("ends", .hours) }
        self.time = time
        municipality = try row.municipality("jis_code")
        let capacity = try row.integer("capacity", in: ProgrammeEvent.capacities)
        // The hall, or the city where no hall is known.
        event = try row.value("place") { place throws(FieldRefused) in
            try ProgrammeEvent(programme: programme, heldOn: date, place: place, capacity: capacity)
        }
    }
}

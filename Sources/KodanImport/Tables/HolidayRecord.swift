public import KodanDomain

/// A national holiday, as `Config/calendar/holidays.csv` has it.
public struct HolidayRecord: TableRecord, Hashable {
    /// The day with its name.
    public let holiday: Holiday

    /// `holidays`.
    public static let table = "holidays"
    /// The columns.
    public static let columns = ["date", "weekday", "name_ja", "name_en", "kind"]

    /// Reads one row.
    public init(_ row: TableRow) throws(TableProblem) {
        holiday = Holiday(date: try row.date("date"), name: try row.text("name_ja"))
    }
}

import KodanDomain
import Testing

@Suite("The edges of years")
struct YearEdgeTests {
    /// Fiscal years run from 1 April to 31 March, tax years from January to December.
    @Test(
        "part fiscal years from calendar years",
        arguments: [
            ("2026-03-31", 2025, "令和8年"), ("2026-04-01", 2026, "令和8年"), ("2026-12-31", 2026, "令和8年"),
            ("2027-01-01", 2026, "令和9年"), ("2027-02-10", 2026, "令和9年"), ("2027-03-31", 2026, "令和9年"),
            ("2027-04-01", 2027, "令和9年"), ("2028-02-29", 2027, "令和10年"), ("2028-03-01", 2027, "令和10年"),
        ]
    )
    func years(day: String, fiscalYear: Int, eraYear: String) throws {
        let date = try Golden.date(day)
        let year = FiscalYear(containing: date)
        #expect(year.startYear == fiscalYear)
        #expect(year.first <= date && date <= year.last)
        #expect(try EraTable.japan.year(of: date).description == eraYear)
    }

    /// The tenth of the next month: 10 January 2027 is a Sunday and the 11th a holiday, 10 April 2027 a Saturday.
    @Test(
        "give the tax of a month its due date, in the next month and year",
        arguments: [
            ("2026-11", "2026-12-10"), ("2026-12", "2027-01-12"), ("2027-01", "2027-02-10"),
            ("2027-02", "2027-03-10"), ("2027-03", "2027-04-12"),
        ]
    )
    func dueDates(month: String, day: String) throws {
        let calendar = BusinessCalendar.tax(try Golden.holidays())
        let due = try calendar.withholdingDueDate(forPaymentsIn: #require(YearMonth(month)))
        #expect(due == (try Golden.date(day)))
    }
}

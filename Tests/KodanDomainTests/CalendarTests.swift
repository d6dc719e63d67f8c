import CSV
import KodanDomain
import Testing

@Suite("Business days")
struct BusinessDayTests {
    private func shifted(_ row: (date: String, rule: String, calendar: String), _ holidays: Holidays) throws
        -> LocalDate
    {
        let kind = try #require(BusinessCalendar.Kind(rawValue: row.calendar))
        let rule = try #require(DateShift(rawValue: row.rule))
        return try BusinessCalendar(kind, holidays: holidays).shift(Golden.date(row.date), rule)
    }

    @Test("agree with every golden vector, and none is guessed where the calendar ends")
    func vectors() throws {
        let rows = try Golden.table("business-day-vectors.csv").rows
        let shipped = try Golden.holidays()
        let newYear = try Holiday(date: Golden.date("2028-01-01"), name: "元日")
        let longer = try Golden.holidays(adding: [newYear], years: [2028])
        #expect(rows.count == 91)
        for row in rows {
            let question = (row["date"], row["rule"], row["calendar"])
            let expected = try Golden.date(row["expected"])
            if row["note"].contains("needs 2028 calendar") {
                #expect(throws: CalendarRefusal.yearNotCovered(2028)) { try shifted(question, shipped) }
                #expect(try shifted(question, longer) == expected)
            } else {
                #expect(try shifted(question, shipped) == expected, "line \(row.line)")
            }
        }
    }

    @Test("give each month one payment date, in that month by default")
    func paymentDate() throws {
        let bank = try BusinessCalendar.bank(Golden.holidays())
        let april = try #require(YearMonth("2026-04"))
        let february = try #require(YearMonth("2027-02"))
        #expect(try bank.paymentDate(of: april) == Golden.date("2026-04-24"))
        #expect(try bank.paymentDate(of: april, shift: .next) == Golden.date("2026-04-27"))
        #expect(try bank.paymentDate(of: february, day: 31) == Golden.date("2027-02-26"))
        #expect(throws: CalendarRefusal.dayOfMonth(0)) { try bank.paymentDate(of: april, day: 0) }
    }

    @Test("say when the month's tax is due")
    func dueDate() throws {
        let tax = try BusinessCalendar.tax(Golden.holidays())
        let december = try #require(YearMonth("2026-12"))
        #expect(try tax.withholdingDueDate(forPaymentsIn: december) == Golden.date("2027-01-12"))
    }

    @Test("know the names of holidays, and refuse holidays of years not claimed")
    func holidays() throws {
        let holidays = try Golden.holidays()
        #expect(try holidays.name(on: Golden.date("2026-09-22")) == "国民の休日")
        #expect(try holidays.name(on: Golden.date("2026-09-24")) == nil)
        let stray = try Holiday(date: Golden.date("2028-01-01"), name: "元日")
        #expect(throws: CalendarRefusal.strayHoliday(stray.date)) { try Holidays([stray], years: [2027]) }
    }
}

@Suite("Eras")
struct EraTests {
    @Test(
        "name the year of a day as people and files write it",
        arguments: [
            ("2026-11-22", "令和8年", "08"), ("2019-05-01", "令和元年", "01"), ("2019-04-30", "平成31年", "31"),
            ("2020-01-01", "令和2年", "02"), ("1989-01-07", "昭和64年", "64"), ("1989-01-08", "平成元年", "01"),
        ]
    )
    func days(day: String, text: String, code: String) throws {
        let year = try EraTable.japan.year(of: Golden.date(day))
        #expect(year.description == text)
        #expect(year.fileCode == code)
    }

    @Test(
        "name fiscal years",
        arguments: [(2026, "令和8年度"), (2019, "令和元年度"), (2018, "平成30年度"), (1988, "昭和63年度"), (1989, "平成元年度")]
    )
    func fiscalYears(start: Int, text: String) throws {
        #expect(try EraTable.japan.text(#require(FiscalYear(startYear: start))) == text)
    }

    @Test("are refused before the table begins")
    func before() throws {
        let day = try Golden.date("1926-12-24")
        #expect(throws: CalendarRefusal.beforeEras(day)) { try EraTable.japan.year(of: day) }
    }
}

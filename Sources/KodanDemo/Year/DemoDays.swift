import KodanDomain

extension FiscalYear {
    /// The year that the demo tells.
    static let demo = FiscalYear(containing: day(2026, 4, 1))
}

/// The days on which the demo's story turns.
enum DemoDays {
    /// The body hires its people and registers presenters and hosts.
    static let opening = day(2026, 1, 5)
    /// The first day on which requests are looked for.
    static let first = day(2026, 1, 13)
    /// The last payment has arrived.
    static let last = day(2027, 4, 30)

    /// The twelve months in which the year's lectures are paid: the month after each lecture.
    static let paymentMonths = FiscalYear.demo.months.map(\.next)
}

/// A day that exists; for days that stand in the source.
func day(_ year: Int, _ month: Int, _ day: Int) -> LocalDate {
    guard let day = LocalDate(year: year, month: month, day: day) else {
        preconditionFailure("\(year)-\(month)-\(day) is no day")
    }
    return day
}

import KodanDomain

/// A slot with everything that rules ask of its day, worked out once.
struct SlotDay {
    let time: TimeRange
    let date: LocalDate
    let weekday: Weekday
    let month: YearMonth
    let year: FiscalYear
    /// The first minute since midnight, and the minute after the last; that may lie beyond 1440.
    let startMinute: Int
    let endMinute: Int

    init(_ time: TimeRange) {
        self.time = time
        date = time.date
        weekday = date.weekday
        month = date.yearMonth
        year = FiscalYear(containing: date)
        let midnight = Instant(date, .midnight)
        startMinute = midnight.minutes(until: time.start)
        // Counted backwards, so that a part of a minute rounds up.
        endMinute = -time.end.minutes(until: midnight)
    }

    /// Whether `other` touches the day of this slot, as all that overlaps it does: a slot that may be taken lies in
    /// one day.
    func sharesDay(with other: TimeRange) -> Bool {
        let midnight = Instant(date, .midnight)
        return other.start < midnight.adding(days: 1) && midnight < other.end
    }
}

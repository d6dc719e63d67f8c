/// Where a closed day's date goes.
public enum DateShift: String, Sendable, CaseIterable {
    /// To the last open day before it.
    case previous
    /// To the first open day after it.
    case next
}

/// The open days of banks, of the tax office or of the body's own office.
///
/// Banks and the others differ on 29 and 30 December: banks close from 31 December to 3 January (Banking Act, article
/// 15, and its enforcement order, article 5), tax dates move from 29 December on (National Tax general circular,
/// article 10), and the body keeps the days of public offices (Act on Holidays of Administrative Organs, article 1).
public struct BusinessCalendar: Sendable {
    /// Whose days.
    public enum Kind: String, Sendable, CaseIterable {
        /// Transfers.
        case bank
        /// Payment and filing of taxes.
        case tax
        /// What the body itself does: packing and sending.
        case office
    }

    /// Whose days.
    public let kind: Kind
    private let holidays: Holidays

    /// A calendar of this kind over the years that `holidays` covers.
    public init(_ kind: Kind, holidays: Holidays) {
        self.kind = kind
        self.holidays = holidays
    }

    /// The days on which transfers are made.
    public static func bank(_ holidays: Holidays) -> BusinessCalendar {
        BusinessCalendar(.bank, holidays: holidays)
    }
    /// The days on which taxes fall due.
    public static func tax(_ holidays: Holidays) -> BusinessCalendar {
        BusinessCalendar(.tax, holidays: holidays)
    }
    /// The days on which the body works.
    public static func office(_ holidays: Holidays) -> BusinessCalendar {
        BusinessCalendar(.office, holidays: holidays)
    }

    /// Whether `date` is a working day; refuses years whose holidays are not known.
    public func isOpen(_ date: LocalDate) throws(CalendarRefusal) -> Bool {
        let isHoliday = try holidays.name(on: date) != nil
        return !isHoliday && !date.weekday.isWeekend && !isYearEnd(date)
    }

    /// `date` itself if it is open, or else the nearest open day in the direction.
    public func shift(_ date: LocalDate, _ direction: DateShift) throws(CalendarRefusal) -> LocalDate {
        var day = date
        while try !isOpen(day) { day = day.adding(days: direction == .next ? 1 : -1) }
        return day
    }

    /// The payment date of a month: its `day` (the last one if the month is shorter), shifted.
    ///
    /// The default, previous, keeps the payment in its month, and so in its tax month and fiscal year.
    public func paymentDate(
        of month: YearMonth,
        day: Int = 25,
        shift direction: DateShift = .previous
    ) throws(CalendarRefusal) -> LocalDate {
        guard (1...31).contains(day) else { throw .dayOfMonth(day) }
        return try shift(min(month.first.adding(days: day - 1), month.last), direction)
    }

    /// When tax withheld in `month` must be paid: the 10th of the next month, or the next open day.
    ///
    /// The half-yearly option does not cover lecture fees. For the calendar of the tax office.
    public func withholdingDueDate(forPaymentsIn month: YearMonth) throws(CalendarRefusal) -> LocalDate {
        try shift(month.next.first.adding(days: 9), .next)
    }

    /// Whether `date` is open as far as is known.
    ///
    /// In a year whose holidays are not announced yet only weekends and the days about New Year are closed. For what
    /// need not be right for ever, as sums of money must.
    func isOpenAsFarAsKnown(_ date: LocalDate) -> Bool {
        (try? isOpen(date)) ?? (!date.weekday.isWeekend && !isYearEnd(date))
    }

    private func isYearEnd(_ date: LocalDate) -> Bool {
        switch (date.month, date.day) {
        case (12, 31), (1, 1...3): true
        case (12, 29), (12, 30): kind != .bank
        default: false
        }
    }
}

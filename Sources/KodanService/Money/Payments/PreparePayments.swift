public import KodanDomain
import KodanStore
import Postgres

/// One payment that a preparation made or changed.
public struct PreparedPayment: Sendable, Equatable {
    /// The payment.
    public let id: Payment.ID
    /// Its payee.
    public let payee: Payee.ID
    /// Its honoraria.
    public let lines: Int
    /// What the body owes before tax.
    public let gross: Yen
    /// What is withheld.
    public let tax: Yen
    /// What is sent.
    public var net: Yen { gross - tax }
}

/// What a preparation did.
public struct PreparedMonth: Sendable, Equatable {
    /// The month.
    public let month: YearMonth
    /// The day on which the bank pays.
    public let payOn: LocalDate
    /// Payments that were made or changed, in order of payee; those that stand as they were are not listed.
    public let prepared: [PreparedPayment]
    /// Drafts that hold nothing any more and were dropped, in order of key.
    public let dropped: [Payment.ID]
    /// What is not paid this time, and why.
    public let leftOut: [LeftOut]
}

/// Puts together a month's payments: one per payee, for all unpaid lectures held before the month.
///
/// Opens the month if need be; the payment day moves to a day on which banks are open, inside the month. Tax is
/// computed once per payment on the sum, by the rates of the payment date. Running it again brings drafts up to date:
/// new entries come in, corrected or blocked ones go out, and a draft that holds nothing any more is dropped. What a
/// later month's drafts hold and this one may pay comes back from there: that month was prepared too soon.
///
/// For an accountant in person. Refusals: `monthClosed`, `payDayPassed` for a month that is not open yet, `noHolidays`,
/// `noTaxRate`.
public struct PreparePayments: Sendable {
    private let office: Office

    /// Works in `office`.
    public init(office: Office) {
        self.office = office
    }

    /// Prepares the payments of `month`.
    public func callAsFunction(_ month: YearMonth, as credential: Credential) async throws -> PreparedMonth {
        let rules = office.rules
        return try await office.transaction(as: credential) { desk in
            try desk.actor.require(.accountant)
            return try desk.prepare(month, rules: rules, by: try desk.person())
        }
    }

    /// Opens the month, or finds it open; the payment day that it keeps.
    fileprivate static func open(_ month: YearMonth, payOn: LocalDate, at desk: Desk) throws -> LocalDate {
        let months = PaymentMonthStore(desk.session)
        try months.exclusively()
        if try payOn < desk.now.date && months.month(month) == nil {
            throw Refusal.payDayPassed(month, payOn)
        }
        if try months.open(month, payOn: payOn, at: desk.now) {
            try desk.record("payment_month.opened", month.subject, detail: ["pay_on": payOn.description])
        }
        let opened = try desk.onlyOne(at: month)
        guard !opened.isClosed else { throw Refusal.monthClosed(month) }
        return opened.payOn
    }

    /// The office's payment day on or beside a day on which banks are open, never outside the month.
    static func payDay(
        of month: YearMonth,
        rules: OfficeRules,
        holidays: Holidays
    ) throws(Refusal) -> LocalDate {
        let calendar = BusinessCalendar.bank(holidays)
        do throws(CalendarRefusal) {
            let wanted: DateShift = rules.paysBefore ? .previous : .next
            let other: DateShift = rules.paysBefore ? .next : .previous
            let day = try calendar.paymentDate(of: month, day: rules.payDay, shift: wanted)
            guard day.yearMonth != month else { return day }
            return try calendar.paymentDate(of: month, day: rules.payDay, shift: other)
        } catch {
            switch error {
            case .yearNotCovered(let year): throw .noHolidays(year: year)
            case .strayHoliday(let date), .beforeEras(let date): throw .noHolidays(year: date.year)
            case .dayOfMonth: throw .noHolidays(year: month.year)
            }
        }
    }
}

extension Desk {
    /// Brings the drafts of a month up to date.
    func prepare(_ month: YearMonth, rules: OfficeRules, by user: User.ID) throws -> PreparedMonth {
        let rates = RateStore(session)
        let payDay = try PreparePayments.payDay(of: month, rules: rules, holidays: try rates.holidays())
        let payOn = try PreparePayments.open(month, payOn: payDay, at: self)
        let payments = PaymentStore(session)
        let later = try payments.laterDrafts(withLecturesBefore: month.first, behind: payOn)
        try payments.drop(later.map(\.id), at: now)
        try record("payment.dropped", each: later.map(\.id))
        let plan = try PaymentPlan(
            try payments.payables(lecturesBefore: month.first, on: payOn),
            on: payOn,
            table: try rates.withholdingTable()
        )
        let saved = try payments.save(plan.payments, on: payOn, by: user, at: now)
        try record("payment.prepared", each: saved.map(\.id))
        let dropped = try payments.dropEmpty(on: payOn)
        try record("payment.dropped", each: dropped)
        // What is left of them is what was theirs.
        for month in Set(later.map(\.month)).sorted() { _ = try prepare(month, rules: rules, by: user) }
        let drafts = Dictionary(plan.payments.map { ($0.payee, $0) }, uniquingKeysWith: { first, _ in first })
        let prepared = saved.compactMap { saved in
            drafts[saved.payee].map { draft in
                PreparedPayment(
                    id: saved.id,
                    payee: saved.payee,
                    lines: draft.lines.count,
                    gross: draft.gross,
                    tax: draft.tax
                )
            }
        }
        return PreparedMonth(
            month: month,
            payOn: payOn,
            prepared: prepared,
            dropped: dropped,
            leftOut: plan.leftOut
        )
    }
}

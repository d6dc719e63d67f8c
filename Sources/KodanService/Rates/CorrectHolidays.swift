public import KodanDomain
import KodanStore

/// Puts other holidays in place of those that are still ahead in a known year: one was mistyped, or a special law moves
/// one.
///
/// Days that have come stay, for what was counted by them. Days of payment that stand already stay too.
/// For an administrator, with a reason. Refusals: `noHolidays` for a year that is not known, and `field` for a day of
/// another year, one that is not ahead, one that stands twice, and a count outside ``counts``.
public struct CorrectHolidays: Sendable {
    /// How many holidays the rest of a year may have; none, when the last was a mistake.
    public static let counts = 0...60

    private let office: Office

    /// Works in `office`.
    public init(office: Office) {
        self.office = office
    }

    /// Makes `holidays` those of `year` from tomorrow on.
    public func callAsFunction(
        _ holidays: [Holiday],
        of year: Int,
        because reason: String,
        as credential: Credential
    ) async throws {
        let reason = try reason.checkedReasonLine()
        guard CorrectHolidays.counts.contains(holidays.count) else {
            throw Refusal.field(FieldRefused(.day, expected: .count(CorrectHolidays.counts)))
        }
        let days = holidays.map(\.date)
        _ = try refusingField { () throws(FieldRefused) in try days.eachOnce(.day) }
        try await office.transaction(as: credential) { desk in
            try desk.actor.require(.administrator)
            let first = desk.now.date.adding(days: 1)
            let ahead = CorrectHolidays.ahead(in: year, from: first)
            if let index = days.firstIndex(where: { ahead?.contains($0) != true }) {
                throw Refusal.field(
                    FieldRefused(.day, at: index, expected: ahead.map(Expected.dateWithin) ?? .date)
                )
            }
            let rates = RateStore(desk.session)
            guard AddHolidays.years.contains(year), try rates.holidays(of: year) != nil else {
                throw Refusal.noHolidays(year: year)
            }
            try rates.replace(holidays, of: year, from: first)
            try desk.record(
                "holidays.corrected",
                "holidays-\(year)",
                reason: reason,
                detail: ["days": "\(holidays.count)"]
            )
            _ = try desk.recountShipping()
        }
    }

    /// The days of `year` from `first` on; nil where none is left.
    private static func ahead(in year: Int, from first: LocalDate) -> DateRange? {
        guard let begin = LocalDate(year: year, month: 1, day: 1),
            let end = LocalDate(year: year, month: 12, day: 31)
        else { return nil }
        return DateRange(first: max(begin, first), last: end)
    }
}

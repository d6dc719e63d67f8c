public import KodanDomain
import KodanStore
import Postgres

/// Adds the holidays of a year that is not known yet; they are announced in the February before.
public struct AddHolidays: Sendable {
    /// The years that have holidays, from the law of 1948 on (祝日法).
    public static let years = 1948...2200
    /// How many holidays a year may have.
    public static let counts = 1...60

    private let office: Office

    /// Works in `office`.
    public init(office: Office) {
        self.office = office
    }

    /// Adds all holidays of `year`; a year that is known is only corrected (``CorrectHolidays``).
    ///
    /// Printed materials that are planned leave by the days that follow from them.
    /// For an administrator. Refusals: `holidaysKnown`, and `field` for a day of another year or of one outside
    /// ``years``, a day that stands twice and a count outside ``counts``.
    public func callAsFunction(
        _ holidays: [Holiday],
        of year: Int,
        as credential: Credential
    ) async throws {
        guard AddHolidays.counts.contains(holidays.count) else {
            throw Refusal.field(FieldRefused(.day, expected: .count(AddHolidays.counts)))
        }
        let days = holidays.map(\.date)
        _ = try refusingField { () throws(FieldRefused) in try days.eachOnce(.day) }
        let whole = AddHolidays.years.contains(year) ? DateRange(year: year) : nil
        if let index = days.firstIndex(where: { whole?.contains($0) != true }) {
            throw Refusal.field(
                FieldRefused(.day, at: index, expected: whole.map(Expected.dateWithin) ?? .date)
            )
        }
        try await office.transaction(as: credential) { desk in
            try desk.actor.require(.administrator)
            guard try RateStore(desk.session).add(holidays, of: year) else {
                throw Refusal.holidaysKnown(year: year)
            }
            try desk.record("holidays.added", "holidays-\(year)", detail: ["days": "\(holidays.count)"])
            _ = try desk.recountShipping()
        }
    }
}

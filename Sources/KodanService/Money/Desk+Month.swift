import KodanDomain
import KodanStore
import Postgres

extension Desk {
    /// Takes the one place at the month's desk and returns the month.
    ///
    /// Throws ``Refusal/monthUnknown(_:)``.
    func onlyOne(at month: YearMonth) throws -> PaymentMonth {
        let months = PaymentMonthStore(session)
        try months.exclusively()
        guard let found = try months.month(month) else { throw Refusal.monthUnknown(month) }
        return found
    }
}

extension YearMonth {
    /// The month's name in the record, `month-2026-12`.
    var subject: String { "month-\(self)" }
}

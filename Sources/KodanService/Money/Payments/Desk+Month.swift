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

extension Desk {
    /// Takes the one place at the desk of a closed month, whose payments are still what it was closed with.
    ///
    /// Throws ``Refusal``: `monthUnknown`, `monthOpen`, `totalsDiffer`.
    func closed(_ month: YearMonth) throws -> PaymentMonth {
        try requireClosed(try onlyOne(at: month))
    }

    /// A closed month as it is read: it never changes, so that nobody who works on another one is waited for.
    ///
    /// Throws as ``closed(_:)`` does.
    func readClosed(_ month: YearMonth) throws -> PaymentMonth {
        guard let found = try PaymentMonthStore(session).month(month) else {
            throw Refusal.monthUnknown(month)
        }
        return try requireClosed(found)
    }

    private func requireClosed(_ found: PaymentMonth) throws -> PaymentMonth {
        let month = found.month
        guard found.isClosed else { throw Refusal.monthOpen(month) }
        guard try PaymentMonthStore(session).ledger(of: month) == found.totals else {
            throw Refusal.totalsDiffer(month)
        }
        return found
    }
}

extension PaymentStore {
    /// Why a step did nothing in a month: all payments are in another state, or there are none.
    func refusal(ofNoneIn month: YearMonth) throws(PostgresError) -> Refusal {
        guard let payment = try first(of: month) else { return .nothingToPay(month) }
        return .paymentState(payment.id, payment.state)
    }
}

extension YearMonth {
    /// The month's name in the record, `month-2026-12`.
    var subject: String { "month-\(self)" }
}

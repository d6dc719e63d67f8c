import KodanDomain
import KodanStore

/// Adds up payments of a closed month from their lines, one by one, to be held against the ledger.
struct MonthTally {
    private let month: YearMonth
    private var lastPayee: Payee.ID?
    private(set) var totals = ControlTotals.zero

    init(_ month: YearMonth) {
        self.month = month
    }

    /// Counts a payment; throws ``Refusal/totalsDiffer(_:)`` if its lines do not make it up.
    mutating func count(_ payment: MonthPayment) throws(Refusal) {
        guard payment.base == payment.first.paymentBase, payment.tax == payment.first.paymentTax else {
            throw .totalsDiffer(month)
        }
        totals += ControlTotals(
            payees: payment.first.payee == lastPayee ? 0 : 1,
            payments: 1,
            lines: payment.all.count,
            gross: payment.gross,
            base: payment.base,
            tax: payment.tax
        )
        lastPayee = payment.first.payee
    }
}

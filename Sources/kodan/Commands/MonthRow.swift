import KodanDomain
import KodanStore

/// A month with its totals, as one line.
struct MonthRow {
    let text: String

    init(_ month: PaymentMonth) {
        let totals = month.totals
        text =
            "\(month.month)  \(month.isClosed ? "closed" : "open")  paid on \(month.payOn)  "
            + "\(totals.payments) payments, \(totals.lines) honoraria: gross \(totals.gross.grouped), "
            + "tax \(totals.tax.grouped), net \(totals.net.grouped)"
    }
}

import KodanDomain
import KodanStore
import KodanText

/// A month with its totals, as one line; a closed one with the newest seal of the record, for whoever keeps a copy.
struct MonthRow {
    let text: String

    init(_ month: PaymentMonth) {
        let totals = month.totals
        text =
            "\(month.month)  \(month.isClosed ? "closed" : "open")  paid on \(month.payOn)  "
            + "\(counted(totals.payments, "payment")), \(counted(totals.lines, "honorarium", "honoraria")): "
            + "gross \(totals.gross.grouped), "
            + "tax \(totals.tax.grouped), net \(totals.net.grouped)\(MonthRow.seal(of: month))"
    }

    private static func seal(of month: PaymentMonth) -> String {
        guard month.isClosed else { return "" }
        return month.auditSeal.map { "  audit seal \($0.hexadecimal)" } ?? "  nothing was sealed yet"
    }
}

public import KodanDomain

/// Why a payment cannot stand in the list.
public enum HonorariumListRefusal: Error, Equatable {
    /// Payments come by payee, smaller keys first, so that payees can be counted without being remembered.
    case order(payment: String)
    /// A payment without honoraria would be counted and not seen.
    case noLines(payment: String)
    /// The lines' bases do not add up to the base that tax was computed from.
    case base(payment: String, stated: Yen, lines: Yen)
    /// The lines' shares do not add up to the payment's tax.
    case tax(payment: String, stated: Yen, lines: Yen)
    /// A workbook does not hold as many rows: CSV and JSON do.
    case tooLarge
}

/// The month's list of honoraria (謝金支払一覧) in one form, payment by payment.
///
/// The same values in every form; the totals must agree with the transfer file and the ledger.
public protocol HonorariumListForm {
    /// The totals of the payments so far.
    var totals: ControlTotals { get }
    /// The first bytes.
    mutating func header() throws -> [UInt8]
    /// The rows of one payment; payments of one payee follow each other. Throws ``HonorariumListRefusal`` and what
    /// the form cannot hold.
    mutating func rows(of payment: HonorariumListPayment) throws -> [UInt8]
    /// The last bytes.
    mutating func footer() throws -> [UInt8]
}

/// Checks payments and adds them up; only the sums are kept.
struct HonorariumListTally {
    private var lastPayee: String?
    private(set) var totals = ControlTotals.zero

    /// Counts a payment whose lines make it up.
    mutating func count(_ payment: HonorariumListPayment) throws(HonorariumListRefusal) {
        if let last = lastPayee, KeyOrder.isSmaller(payment.payee, than: last) {
            throw .order(payment: payment.payment)
        }
        guard !payment.lines.isEmpty else { throw .noLines(payment: payment.payment) }
        let base = payment.lines.reduce(Yen.zero) { $0 + $1.base }
        guard base == payment.base else {
            throw .base(payment: payment.payment, stated: payment.base, lines: base)
        }
        let tax = payment.lines.reduce(Yen.zero) { $0 + $1.tax }
        guard tax == payment.tax else {
            throw .tax(payment: payment.payment, stated: payment.tax, lines: tax)
        }
        totals += ControlTotals(
            payees: payment.payee == lastPayee ? 0 : 1,
            payments: 1,
            lines: payment.lines.count,
            gross: payment.lines.reduce(.zero) { $0 + $1.gross },
            base: payment.base,
            tax: payment.tax
        )
        lastPayee = payment.payee
    }
}

import CSV
public import KodanDomain

/// The month's list of honoraria (謝金支払一覧) as CSV for an accounting office, payment by payment.
///
/// UTF-8 with a byte order mark, CRLF, one row per honorarium. Only the running totals are kept; they must agree with
/// the transfer file and the ledger.
public struct HonorariumList: HonorariumListForm, Sendable {
    private var tally = HonorariumListTally()

    /// The totals of the payments so far.
    public var totals: ControlTotals { tally.totals }

    /// An empty list.
    public init() {}

    /// The first bytes: the mark by which spreadsheets know UTF-8, and the names of the columns.
    public func header() -> [UInt8] {
        var bytes = CSVWriter.byteOrderMark
        CSVWriter.append(HonorariumListColumn.titles, to: &bytes)
        return bytes
    }

    /// The rows of one payment; payments of one payee follow each other.
    public mutating func rows(of payment: HonorariumListPayment) throws(HonorariumListRefusal) -> [UInt8] {
        try tally.count(payment)
        var bytes: [UInt8] = []
        bytes.reserveCapacity(payment.lines.count * 384)
        for line in payment.lines { CSVWriter.append(line.values(in: payment).map(\.text), to: &bytes) }
        return bytes
    }

    /// Nothing: a list for machines has no last row.
    public func footer() -> [UInt8] { [] }
}

import KodanDomain
import KodanExport
import KodanStore

/// Gathers the rows of one payment at a time and writes them.
struct HonorariumListWriter {
    private let accountCode: String
    private let write: ([UInt8]) throws -> Void
    private var list = HonorariumList()
    private var pending: [MonthLine] = []

    /// A writer that hands its bytes to `write`, a payment at a time.
    init(accountCode: String, write: @escaping ([UInt8]) throws -> Void) {
        self.accountCode = accountCode
        self.write = write
    }

    /// Writes the mark and the columns.
    func begin() throws {
        try write(list.header())
    }

    /// Adds an honorarium; those of one payment come one after the other.
    mutating func add(_ row: MonthLine) throws {
        if let last = pending.last, last.payment != row.payment { try writePending() }
        pending.append(row)
    }

    /// Writes what is left; the totals of all that was written.
    mutating func end() throws -> ControlTotals {
        try writePending()
        return list.totals
    }

    private mutating func writePending() throws {
        guard let first = pending.first else { return }
        let payment = HonorariumListPayment(
            payment: first.payment.description,
            date: first.payOn,
            payee: first.payee.description,
            payeeName: first.payeeName,
            base: first.paymentBase,
            tax: first.paymentTax,
            preparer: first.preparer,
            approver: first.approver,
            lines: pending.map(line)
        )
        try write(try list.rows(of: payment))
        pending.removeAll(keepingCapacity: true)
    }

    private func line(_ row: MonthLine) -> HonorariumListLine {
        let status: InvoiceStatus =
            row.invoiceNumber == nil ? .notRegistered : row.invoiceNumberChecked ? .registered : .unchecked
        return HonorariumListLine(
            lecture: row.assignment.description,
            lectureDate: row.lectureOn,
            programme: row.programme,
            host: row.host,
            rank: row.rank,
            unitPrice: row.unitPrice,
            rate: row.rate.map { "fee-\($0)" } ?? "",
            billedMinutes: row.billedMinutes,
            entry: row.entry,
            fee: row.fee,
            travelToPresenter: row.travelToPresenter,
            travelDirectly: row.travelDirectly,
            separateTax: row.separateTax,
            tax: row.taxShare,
            invoiceNumber: row.invoiceNumber.flatMap { try? InvoiceNumber($0) },
            invoiceStatus: status,
            accountCode: accountCode
        )
    }
}

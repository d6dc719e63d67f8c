import KodanDomain
import KodanExport
import KodanStore
import Postgres

/// Writes the lines of a closed month as a list, a payment at a time.
struct HonorariumListWriter {
    private let accountCode: String
    private let write: ([UInt8]) throws -> Void
    private(set) var list: any HonorariumListForm

    /// A writer of `list` that hands its bytes to `write`, a payment at a time.
    init(
        _ list: any HonorariumListForm = HonorariumList(),
        accountCode: String,
        write: @escaping ([UInt8]) throws -> Void
    ) {
        self.list = list
        self.accountCode = accountCode
        self.write = write
    }

    /// Writes the whole list of a closed month; the totals of all that was written.
    ///
    /// Throws ``Refusal/totalsDiffer(_:)`` for lines that do not make up their payment.
    mutating func write(_ month: YearMonth, from session: Session) throws -> ControlTotals {
        try write(try list.header())
        try MonthLineStore(session).forEachPayment(month, readsAhead: true) { lines in
            do {
                try write(try list.rows(of: payment(lines)))
            } catch let refusal as HonorariumListRefusal where refusal != .tooLarge {
                throw Refusal.totalsDiffer(month)
            }
        }
        try write(try list.footer())
        return list.totals
    }

    private func payment(_ lines: MonthPayment) -> HonorariumListPayment {
        HonorariumListPayment(
            payment: lines.first.payment.description,
            date: lines.first.payOn,
            payee: lines.first.payee.description,
            payeeName: lines.first.payeeName,
            base: lines.first.paymentBase,
            tax: lines.first.paymentTax,
            preparer: lines.first.preparer,
            approver: lines.first.approver,
            lines: lines.all.map(line)
        )
    }

    private func line(_ row: MonthLine) -> HonorariumListLine {
        let status: InvoiceStatus =
            row.invoiceNumber == nil ? .notRegistered : row.invoiceNumberChecked ? .registered : .unchecked
        return HonorariumListLine(
            honorarium: row.honorarium.description,
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
            invoiceNumber: row.invoiceNumber,
            invoiceStatus: status,
            accountCode: accountCode
        )
    }
}

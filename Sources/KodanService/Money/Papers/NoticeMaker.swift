import KodanDomain
import KodanExport
import KodanStore
import Postgres

/// Makes the pages of payment notices from the lines of closed months.
struct NoticeMaker {
    private let rates: WithholdingTable

    /// Reads the tax rates once.
    init(_ session: Session) throws(PostgresError) {
        rates = try RateStore(session).withholdingTable()
    }

    /// The page of a notice that tells of a payment, whose tax was computed from the rows with these keys.
    ///
    /// Throws ``Refusal``: `totalsDiffer` if the lines do not make up the payment, `noTaxRate` where no consumption tax
    /// rate was in force.
    func page(_ notice: NoticeSummary, of payment: MonthPayment, rateIDs: [Int64]) throws -> [UInt8] {
        let first = payment.first
        let month = first.payOn.yearMonth
        let paper: PaymentNotice
        do {
            paper = try PaymentNotice(
                number: notice.id.description,
                replaces: notice.replaces?.description,
                issuedOn: notice.issuedOn,
                preparer: notice.bodyName,
                preparerContact: notice.bodyContact,
                payee: notice.payeeName,
                invoiceNumber: notice.invoiceNumber.map { try InvoiceNumber($0) },
                paidOn: first.payOn,
                withholding: Withholding(
                    tax: first.paymentTax + first.reversedTax,
                    base: first.paymentBase + first.reversedBase,
                    rates: rates.schedule(for: first.payeeClass, on: first.payOn).bands.filter { band in
                        band.id.map(rateIDs.contains) == true
                    }
                ),
                reversal: NoticeReversal(base: first.reversedBase, tax: first.reversedTax),
                lines: payment.all.map(line),
                confirmation: notice.confirmation.until(notice.confirmBy)
            )
        } catch is PaymentNoticeRefusal {
            throw Refusal.totalsDiffer(month)
        }
        guard paper.gross == payment.gross, paper.tax == payment.tax else {
            throw Refusal.totalsDiffer(month)
        }
        return paper.html()
    }

    private func line(_ line: MonthLine) throws -> NoticeLine {
        let day = DateRange(line.lectureOn)
        guard line.consumptionTaxBasisPoints > 0,
            let rate = ConsumptionTaxRate(validity: day, basisPoints: line.consumptionTaxBasisPoints)
        else { throw Refusal.noTaxRate(line.lectureOn) }
        let sign: Int64 = line.entry == .red ? -1 : 1
        return NoticeLine(
            lectureDate: line.lectureOn,
            supply: NoticeLine.supply(programme: line.programme, title: line.title, host: line.host),
            amount: try HonorariumAmount(
                fee: line.fee * sign,
                travel: [TravelCost(amount: line.travelToPresenter * sign, paid: .toPresenter)],
                separateConsumptionTax: SeparateConsumptionTax(
                    amount: line.separateTax * sign,
                    document: line.honorarium.description
                )
            ),
            taxRate: rate,
            isReversal: line.entry == .red
        )
    }
}

extension NoticeConfirmationMode {
    fileprivate func until(_ day: LocalDate) -> NoticeConfirmation {
        switch self {
        case .unlessObjected: .unlessObjected(by: day)
        case .answer: .answer(by: day)
        }
    }
}

public import KodanDomain
public import KodanExport
import KodanStore
import Postgres

/// The figures of a month's tax slip, and the file that holds them.
public struct MonthTaxSlip: Sendable, Equatable {
    /// The file.
    public let paper: ExportedPaper
    /// The day by which the tax is to be paid over.
    public let dueOn: LocalDate
    /// The slip of residents.
    public let residents: TaxSlipFigures
    /// The slip of non-residents.
    public let nonresidents: TaxSlipFigures
    /// Payments with a payment date in the month for which the bank has not answered: they are not in the figures.
    public let waiting: Int
}

/// Writes the figures of the month's tax slip (報酬・料金等の所得税徴収高計算書) as `tax-slip-2026-06.csv` into a folder.
///
/// The month is that of the actual payment, open or closed. Payments without withholding (corporations) are left out.
/// For accountants, approvers and auditors. Refusals: `dayAhead` for a month that has not begun, `noHolidays` where the
/// day on which it is due is not known, `totalsDiffer`; ``FileProblem`` for the folder.
public struct ExportTaxSlip: Sendable {
    private let office: Office

    /// Works in `office`.
    public init(office: Office) {
        self.office = office
    }

    /// Makes the slip of what was paid in `month` in `folder`; recorded, unless `isLook`.
    public func callAsFunction(
        _ month: YearMonth,
        to folder: String,
        isLook: Bool = false,
        as credential: Credential
    ) async throws -> MonthTaxSlip {
        let snapshot = TransactionOptions(isolation: .repeatableRead)
        return try await office.transaction(as: credential, snapshot) { desk, placed in
            try desk.actor.require(.accountant, .approver, .auditor)
            let slip = try desk.taxSlip(of: month)
            let file = try AtomicFile(folder: folder, name: "tax-slip-\(month).csv")
            try file.write(try slip.csv())
            return MonthTaxSlip(
                paper: try desk.export(
                    file,
                    .taxSlip,
                    of: month,
                    recording: "tax_slip.exported",
                    isLook: isLook,
                    into: placed
                ),
                dueOn: slip.dueOn,
                residents: slip.residents,
                nonresidents: slip.nonresidents,
                waiting: try TaxSlipStore(desk.session).waiting(in: month)
            )
        }
    }
}

extension Desk {
    /// The slip of what was paid in `month`, held against the ledger.
    ///
    /// Throws ``Refusal``: `dayAhead`, `noHolidays`, `totalsDiffer`.
    func taxSlip(of month: YearMonth) throws -> TaxSlip {
        guard month.first <= now.date else { throw Refusal.dayAhead(month.first) }
        let store = TaxSlipStore(session)
        var slip = try emptySlip(month)
        do {
            try store.forEachPart(paidIn: month) { part in
                // Who only gives something back has a part of nothing.
                if part.gross > .zero { try slip.add(TaxSlipPayment(part)) }
            }
        } catch is TaxSlipRefusal {
            throw Refusal.totalsDiffer(month)
        }
        let ledger = try store.sum(paidIn: month)
        guard ledger.gross == slip.residents.paid + slip.nonresidents.paid,
            ledger.tax == slip.residents.tax + slip.nonresidents.tax
        else { throw Refusal.totalsDiffer(month) }
        return slip
    }

    private func emptySlip(_ month: YearMonth) throws -> TaxSlip {
        let holidays = try RateStore(session).holidays()
        do throws(CalendarRefusal) {
            return try TaxSlip(month: month, calendar: .tax(holidays))
        } catch {
            guard case .yearNotCovered(let year) = error else {
                throw Refusal.noHolidays(year: month.next.year)
            }
            throw Refusal.noHolidays(year: year)
        }
    }
}

extension TaxSlipPayment {
    fileprivate init(_ part: PaidPart) {
        let excess = SlipExcess(bandEnd: part.bandEnd)
        self.init(
            payment: part.payment.description,
            payee: part.person.description,
            payeeClass: part.payeeClass,
            paidOn: part.paidOn,
            paid: part.gross,
            tax: part.tax,
            excess: part.takenBack.map { excess.takenBack(part.base, of: $0.base, after: $0.before) }
                ?? excess.of(part.base),
            isReversal: (part.takenBack != nil) != part.cameBack,
            isPaid: part.takenBack == nil && !part.cameBack
        )
    }
}

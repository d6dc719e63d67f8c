public import KodanDomain
import KodanExport
import KodanStore
import Postgres

/// The figures of a month's tax slip (報酬・料金等の所得税徴収高計算書), as far as the bank has answered.
public struct TaxSlipReading: Sendable, Equatable {
    /// One class of payees on the slip.
    public struct Figures: Sendable, Equatable {
        /// 人員: distinct persons who were paid.
        public let payees: Int
        /// 支払額; never below zero.
        public let paid: Yen
        /// 税額, which is paid over; never below zero.
        public let tax: Yen
        /// 100万円超支払額.
        public let excess: Yen
        /// 過誤納額: what was given back to payees beyond the tax of the month; the body claims it from the tax office.
        public let overpaid: Yen

        init(_ figures: TaxSlipFigures) {
            payees = figures.payees
            paid = figures.statedPaid
            tax = figures.due
            excess = max(figures.excess, .zero)
            overpaid = figures.overpaid
        }
    }

    /// The month of the actual payment.
    public let month: YearMonth
    /// The day by which the tax is to be paid over.
    public let dueOn: LocalDate
    /// The slip of residents.
    public let residents: Figures
    /// The slip of non-residents.
    public let nonresidents: Figures
    /// Payments of the month for which the bank has not answered: they are not in the figures.
    public let waiting: Int
}

/// Reads the figures of a month's tax slip, without making its file.
///
/// For accountants, approvers and auditors. Refusals: those of ``ExportTaxSlip``.
public struct ReadTaxSlip: Sendable {
    private let office: Office

    /// Works in `office`.
    public init(office: Office) {
        self.office = office
    }

    /// The figures of what was paid in `month`, open or closed.
    public func callAsFunction(_ month: YearMonth, as credential: Credential) async throws -> TaxSlipReading {
        let snapshot = TransactionOptions(isolation: .repeatableRead, readOnly: true)
        return try await office.transaction(as: credential, snapshot) { desk in
            try desk.actor.require(.accountant, .approver, .auditor)
            let slip = try desk.taxSlip(of: month)
            return TaxSlipReading(
                month: month,
                dueOn: slip.dueOn,
                residents: TaxSlipReading.Figures(slip.residents),
                nonresidents: TaxSlipReading.Figures(slip.nonresidents),
                waiting: try TaxSlipStore(desk.session).waiting(in: month)
            )
        }
    }
}

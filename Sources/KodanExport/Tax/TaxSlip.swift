import CSV
public import KodanDomain

/// One payment as the month's tax slip counts it.
public struct TaxSlipPayment: Hashable, Sendable {
    /// The payment's key, `pmt-7`.
    public let payment: String
    /// The key of the payee, or of whom that payee is the same as, `pye-3`: one person has one.
    public let payee: String
    /// Whom it went to, as the income tax sees it.
    public let payeeClass: WithholdingClass
    /// When it was paid: the slip follows the payment, not the lecture.
    public let paidOn: LocalDate
    /// What was owed before tax.
    public let paid: Yen
    /// The tax that was withheld.
    public let tax: Yen
    /// The part of its base above a million (100万円超支払額).
    public let excess: Yen
    /// Whether it reverses another payment (赤): every amount then counts with its sign changed.
    public let isReversal: Bool
    /// Whether somebody was paid by it: who only gave something back, or had it come back, was not.
    public let isPaid: Bool

    /// A payment; a reversal pays nobody unless `isPaid` says so.
    public init(
        payment: String,
        payee: String,
        payeeClass: WithholdingClass,
        paidOn: LocalDate,
        paid: Yen,
        tax: Yen,
        excess: Yen,
        isReversal: Bool = false,
        isPaid: Bool? = nil
    ) {
        self.payment = payment
        self.payee = payee
        self.payeeClass = payeeClass
        self.paidOn = paidOn
        self.paid = paid
        self.tax = tax
        self.excess = excess
        self.isReversal = isReversal
        self.isPaid = isPaid ?? !isReversal
    }
}

/// Why a payment cannot be counted.
public enum TaxSlipRefusal: Error, Equatable {
    /// Payments come by payee, smaller keys first, so that payees can be counted without being remembered.
    case order(payment: String)
    /// It was paid in another month.
    case month(payment: String, YearMonth)
    /// An amount is below zero: reversals say so otherwise.
    case negative(payment: String)
}

/// The figures of one slip.
public struct TaxSlipFigures: Hashable, Sendable {
    /// 人員: distinct persons who were paid in the month.
    public internal(set) var payees = 0
    /// 支払額, less what was taken back: below zero where that is more.
    public internal(set) var paid = Yen.zero
    /// 税額, less what was given back: below zero where that is more.
    public internal(set) var tax = Yen.zero
    /// 100万円超支払額, for the remarks.
    public internal(set) var excess = Yen.zero
    private var lastPayee: String?

    /// Nothing.
    public init() {}

    /// What the slip states as paid: never below zero.
    public var statedPaid: Yen { max(paid, .zero) }
    /// What is paid over: never below zero.
    public var due: Yen { max(tax, .zero) }
    /// What was given back to payees beyond the tax of the month (過誤納): no slip takes it.
    ///
    /// The body asks the tax office to return it, or to set it off.
    public var overpaid: Yen { max(-tax, .zero) }

    /// What the slip's remarks say; empty where there is nothing to say.
    var remarks: String {
        var remarks: [String] = []
        if excess > .zero { remarks.append("100万円超支払額 \(excess)") }
        if overpaid > .zero { remarks.append("過誤納額 \(overpaid)（還付請求または充当の届出）") }
        return remarks.joined(separator: " ")
    }

    /// Whether nothing was counted, or what was counted came to nothing.
    var isEmpty: Bool { payees == 0 && paid == .zero && tax == .zero }

    mutating func add(_ payment: TaxSlipPayment) {
        let sign: Int64 = payment.isReversal ? -1 : 1
        paid += payment.paid * sign
        tax += payment.tax * sign
        excess += payment.excess * sign
        guard payment.isPaid, payment.payee != lastPayee else { return }
        payees += 1
        lastPayee = payment.payee
    }
}

/// The month's figures for the tax slip (報酬・料金等の所得税徴収高計算書), code 01, payment by payment.
///
/// Source: the tax office's notes on filling in the slip. Lecture fees are always paid over monthly; non-residents have
/// a slip of their own. Payments from which nothing is withheld (corporations) are left out unless asked for.
public struct TaxSlip: Sendable {
    private static let columns = [
        "納付書", "年度", "納期等の区分", "納期限", "区分コード", "人員", "支払額", "税額", "摘要",
    ]

    /// The month in which the payments were made.
    public let month: YearMonth
    /// The day by which the tax is to be paid over.
    public let dueOn: LocalDate
    private let countsUntaxed: Bool
    private var lastPayee: String?

    /// The slip of residents, with corporations where they count.
    public private(set) var residents = TaxSlipFigures()
    /// The slip of non-residents.
    public private(set) var nonresidents = TaxSlipFigures()

    /// An empty slip, with the tax office's `calendar`; it is due on the 10th of the next month, or the next day that
    /// the tax office is open.
    public init(
        month: YearMonth,
        calendar: BusinessCalendar,
        countsUntaxed: Bool = false
    ) throws(CalendarRefusal) {
        self.month = month
        self.countsUntaxed = countsUntaxed
        dueOn = try calendar.withholdingDueDate(forPaymentsIn: month)
    }

    /// Counts a payment; those of one payee follow each other.
    public mutating func add(_ payment: TaxSlipPayment) throws(TaxSlipRefusal) {
        if let last = lastPayee, KeyOrder.isSmaller(payment.payee, than: last) {
            throw .order(payment: payment.payment)
        }
        guard payment.paidOn.yearMonth == month else {
            throw .month(payment: payment.payment, payment.paidOn.yearMonth)
        }
        guard payment.paid >= .zero, payment.tax >= .zero, payment.excess >= .zero else {
            throw .negative(payment: payment.payment)
        }
        lastPayee = payment.payee
        switch payment.payeeClass {
        case .nonresidentIndividual: nonresidents.add(payment)
        case .residentIndividual: residents.add(payment)
        case .domesticCorporation: if countsUntaxed { residents.add(payment) }
        }
    }

    /// The figures as CSV: a line for residents, and one for non-residents where there are any.
    ///
    /// UTF-8 with a byte order mark, CRLF. The year (年度) is the government's fiscal year of the day of paying over. No
    /// amount is below zero: what was given back beyond the month's tax stands in the remarks.
    public func csv() throws(CalendarRefusal) -> [UInt8] {
        var bytes = CSVWriter.byteOrderMark
        CSVWriter.append(TaxSlip.columns, to: &bytes)
        let year = try EraTable.japan.text(FiscalYear(containing: dueOn))
        let period = try EraTable.japan.year(of: month.first).description + "\(month.month)月"
        for (name, figures) in [("居住者", residents), ("非居住者", nonresidents)] {
            if name == "非居住者", figures.isEmpty { continue }
            CSVWriter.append(
                [
                    name, year, period, dueOn.description, "01", String(figures.payees),
                    figures.statedPaid.description, figures.due.description, figures.remarks,
                ],
                to: &bytes
            )
        }
        return bytes
    }
}

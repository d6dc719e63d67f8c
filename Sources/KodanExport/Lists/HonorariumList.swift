import CSV
public import KodanDomain

/// Why a payment cannot stand in the list.
public enum HonorariumListRefusal: Error, Equatable {
    /// Payments come by payee, smaller keys first, so that payees can be counted without being remembered.
    case order(payment: String)
    /// A payment without honoraria would be counted and not seen.
    case noLines(payment: String)
    /// The lines' bases do not add up to the base that tax was computed from.
    case base(payment: String, stated: Yen, lines: Yen)
    /// The tax cannot be shared over the lines.
    case shares(payment: String, TaxSharesRefusal)
}

/// The month's list of honoraria (謝金支払一覧) as CSV for an accounting office, payment by payment.
///
/// UTF-8 with a byte order mark, CRLF, one row per honorarium. The tax of a payment with several honoraria is shared
/// by ``TaxShares``. Only the running totals are kept; they must agree with the transfer file and the ledger.
public struct HonorariumList: Sendable {
    private static let columns = [
        "支払番号", "区分", "支払日", "支払先番号", "支払先氏名", "講演番号", "講演日", "事業", "開催団体", "支給時間（分）", "ランク",
        "単価", "単価番号", "謝金", "旅費（本人支払）", "旅費（直接支払）", "支払額", "源泉徴収対象額", "源泉徴収税額", "差引支払額",
        "登録番号", "登録状況（講演日時点）", "勘定科目", "作成者", "承認者",
    ]

    private var lastPayee: String?
    private var travelDirectly = Yen.zero
    private var fees = Yen.zero
    private var travelToPresenters = Yen.zero

    /// The totals of the payments so far.
    public private(set) var totals = ControlTotals.zero

    /// An empty list.
    public init() {}

    /// The first bytes: the mark by which spreadsheets know UTF-8, and the names of the columns.
    public func header() -> [UInt8] {
        var bytes = CSVWriter.byteOrderMark
        CSVWriter.append(HonorariumList.columns, to: &bytes)
        return bytes
    }

    /// The rows of one payment; payments of one payee follow each other.
    public mutating func rows(of payment: HonorariumListPayment) throws(HonorariumListRefusal) -> [UInt8] {
        if let last = lastPayee, KeyOrder.isSmaller(payment.payee, than: last) {
            throw .order(payment: payment.payment)
        }
        guard !payment.lines.isEmpty else { throw .noLines(payment: payment.payment) }
        let bases = payment.lines.map(\.amount.withholdingBase)
        let base = bases.reduce(.zero, +)
        guard base == payment.base else {
            throw .base(payment: payment.payment, stated: payment.base, lines: base)
        }
        let shares: [Yen]
        do throws(TaxSharesRefusal) {
            shares = try TaxShares.shares(of: payment.tax, over: bases)
        } catch {
            throw .shares(payment: payment.payment, error)
        }
        var bytes: [UInt8] = []
        for (line, share) in zip(payment.lines, shares) {
            CSVWriter.append(HonorariumList.fields(of: line, tax: share, in: payment), to: &bytes)
        }
        count(payment)
        return bytes
    }

    /// A last row with the totals, for lists that people read; files for machines do without.
    public func totalRow() -> [UInt8] {
        var fields = Array(repeating: "", count: HonorariumList.columns.count)
        fields[0] = "合計"
        fields[1] = "\(totals.payments)件"
        fields[4] = "\(totals.payees)名"
        fields[5] = "\(totals.lines)講演"
        let sums = [
            fees, travelToPresenters, travelDirectly, totals.gross, totals.base, totals.tax, totals.net,
        ]
        for (index, sum) in sums.enumerated() { fields[13 + index] = sum.description }
        var bytes: [UInt8] = []
        CSVWriter.append(fields, to: &bytes)
        return bytes
    }

    private mutating func count(_ payment: HonorariumListPayment) {
        let sign: Int64 = payment.isReversal ? -1 : 1
        let amounts = payment.lines.map(\.amount)
        fees += amounts.reduce(.zero) { $0 + $1.fee } * sign
        travelToPresenters += amounts.reduce(.zero) { $0 + $1.travelToPresenter } * sign
        travelDirectly += amounts.reduce(.zero) { $0 + $1.travelDirectly } * sign
        totals += ControlTotals(
            payees: payment.payee == lastPayee ? 0 : 1,
            payments: 1,
            lines: amounts.count,
            gross: amounts.reduce(.zero) { $0 + $1.gross } * sign,
            base: payment.base * sign,
            tax: payment.tax * sign
        )
        lastPayee = payment.payee
    }

    private static func fields(
        of line: HonorariumListLine,
        tax: Yen,
        in payment: HonorariumListPayment
    ) -> [String] {
        func signed(_ yen: Yen) -> String { (payment.isReversal ? -yen : yen).description }
        let amount = line.amount
        return [
            payment.payment, payment.isReversal ? "赤" : "通常", payment.date.description, payment.payee,
            payment.payeeName, line.lecture, line.lectureDate.description, line.programme, line.host,
            String(line.billedMinutes), line.rank, line.unitPrice.description, line.rate, signed(amount.fee),
            signed(amount.travelToPresenter), signed(amount.travelDirectly), signed(amount.gross),
            signed(amount.withholdingBase), signed(tax), signed(amount.gross - tax),
            line.invoiceNumber?.description ?? "", line.invoiceStatus.text, line.accountCode,
            payment.preparer,
            payment.approver,
        ]
    }
}

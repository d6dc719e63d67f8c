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
    /// The lines' shares do not add up to the payment's tax.
    case tax(payment: String, stated: Yen, lines: Yen)
}

/// The month's list of honoraria (謝金支払一覧) as CSV for an accounting office, payment by payment.
///
/// UTF-8 with a byte order mark, CRLF, one row per honorarium. Only the running totals are kept; they must agree with
/// the transfer file and the ledger.
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
        let base = payment.lines.reduce(Yen.zero) { $0 + $1.base }
        guard base == payment.base else {
            throw .base(payment: payment.payment, stated: payment.base, lines: base)
        }
        let tax = payment.lines.reduce(Yen.zero) { $0 + $1.tax }
        guard tax == payment.tax else {
            throw .tax(payment: payment.payment, stated: payment.tax, lines: tax)
        }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(payment.lines.count * 384)
        for line in payment.lines {
            CSVWriter.append(HonorariumList.fields(of: line, in: payment), to: &bytes)
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
        fees += payment.lines.reduce(.zero) { $0 + $1.fee }
        travelToPresenters += payment.lines.reduce(.zero) { $0 + $1.travelToPresenter }
        travelDirectly += payment.lines.reduce(.zero) { $0 + $1.travelDirectly }
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

    private static func fields(
        of line: HonorariumListLine,
        in payment: HonorariumListPayment
    ) -> [String] {
        [
            payment.payment, line.entry.text, payment.date.description, payment.payee, payment.payeeName,
            line.lecture, line.lectureDate.description, line.programme, line.host, String(line.billedMinutes),
            line.rank, line.unitPrice.description, line.rate, line.fee.description,
            line.travelToPresenter.description, line.travelDirectly.description, line.gross.description,
            line.base.description, line.tax.description, (line.gross - line.tax).description,
            line.invoiceNumber?.description ?? "", line.invoiceStatus.text, line.accountCode,
            payment.preparer, payment.approver,
        ]
    }
}

extension HonorariumEntry {
    /// As an accounting office calls it.
    var text: String {
        switch self {
        case .original: "通常"
        case .red: "赤"
        case .black: "黒"
        }
    }
}

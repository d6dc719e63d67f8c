import CSV
public import KodanDomain

/// What was fixed and unpaid at the end of a fiscal year (未払) as CSV, payee by payee, with a last row of totals.
///
/// UTF-8 with a byte order mark, CRLF, one row per honorarium. Only the running totals are kept.
public struct AccruedList: Sendable {
    /// What is owed, and what of it will be withheld.
    public struct Totals: Hashable, Sendable {
        /// Honoraria.
        public var lines = 0
        /// What is owed before tax.
        public var gross = Yen.zero
        /// The tax on it, stored or estimated.
        public var tax = Yen.zero
        /// What will be sent.
        public var net: Yen { gross - tax }
    }

    private static let columns = [
        "支払先番号", "支払先氏名", "謝金番号", "区分", "講演番号", "講演日", "事業", "予算年度", "支払確定日", "支払番号", "支払額",
        "源泉徴収税額（見込み）", "差引支払額（見込み）",
    ]

    /// The totals of the rows so far.
    public private(set) var totals = Totals()

    /// An empty list.
    public init() {}

    /// The first bytes: the mark by which spreadsheets know UTF-8, and the names of the columns.
    public func header() -> [UInt8] {
        var bytes = CSVWriter.byteOrderMark
        CSVWriter.append(AccruedList.columns, to: &bytes)
        return bytes
    }

    /// The row of one entry that bears `tax`.
    public mutating func row(of entry: YearEntry, tax: Yen) -> [UInt8] {
        totals.lines += 1
        totals.gross += entry.gross
        totals.tax += tax
        var bytes: [UInt8] = []
        CSVWriter.append(
            [
                entry.payee.description, entry.payeeName, entry.id.description, entry.entry.text,
                entry.assignment.description, entry.lectureOn.description, entry.programme,
                String(entry.budgetYear.startYear), entry.fixedOn.description,
                entry.payment?.description ?? "", entry.gross.description, tax.description,
                (entry.gross - tax).description,
            ],
            to: &bytes
        )
        return bytes
    }

    /// The last row.
    public func totalRow() -> [UInt8] {
        var fields = Array(repeating: "", count: AccruedList.columns.count)
        fields[0] = "合計"
        fields[2] = "\(totals.lines)件"
        let sums = [totals.gross, totals.tax, totals.net]
        for (index, sum) in sums.enumerated() { fields[10 + index] = sum.description }
        var bytes: [UInt8] = []
        CSVWriter.append(fields, to: &bytes)
        return bytes
    }
}

extension YearEntry {
    /// The payment that holds it; nil before one does.
    fileprivate var payment: Payment.ID? {
        guard case .inPayment(let payment, _, _) = standing else { return nil }
        return payment
    }
}

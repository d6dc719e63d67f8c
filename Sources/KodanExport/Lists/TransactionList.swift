import CSV
public import KodanDomain

/// Transactions that were searched for as CSV: UTF-8 with a byte order mark, CRLF, one row per payment.
public struct TransactionList: Sendable {
    private static let columns = [
        "支払番号", "支払日", "支払先番号", "支払先氏名", "支払額", "源泉徴収税額", "差引支払額", "状態", "謝金番号", "振込データ番号",
        "振込データ",
    ]

    /// How many rows there are so far.
    public private(set) var rows = 0

    /// An empty list.
    public init() {}

    /// The first bytes: the mark by which spreadsheets know UTF-8, and the names of the columns.
    public func header() -> [UInt8] {
        var bytes = CSVWriter.byteOrderMark
        CSVWriter.append(TransactionList.columns, to: &bytes)
        return bytes
    }

    /// The row of one payment; `state` is what people call the state that it is in.
    public mutating func row(of entry: TransactionEntry, state: String) -> [UInt8] {
        rows += 1
        var bytes: [UInt8] = []
        CSVWriter.append(
            [
                entry.payment.description, entry.payOn.description, entry.payee.description, entry.payeeName,
                entry.gross.description, entry.tax.description, entry.net.description, state,
                entry.honoraria.map(\.description).joined(separator: ";"),
                entry.transferFile?.description ?? "", entry.transferFileName ?? "",
            ],
            to: &bytes
        )
        return bytes
    }
}

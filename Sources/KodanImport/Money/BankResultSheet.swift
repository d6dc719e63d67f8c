import CSV
public import KodanDomain

/// The columns of a bank's answer to a transfer file.
public enum BankResultColumn: String, ImportColumn {
    /// 件番: the place among the file's data records, from 1.
    case record
    /// 結果: `paid` or `returned`.
    case result
    /// 理由: why it came back; needed there, and nowhere else.
    case reason
    /// 振込金額: checked against what was sent, where the answer states it.
    case amount

    /// The Japanese headers.
    public var japanese: [String] {
        switch self {
        case .record: ["件番", "番号", "明細番号"]
        case .result: ["結果", "処理結果"]
        case .reason: ["理由", "不能理由", "組戻理由"]
        case .amount: ["振込金額", "金額"]
        }
    }

    /// What the header must have.
    public static var required: [[Set<BankResultColumn>]] { [[[.record]], [[.result]]] }

    /// Nothing here is a secret.
    public var isSecret: Bool { false }
}

/// What the bank says about one transfer.
public struct BankResult: Hashable, Sendable {
    /// The line of the file.
    public let line: Int
    /// The place among the file's data records, from 1.
    public let record: Int
    /// The amount, where it is stated.
    public let amount: Yen?
    /// Why it came back; nil if it was paid.
    public let returned: String?

    /// A result.
    public init(line: Int, record: Int, amount: Yen?, returned: String?) {
        self.line = line
        self.record = record
        self.amount = amount
        self.returned = returned
    }
}

/// A bank's answer as a table, UTF-8 or CP932, parted by commas or tabs; other columns pass.
public enum BankResultSheet {
    /// The most rows, what one bank file can hold.
    public static let rowLimit = 999_999
    /// The most problems that are told.
    public static let problemLimit = 200

    /// What the table of `source` calls `column`; nil if it is no table with such columns.
    public static func name(of column: BankResultColumn, in source: @escaping ByteSource) -> String? {
        guard var reader = try? CSVReader(TextSource(source)) else { return nil }
        let first = try? reader.next()?.fields
        return first.flatMap { try? ImportHeader<BankResultColumn>($0, ignoringUnknown: true) }?
            .name(of: column)
    }

    /// The answers of `source`, in its order.
    ///
    /// Throws ``BankResultsRefused`` after the last row if any is bad or there is none, ``HeaderProblem`` if columns
    /// are missing or doubled, ``SheetBroken``, ``TextEncodingError``, or what the source throws.
    public static func read(_ source: @escaping ByteSource) throws -> [BankResult] {
        var reader = try CSVReader(TextSource(source))
        let first = try SheetBroken.naming { try reader.next()?.fields ?? [] }
        let header = try ImportHeader<BankResultColumn>(first, ignoringUnknown: true)
        var results: [BankResult] = []
        var problems: [RowProblem] = []
        var seen: Set<Int> = []
        while let record = try SheetBroken.naming({ try reader.next() }) {
            var row = RowFields(line: record.line, fields: record.fields, header: header)
            if row.isEmpty { continue }
            if let result = row.result(seen: &seen), results.count < rowLimit { results.append(result) }
            problems += row.problems.prefix(problemLimit - problems.count)
        }
        if results.isEmpty, problems.isEmpty {
            // Below its header the table says nothing.
            let column = header.name(of: .record)
            problems.append(RowProblem(line: 2, column: column, value: "", expected: .present))
        }
        guard problems.isEmpty else { throw BankResultsRefused(problems: problems) }
        return results
    }
}

/// Rows of a bank's answer that say nothing clear; none is taken.
public struct BankResultsRefused: Error, Equatable {
    /// What is wrong with them, by line; the first ``BankResultSheet/problemLimit``.
    public let problems: [RowProblem]
}

extension RowFields<BankResultColumn> {
    fileprivate mutating func result(seen: inout Set<Int>) -> BankResult? {
        let bounds = 1...BankResultSheet.rowLimit
        let record = number(.record, within: bounds)
        if let record, !seen.insert(record).inserted { refuse(.record, .once) }
        let amount = text(.amount).isEmpty ? nil : number(.amount, within: 1...9_999_999_999)
        let isPaid: Bool? =
            switch text(.result).lowercased() {
            case "paid", "済", "振込済", "支払済", "正常": true
            case "returned", "組戻", "組戻し", "不能", "振込不能": false
            default: nil
            }
        if isPaid == nil { refuse(.result, .oneOf(["振込済 (paid)", "組戻し (returned)"])) }
        let reason = text(.reason)
        if isPaid == false, reason.isEmpty { refuse(.reason, .present) }
        guard let record, let isPaid, problems.isEmpty else { return nil }
        return BankResult(
            line: line,
            record: record,
            amount: amount.map { Yen(Int64($0)) },
            returned: isPaid ? nil : reason
        )
    }

    private mutating func number(_ column: BankResultColumn, within bounds: ClosedRange<Int>) -> Int? {
        let digits = text(column).filter { $0 != "," }
        guard digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let number = Int(digits),
            bounds.contains(number)
        else {
            refuse(column, .integer(bounds))
            return nil
        }
        return number
    }
}

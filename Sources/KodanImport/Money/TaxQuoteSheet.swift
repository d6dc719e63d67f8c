import CSV
public import KodanDomain

/// A table of payments, UTF-8 or CP932, and the same table with its tax: `withholding` and `net` behind the others.
///
/// Rows keep their order and all columns their text; rows of blanks are passed over. The result is UTF-8, with a byte
/// order mark and the line ends as the table has them. Non-residents are quoted without treaty relief. Memory is
/// that of one row.
public struct TaxQuoteSheet {
    /// The most problems that are kept; the rest are counted.
    public static let problemLimit = 200
    /// The names of the columns that are added.
    public static let addedColumns = ["withholding", "net"]

    private let table: WithholdingTable
    private let look: FileLook
    private var reader: CSVReader
    private let header: ImportHeader<TaxQuoteColumn>
    private var isHeaderWritten = false

    /// The rows quoted so far.
    public private(set) var quoted = 0
    /// The rows refused so far.
    public private(set) var refused = 0
    /// What is wrong with them, by line; the first ``problemLimit``.
    public private(set) var problems: [RowProblem] = []

    /// Reads the header of `source`.
    ///
    /// Throws ``HeaderProblem`` if columns are missing or doubled, those to be added included, ``SheetBroken``,
    /// ``TextEncodingError``, or what the source throws.
    public init(_ source: @escaping ByteSource, table: WithholdingTable) throws {
        let look = FileLook()
        let text = TextSource {
            let piece = try source()
            look.notice(piece ?? [])
            return piece
        }
        var reader = CSVReader { try text.next() }
        let first = try SheetBroken.naming { try reader.next()?.fields ?? [] }
        header = try ImportHeader(first, ignoringUnknown: true)
        let taken = first.filter { name in
            TaxQuoteSheet.addedColumns.contains(name.normalized.lowercased())
        }
        guard taken.isEmpty else { throw HeaderProblem(doubled: taken) }
        self.table = table
        self.look = look
        self.reader = reader
    }

    /// The bytes of the next line of the result, its header first; none for a refused row, nil at the end.
    ///
    /// Throws ``SheetBroken`` and ``TextEncodingError``, after which nothing more can be read, or what the source
    /// throws.
    public mutating func next() throws -> [UInt8]? {
        guard isHeaderWritten else {
            isHeaderWritten = true
            return (look.hasMark ? CSVWriter.byteOrderMark : [])
                + line(header.names, adding: TaxQuoteSheet.addedColumns)
        }
        while let record = try SheetBroken.naming({ try reader.next() }) {
            var row = RowFields(line: record.line, fields: record.fields, header: header)
            if row.isEmpty { continue }
            guard let quote = row.quote(from: table) else {
                refused += 1
                problems += row.problems.prefix(TaxQuoteSheet.problemLimit - problems.count)
                return []
            }
            quoted += 1
            return line(record.fields, adding: [quote.tax.description, quote.net.description])
        }
        return nil
    }

    /// The fields in as many columns as the header has, and behind them the added ones.
    ///
    /// Text passes through as it is: formulas were the sender's before.
    private func line(_ fields: [String], adding added: [String]) -> [UInt8] {
        let width = header.names.count
        let kept = fields.prefix(width) + Array(repeating: "", count: max(0, width - fields.count))
        var bytes: [UInt8] = []
        CSVWriter.append(kept + added, to: &bytes, guardsFormulas: false)
        if !look.endsLinesWithReturn { bytes.remove(at: bytes.count - 2) }
        return bytes
    }
}

/// What a file looks like from outside, noticed while its bytes pass.
private final class FileLook {
    private var start: [UInt8] = []
    private var last: UInt8 = 0
    private var firstLineEnd: Bool?

    /// Whether it begins with the byte order mark of UTF-8.
    var hasMark: Bool { start == CSVWriter.byteOrderMark }
    /// Whether its first line ends with CR LF; true while no line feed was seen.
    var endsLinesWithReturn: Bool { firstLineEnd ?? true }

    func notice(_ bytes: [UInt8]) {
        if start.count < 3 { start += bytes.prefix(3 - start.count) }
        guard firstLineEnd == nil else { return }
        if let index = bytes.firstIndex(of: 0x0A) {
            firstLineEnd = (index > 0 ? bytes[index - 1] : last) == 0x0D
        }
        last = bytes.last ?? last
    }
}

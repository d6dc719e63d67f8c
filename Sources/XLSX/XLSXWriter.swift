/// A workbook of one sheet (ECMA-376, as Excel, LibreOffice and others read it), written row by row.
///
/// Cells are typed, the first row names the columns and stays in sight. Memory is that of 64 KiB of rows; there is no
/// date of making and no name of a maker, so that the same rows are the same bytes.
public struct XLSXWriter {
    /// How many rows a sheet may have.
    public static let largestSheet = 1_048_576

    private let sheet: String
    private let limit: Int
    private let columns: [XLSXColumn]
    private let letters: [String]
    private var zip = ZipWriter()
    private var rows = 0
    /// Rows that are not packed yet.
    private var pending: [UInt8] = []

    /// A workbook whose sheet has this name (at most 31 characters) and these columns.
    public init(sheet: String, columns: [XLSXColumn]) {
        self.init(sheet: sheet, columns: columns, limit: XLSXWriter.largestSheet)
    }

    init(sheet: String, columns: [XLSXColumn], limit: Int) {
        self.limit = limit
        self.sheet = String(sheet.prefix(31))
        self.columns = columns
        letters = columns.indices.map(XLSXWriter.letters(of:))
    }

    /// Everything up to the first row, which names the columns.
    public mutating func begin() throws(XLSXError) -> [UInt8] {
        var bytes: [UInt8] = []
        for (name, content) in XLSXParts.all(sheet: sheet) {
            bytes += try zip.begin(name)
            bytes += try zip.add(Array(content.utf8))
            bytes += try zip.end()
        }
        bytes += try zip.begin(XLSXParts.sheetPath)
        bytes += try zip.add(Array(XLSXParts.sheetHead(columns).utf8))
        bytes += try add(columns.map { .text($0.title) }, isHead: true)
        return bytes
    }

    /// One row; what lies behind the last column is left out.
    ///
    /// Its bytes may come with those of a later one.
    public mutating func row(_ cells: [XLSXCell]) throws(XLSXError) -> [UInt8] {
        try add(cells, isHead: false)
    }

    /// The end of the sheet and of the workbook.
    public mutating func end() throws(XLSXError) -> [UInt8] {
        var bytes = try zip.add(pending + Array(XLSXParts.sheetTail.utf8))
        pending = []
        bytes += try zip.end()
        bytes += try zip.finish()
        return bytes
    }

    private mutating func add(_ cells: [XLSXCell], isHead: Bool) throws(XLSXError) -> [UInt8] {
        guard rows < limit else { throw .tooManyRows }
        rows += 1
        let number = String(rows)
        pending += "<row r=\"".utf8
        pending += number.utf8
        pending += "\">".utf8
        for (index, cell) in cells.prefix(columns.count).enumerated() {
            pending += "<c r=\"".utf8
            pending += letters[index].utf8
            pending += number.utf8
            pending += "\" s=\"".utf8
            pending += String(isHead ? XLSXParts.headStyle : columns[index].kind.rawValue).utf8
            switch cell {
            case .empty: pending += "\"/>".utf8
            case .number(let number): append(number)
            // Spreadsheets count days from 1899-12-30.
            case .day(let day): append(Int64(day + 25_569))
            case .text(let words):
                pending += "\" t=\"inlineStr\"><is><t xml:space=\"preserve\">".utf8
                XLSXParts.append(words, to: &pending)
                pending += "</t></is></c>".utf8
            }
        }
        pending += "</row>".utf8
        guard pending.count >= 65_536 else { return [] }
        defer { pending.removeAll(keepingCapacity: true) }
        return try zip.add(pending)
    }

    private mutating func append(_ number: Int64) {
        pending += "\"><v>".utf8
        pending += String(number).utf8
        pending += "</v></c>".utf8
    }

    /// `A` to `Z`, then `AA`.
    private static func letters(of index: Int) -> String {
        let letter = String(UnicodeScalar(UInt8(ascii: "A") + UInt8(index % 26)))
        return index < 26 ? letter : letters(of: index / 26 - 1) + letter
    }
}

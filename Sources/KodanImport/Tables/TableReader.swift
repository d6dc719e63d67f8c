import CSV
public import KodanDomain

/// One row of a table that the body keeps in `Config` or ships with the product.
public protocol TableRecord: Sendable {
    /// The file's name without `.csv`, for messages.
    static var table: String { get }
    /// The columns, in the file's order.
    static var columns: [String] { get }
    /// Columns that a file may leave out; none unless said.
    static var optionalColumns: [String] { get }
    /// Reads one row. Throws ``TableProblem``.
    init(_ row: TableRow) throws(TableProblem)
}

extension TableRecord {
    /// None.
    public static var optionalColumns: [String] { [] }
}

/// Reads a table row by row, so that large ones need no memory of their own.
public struct TableReader<Record: TableRecord> {
    private var reader: CSVReader
    private let positions: [String: Int]
    private let width: Int

    /// Reads the header.
    ///
    /// Throws ``TableProblem`` unless it is UTF-8 and has every column once, optional ones at most once, and no other;
    /// or what the source throws.
    public init(_ source: @escaping ByteSource) throws {
        reader = CSVReader(source: source)
        let header = try reader.next(of: Record.table)?.fields ?? []
        let positions = Dictionary(zip(header, header.indices)) { first, _ in first }
        let missing = Record.columns.filter { positions[$0] == nil }
        let unknown = header.filter { !(Record.columns + Record.optionalColumns).contains($0) }
        let doubled = header.indices.filter { positions[header[$0]] != $0 }.map { header[$0] }
        guard missing.isEmpty, unknown.isEmpty, doubled.isEmpty else {
            throw TableProblem.columns(
                file: Record.table,
                missing: missing,
                unknown: unknown,
                doubled: doubled
            )
        }
        self.positions = positions
        width = header.count
    }

    /// The next row; nil at the end.
    ///
    /// Throws ``TableProblem`` or what the source throws.
    public mutating func next() throws -> Record? {
        guard let record = try reader.next(of: Record.table) else { return nil }
        guard record.fields.count == width else {
            throw TableProblem.fieldCount(
                file: Record.table,
                line: record.line,
                fields: record.fields.count,
                expected: width
            )
        }
        return try Record(
            TableRow(file: Record.table, line: record.line, fields: record.fields, positions: positions)
        )
    }

    /// All rows of a table.
    ///
    /// Throws ``TableProblem`` or what the source throws.
    public static func all(_ source: @escaping ByteSource) throws -> [Record] {
        var reader = try TableReader(source)
        var rows: [Record] = []
        while let row = try reader.next() { rows.append(row) }
        return rows
    }
}

extension CSVReader {
    /// The next record of the file `table`; what is wrong with its text is told with that name.
    fileprivate mutating func next(of table: String) throws -> CSVRecord? {
        do {
            return try next()
        } catch let error as CSVError {
            throw TableProblem(error, in: table)
        }
    }
}

/// The fields of one row, read by column; every refusal names file, line and column.
public struct TableRow: Sendable {
    let file: String
    let line: Int
    let fields: [String]
    let positions: [String: Int]

    /// The field in `column`; empty where there is nothing.
    public func field(_ column: String) -> String {
        guard let position = positions[column] else { return "" }
        return fields[position]
    }

    /// The refusal of the field in `column`.
    public func problem(_ column: String, _ expected: Expected) -> TableProblem {
        .value(
            file: file,
            line: line,
            column: column,
            value: String(field(column).prefix(40)),
            expected: expected
        )
    }

    /// A field that must not be empty.
    public func text(_ column: String) throws(TableProblem) -> String {
        let text = field(column)
        guard !text.isEmpty else { throw problem(column, .present) }
        return text
    }

    /// A field that may be empty; nil if it is.
    public func optionalText(_ column: String) -> String? {
        let text = field(column)
        return text.isEmpty ? nil : text
    }

    /// What `make` makes of the field.
    public func value<Value>(
        _ column: String,
        _ make: (String) throws(FieldRefused) -> Value
    ) throws(TableProblem) -> Value {
        do {
            return try make(field(column))
        } catch {
            throw problem(column, error.expected)
        }
    }

    /// What `make` makes of the field; nil if it is empty.
    public func optionalValue<Value>(
        _ column: String,
        _ make: (String) throws(FieldRefused) -> Value
    ) throws(TableProblem) -> Value? {
        field(column).isEmpty ? nil : try value(column, make)
    }

    /// A whole number within `bounds`.
    public func integer(_ column: String, in bounds: ClosedRange<Int>) throws(TableProblem) -> Int {
        guard let number = Int(field(column)), bounds.contains(number) else {
            throw problem(column, .integer(bounds))
        }
        return number
    }

    /// A whole number within `bounds`; nil if the field is empty.
    public func optionalInteger(_ column: String, in bounds: ClosedRange<Int>) throws(TableProblem) -> Int? {
        field(column).isEmpty ? nil : try integer(column, in: bounds)
    }

    /// A decimal number times ten to the power of `places`, exact; more places than that are refused.
    public func decimal(
        _ column: String,
        places: Int,
        in bounds: ClosedRange<Int>
    ) throws(TableProblem) -> Int {
        guard let number = scaledDecimal(field(column), places: places), bounds.contains(number) else {
            throw problem(column, .integer(bounds))
        }
        return number
    }

    /// A day as ISO 8601 has it.
    public func date(_ column: String) throws(TableProblem) -> LocalDate {
        guard let date = LocalDate(field(column)) else { throw problem(column, .date) }
        return date
    }

    /// A day as ISO 8601 has it; nil if the field is empty.
    public func optionalDate(_ column: String) throws(TableProblem) -> LocalDate? {
        field(column).isEmpty ? nil : try date(column)
    }

    /// `valid_from` and `valid_to`, both inclusive; an empty `valid_to` is open.
    public func validity(
        from first: String = "valid_from",
        to last: String = "valid_to"
    ) throws(TableProblem) -> DateRange {
        guard let range = DateRange(first: try date(first), last: try optionalDate(last)) else {
            throw problem(last, .date)
        }
        return range
    }

    /// `yes` or `no`.
    public func flag(_ column: String) throws(TableProblem) -> Bool {
        switch field(column) {
        case "yes": return true
        case "no": return false
        default: throw problem(column, .yesOrNo)
        }
    }

    /// One of the cases of an enumeration, by its raw value.
    public func choice<Choice: CaseIterable & RawRepresentable<String>>(
        _ column: String,
        _: Choice.Type = Choice.self
    ) throws(TableProblem) -> Choice {
        guard let choice = Choice(rawValue: field(column)) else {
            throw problem(column, .oneOf(Choice.allCases.map(\.rawValue)))
        }
        return choice
    }
}

/// `-12.34` with 3 places is -12340; nil for any other form or more places.
func scaledDecimal(_ text: String, places: Int) -> Int? {
    let isNegative = text.hasPrefix("-")
    let parts = text.dropFirst(isNegative ? 1 : 0).split(separator: ".", omittingEmptySubsequences: false)
    guard let whole = parts.first, parts.count <= 2, (1...9).contains(whole.utf8.count) else { return nil }
    let fraction = parts.count == 2 ? parts[1] : ""
    guard fraction.utf8.count <= places, parts.count == 1 || !fraction.isEmpty,
        (whole + fraction).utf8.allSatisfy({ (0x30...0x39).contains($0) })
    else { return nil }
    let digits = String(whole) + fraction + String(repeating: "0", count: places - fraction.utf8.count)
    return Int(digits).map { isNegative ? -$0 : $0 }
}

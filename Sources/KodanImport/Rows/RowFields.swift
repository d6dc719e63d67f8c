import CSV
import KodanDomain

/// One row while it is read: hands out fields by column and collects everything that is wrong.
struct RowFields<Column: ImportColumn> {
    let line: Int
    let fields: [String]
    let header: ImportHeader<Column>
    private(set) var problems: [RowProblem] = []

    init(line: Int, fields: [String], header: ImportHeader<Column>) {
        self.line = line
        self.fields = fields
        self.header = header
        for index in header.unnamed { refuseUnnamed(index) }
        for index in fields.indices.dropFirst(header.names.count) { refuseUnnamed(index) }
    }

    /// Whether nothing but blanks stands in it, as in the rows that Excel leaves at the end.
    var isEmpty: Bool { fields.allSatisfy { $0.allSatisfy(\.isWhitespace) } }

    /// The field, normalized; empty where the file has no such column.
    func text(_ column: Column) -> String { raw(column).normalized }

    /// The field as somebody wrote it but for blanks at its ends: what gives a row its name in their own file.
    func written(_ column: Column) -> String {
        let scalars = raw(column).unicodeScalars.drop { $0.properties.isWhitespace }
        return String(
            String.UnicodeScalarView(scalars.reversed().drop { $0.properties.isWhitespace }.reversed())
        )
    }

    /// Whether one of the columns has something in it.
    func hasAny(_ columns: [Column]) -> Bool { columns.contains { !text($0).isEmpty } }

    /// What `make` makes of a field that must not be empty; nil after a refusal.
    ///
    /// Lists as in ``optional(_:isList:_:)``.
    mutating func required<Value>(
        _ column: Column,
        isList: Bool = false,
        _ make: (String) throws(FieldRefused) -> Value
    ) -> Value? {
        guard !text(column).isEmpty else {
            refuse(column, .present)
            return nil
        }
        return optional(column, isList: isList, make)
    }

    /// What `make` makes of a field; nil if it is empty, or after a refusal.
    ///
    /// In a list a line break within the cell parts entries, as a semicolon does.
    mutating func optional<Value>(
        _ column: Column,
        isList: Bool = false,
        _ make: (String) throws(FieldRefused) -> Value
    ) -> Value? {
        let text = text(column)
        guard !text.isEmpty else { return nil }
        do {
            return try make(isList ? list(column) : text)
        } catch {
            refuse(column, error.expected)
            return nil
        }
    }

    /// What `make` makes of values that were accepted one by one; nil after a refusal of them together.
    mutating func checked<Value>(_ make: () throws(FieldRefused) -> Value) -> Value? {
        do {
            return try make()
        } catch {
            guard let column = Column(rawValue: error.field.rawValue) else {
                refuse(named: error.field.rawValue, "", error.expected)
                return nil
            }
            refuse(column, error.expected)
            return nil
        }
    }

    /// Notes that the field was not accepted.
    mutating func refuse(_ column: Column, _ expected: Expected) {
        let name = header.name(of: column)
        let value = raw(column)
        refuse(named: name, column.isSecret ? masked(value) : value, expected)
    }

    /// Refuses what stands where the header names no column.
    private mutating func refuseUnnamed(_ index: Int) {
        guard index < fields.count, !fields[index].allSatisfy(\.isWhitespace) else { return }
        refuse(named: String(index + 1), fields[index], .absent)
    }

    private mutating func refuse(named name: String, _ value: String, _ expected: Expected) {
        problems.append(
            RowProblem(line: line, column: name, value: shortened(value), expected: expected)
        )
    }

    /// The field, normalized, with semicolons for its line breaks.
    private func list(_ column: Column) -> String {
        String(raw(column).map { $0.isNewline ? ";" : $0 }).normalized
    }

    /// The field as it stands, without the apostrophe that guards a spreadsheet against formulas.
    private func raw(_ column: Column) -> String {
        guard let position = header.positions[column], position < fields.count else { return "" }
        return CSVWriter.withoutGuard(fields[position])
    }
}

/// At most forty characters, controls shown as a replacement mark.
private func shortened(_ value: String) -> String {
    let whole = value.count <= RowProblem.shownLength
    let shown = whole ? value : value.prefix(RowProblem.shownLength - 1) + "…"
    return String(
        String.UnicodeScalarView(
            shown.unicodeScalars.map { scalar in
                scalar.properties.generalCategory == .control ? "\u{FFFD}" : scalar
            }
        )
    )
}

/// Stars but for the last three characters; nothing but stars where that would be most of it.
private func masked(_ value: String) -> String {
    let shown = value.count > 4 ? 3 : 0
    return String(repeating: "*", count: value.count - shown) + value.suffix(shown)
}

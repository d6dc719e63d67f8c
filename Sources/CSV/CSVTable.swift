/// A small CSV file with a header, read whole: dated tables and test vectors.
public struct CSVTable: Sendable {
    /// The names in the first line.
    public let columns: [String]
    /// The rows below it.
    public let rows: [Row]

    /// One row, read by column name.
    public struct Row: Sendable {
        /// The line in the file, for messages.
        public let line: Int
        let fields: [String]
        let positions: [String: Int]

        /// How many fields the row has.
        public var count: Int { fields.count }

        /// The field in `column`; empty where the column or the field is missing.
        public subscript(column: String) -> String {
            guard let position = positions[column], position < fields.count else { return "" }
            return fields[position]
        }
    }

    /// Reads a file that lies in memory.
    ///
    /// Throws ``CSVError``.
    public init(_ bytes: [UInt8]) throws {
        var reader = CSVReader(bytes)
        let header = try reader.next()?.fields ?? []
        let positions = Dictionary(
            header.enumerated().map { ($0.element, $0.offset) },
            uniquingKeysWith: { first, _ in first }
        )
        var rows: [Row] = []
        while let record = try reader.next() {
            rows.append(Row(line: record.line, fields: record.fields, positions: positions))
        }
        columns = header
        self.rows = rows
    }
}

public import KodanDomain

/// What is wrong with a table that the body keeps in `Config`.
public enum TableProblem: Error, Equatable, CustomStringConvertible {
    /// Columns that are missing, not known or there twice.
    case columns(file: String, missing: [String], unknown: [String], doubled: [String])
    /// A value that was not accepted.
    case value(file: String, line: Int, column: String, value: String, expected: Expected)
    /// A row with more fields than there are columns, or fewer.
    case fieldCount(file: String, line: Int, fields: Int, expected: Int)
    /// A key that an earlier line has too.
    case doubledKey(file: String, line: Int, key: String)

    /// File, line and column, for logs.
    public var description: String {
        switch self {
        case .columns(let file, let missing, let unknown, let doubled):
            "\(file): "
                + [("missing", missing), ("unknown", unknown), ("there twice", doubled)]
                .filter { !$0.1.isEmpty }
                .map { "columns are \($0.0): \($0.1.joined(separator: ", "))" }
                .joined(separator: "; ")
        case .value(let file, let line, let column, let value, let expected):
            "\(file):\(line): \(column) is \"\(value)\", expected \(expected.code)"
        case .fieldCount(let file, let line, let fields, let expected):
            "\(file):\(line): \(fields) fields, expected \(expected)"
        case .doubledKey(let file, let line, let key):
            "\(file):\(line): \(key) is there already"
        }
    }
}

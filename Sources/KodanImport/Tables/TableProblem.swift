public import CSV
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
    /// A line that is not UTF-8, as after Excel saved the table as plain CSV.
    case notUTF8(file: String, line: Int)
    /// A quotation mark that stands where none may, or is never closed.
    case quotation(file: String, line: Int)
    /// A row longer than the limit, in bytes.
    case tooLong(file: String, line: Int, limit: Int)

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
        case .notUTF8(let file, let line):
            "\(file):\(line): this is not UTF-8 (in Excel, save it as “CSV UTF-8”)"
        case .quotation(let file, let line):
            "\(file):\(line): a quotation mark is never closed, or stands where none may"
        case .tooLong(let file, let line, let limit):
            "\(file):\(line): a row of more than \(limit) bytes begins here"
        }
    }
}

extension TableProblem {
    /// What is wrong with the text of the file `file` as such.
    public init(_ error: CSVError, in file: String) {
        self =
            switch error {
            case .notUTF8(let line): .notUTF8(file: file, line: line)
            case .strayQuote(let line), .openQuote(let line): .quotation(file: file, line: line)
            case .tooLong(let line, let limit): .tooLong(file: file, line: line, limit: limit)
            }
    }
}

public import KodanDomain

/// Why one row was refused; a row can have several.
public struct RowProblem: Hashable, Sendable {
    /// The most characters of a value that are shown.
    public static let shownLength = 40

    /// The line of the file on which the row begins, 1 for the header.
    public let line: Int
    /// The header of the column as written; the column's Japanese name if the file does not have it.
    public let column: String
    /// What stands there, at most ``shownLength`` characters; of a secret the last three at most.
    public let value: String
    /// What would have been accepted.
    public let expected: Expected

    /// The refusal of `value`.
    public init(line: Int, column: String, value: String, expected: Expected) {
        self.line = line
        self.column = column
        self.value = value
        self.expected = expected
    }
}

/// What became of one row.
public enum ImportedRow<Draft: Hashable & Sendable>: Hashable, Sendable {
    /// It can be saved.
    case draft(line: Int, Draft)
    /// It cannot; everything that is wrong with it, in the order of the columns known.
    case refused([RowProblem])
}

/// What the cells of a column hold, and how they are shown.
public enum XLSXKind: Int, Sendable, CaseIterable {
    /// Text.
    case text
    /// A whole number as it is.
    case number
    /// Whole yen, with separators of thousands, red below zero.
    case yen
    /// A day, `2026-12-25`.
    case date
}

/// A column of a sheet.
public struct XLSXColumn: Sendable, Hashable {
    /// What its first row says.
    public let title: String
    /// What its cells hold.
    public let kind: XLSXKind
    /// How wide it is, in digits of the standard font.
    public let width: Int

    /// A column.
    public init(_ title: String, _ kind: XLSXKind, width: Int) {
        self.title = title
        self.kind = kind
        self.width = width
    }
}

/// One cell.
public enum XLSXCell: Sendable, Hashable {
    /// Text; never read as a formula.
    case text(String)
    /// A whole number; spreadsheets keep 15 digits.
    case number(Int64)
    /// A day, by how many days it lies behind 1970-01-01.
    case day(Int)
    /// Nothing.
    case empty
}

/// Why a workbook cannot be written.
public enum XLSXError: Error, Equatable {
    /// A sheet has at most 1,048,576 rows, the first of which names the columns.
    case tooManyRows
    /// The workbook, or its sheet before packing, has 4 GiB or more.
    case tooLarge
    /// There was no memory for packing.
    case outOfMemory
}

public import KodanDomain
public import KodanImport

/// What was found out about one row, told as soon as it is known.
public enum ImportFinding: Sendable, Equatable {
    /// A field was not accepted.
    case refused(RowProblem)
    /// The row reads well, but cannot be registered: an unknown code, a mail address that is somebody's.
    case notRegistered(line: Int, because: Refusal)
    /// The row looks like something registered, or like an earlier row.
    case likelyDuplicate(line: Int, of: ImportTwin, by: DuplicateGround)
}

/// What a row looks like.
public enum ImportTwin: Sendable, Equatable {
    /// Registered before; its key, `pre-12`.
    case registered(String)
    /// On this line of the same file.
    case line(Int)
}

/// What became of a file.
public struct ImportReport: Sendable, Equatable {
    /// Rows, the header and empty ones not counted.
    public var read = 0
    /// Rows that were registered, or would be if the file were saved.
    public var registered = 0
    /// Rows with fields that were not accepted, or that cannot be registered.
    public var refused = 0
    /// Rows that look like others and were not registered.
    public var duplicates = 0
    /// Columns that were passed over, as written.
    public var ignoredColumns: [String] = []
    /// The first key that was made; nil if nothing was registered.
    public var firstKey: String?
    /// The last key that was made.
    public var lastKey: String?
    /// Whether the registered rows are in the database now.
    public var isSaved = false

    /// Whether no row was bad.
    public var isClean: Bool { refused == 0 && duplicates == 0 }
}

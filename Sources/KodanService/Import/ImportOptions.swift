public import KodanImport

/// How a file is imported.
public struct ImportOptions: Sendable, Equatable {
    /// Whether everything is rolled back at the end: to see what would happen.
    public var isDryRun = false
    /// Whether good rows are saved though others are bad; otherwise it is all or nothing.
    public var skipsBadRows = false
    /// Whether columns that nobody knows are passed over.
    public var ignoresUnknownColumns = false
    /// Whether likely duplicates are registered all the same; never those with the same mail address.
    public var allowsDuplicates = false
    /// How the accounts of presenters come to serve.
    public var accounts = AccountConfirmation.pending

    /// All or nothing, no duplicates.
    public init() {}
}

/// Where the bytes of a file come from; it is asked again if the transaction must be tried again.
public typealias ImportSource = @Sendable () throws -> ByteSource

/// The file at `path`, opened when it is read.
public func importSource(path: String) -> ImportSource {
    {
        let bytes = try FileBytes(path: path)
        return { try bytes.next() }
    }
}

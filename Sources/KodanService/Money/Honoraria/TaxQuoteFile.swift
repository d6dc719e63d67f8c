public import KodanDomain
public import KodanImport

/// Rows of a table of payments that cannot be quoted; nothing was written.
public struct TaxQuoteRowsRefused: Error, Equatable {
    /// How many rows.
    public let count: Int
    /// What is wrong with them, by line; the first ``TaxQuoteSheet/problemLimit``.
    public let problems: [RowProblem]
}

/// The table of payments with its tax, as a file; no database is used.
public enum TaxQuoteFile {
    /// Writes the table of `source` with its tax to `path`, and returns how many rows were quoted.
    ///
    /// Whole or not at all; a file of that name is replaced. The folder must be there. Throws ``TaxQuoteRowsRefused``
    /// after the last row if any is bad, ``FileProblem``, and what reading a ``TaxQuoteSheet`` throws.
    public static func write(
        _ source: @escaping ByteSource,
        table: WithholdingTable,
        to path: String
    ) throws -> Int {
        var sheet = try TaxQuoteSheet(source, table: table)
        let parts = path.split(separator: "/", omittingEmptySubsequences: false)
        let folder = parts.dropLast().joined(separator: "/")
        let file = try AtomicFile(
            folder: !folder.isEmpty ? folder : parts.count == 1 ? "." : "/",
            name: String(parts.last ?? "")
        )
        while let line = try sheet.next() {
            if sheet.refused == 0 { try file.write(line) }
        }
        guard sheet.refused == 0 else {
            throw TaxQuoteRowsRefused(count: sheet.refused, problems: sheet.problems)
        }
        _ = try file.verified { _ in }
        try file.place()
        return sheet.quoted
    }
}

extension WithholdingTable {
    /// The rates that lie in the folder of the body's tables.
    ///
    /// Throws ``FileUnreadable`` or ``TableProblem``; ``WithholdingTableRefusal`` for gaps and overlaps.
    public init(shippedIn folder: String) throws {
        let file = try FileBytes(path: folder + "/tax/withholding-rates.csv")
        let records = try TableReader<WithholdingRateRecord>.all { try file.next() }
        try self.init(rates: records.map(\.rate))
    }
}

public import KodanDomain
public import Postgres

extension ExportRunStore {
    /// Records a file of a year, or of no period at all: a calendar year for payment records, a fiscal year for what
    /// is accrued.
    public func add(
        _ file: WrittenFile,
        _ kind: ExportKind,
        of year: Int?,
        by user: User.ID?,
        at now: Instant
    ) throws(PostgresError) {
        try session.execute(
            """
            INSERT INTO export_run (kind, year, file_name, byte_count, sha256, exported_by, exported_at)
            VALUES (\(kind.rawValue), \(year), \(file.name), \(file.byteCount), \(file.sha256), \(user), \(now))
            """
        )
    }

    /// The SHA-256 of the year's file of this kind that was made last; nil before the first.
    public func newest(_ kind: ExportKind, of year: Int) throws(PostgresError) -> [UInt8]? {
        try session.first(
            """
            SELECT sha256
              FROM export_run
             WHERE kind = \(kind.rawValue)
               AND year = \(year)
             ORDER BY id DESC
             LIMIT 1
            """
        ) { row throws(PostgresError) in try row.value("sha256") }
    }
}

public import KodanDomain
public import Postgres

/// Which files left the house, with the SHA-256 of their bytes.
public struct ExportRunStore {
    let session: Session

    /// Works in the transaction of `session`.
    public init(_ session: Session) {
        self.session = session
    }

    /// Records a file of a month.
    public func add(
        _ file: WrittenFile,
        _ kind: ExportKind,
        of month: YearMonth,
        by user: User.ID?,
        at now: Instant
    ) throws(PostgresError) {
        try session.execute(
            """
            INSERT INTO export_run (kind, month, file_name, byte_count, sha256, exported_by, exported_at)
            VALUES (\(kind.rawValue), \(month), \(file.name), \(file.byteCount), \(file.sha256), \(user), \(now))
            """
        )
    }

    /// The SHA-256 of the month's file of this kind that was made last; nil before the first.
    public func newest(_ kind: ExportKind, of month: YearMonth) throws(PostgresError) -> [UInt8]? {
        try session.first(
            """
            SELECT sha256
              FROM export_run
             WHERE kind = \(kind.rawValue)
               AND month = \(month)::date
             ORDER BY id DESC
             LIMIT 1
            """
        ) { row throws(PostgresError) in try row.value("sha256") }
    }
}

public import KodanDomain
public import Postgres

/// Which files left the house, as auditors look for them.
public struct ExportQueries {
    private let session: Session

    /// Works in the transaction of `session`.
    public init(_ session: Session) {
        self.session = session
    }

    /// At most `limit` files with keys behind `after`, of this kind and month where they are named; the oldest or the
    /// newest stand first.
    public func list(
        _ kind: ExportKind?,
        of month: YearMonth?,
        isNewestFirst: Bool = false,
        after: ExportRun.ID?,
        limit: Int
    ) throws(PostgresError) -> [ExportEntry] {
        let order: SQL = isNewestFirst ? "DESC" : "ASC"
        var conditions = behind(after, "id", isNewestFirst: isNewestFirst)
        if let kind { conditions = conditions + " AND kind = \(kind)" }
        if let month { conditions = conditions + " AND month = \(month)::date" }
        return try session.rows(
            """
            SELECT id, kind, month, year, file_name, byte_count, sha256, exported_by, exported_at
              FROM export_run
             WHERE \(conditions)
             ORDER BY id \(order)
             LIMIT \(limit)
            """
        ) { row throws(PostgresError) in
            ExportEntry(
                id: try row.value("id"),
                kind: try row.value("kind"),
                month: try row.optional("month"),
                year: try row.optional("year"),
                fileName: try row.value("file_name"),
                byteCount: try row.value("byte_count"),
                sha256: try row.value("sha256"),
                exportedBy: try row.optional("exported_by"),
                exportedAt: try row.value("exported_at")
            )
        }
    }

    /// The files of a year's payment records, at most 99, in order.
    public func recordFiles(of year: CalendarYear) throws(PostgresError) -> [RecordFileEntry] {
        try session.rows(
            """
            SELECT sequence, file_name, records, byte_count, sha256, exported_at
              FROM payment_record_file
             WHERE year = \(year.number)
             ORDER BY sequence
            """
        ) { row throws(PostgresError) in
            RecordFileEntry(
                sequence: try row.value("sequence"),
                fileName: try row.value("file_name"),
                records: try row.value("records"),
                byteCount: try row.value("byte_count"),
                sha256: try row.value("sha256"),
                exportedAt: try row.value("exported_at")
            )
        }
    }
}

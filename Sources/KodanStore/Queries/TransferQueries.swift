public import KodanDomain
public import Postgres

/// Bank files and their transfers as the ledger's readers see them, without any account.
public struct TransferQueries {
    private let session: Session

    /// Works in the transaction of `session`.
    public init(_ session: Session) {
        self.session = session
    }

    /// At most `limit` bank files with keys above `after`, of `month` or of all months, smaller keys first.
    public func files(
        of month: YearMonth?,
        after: TransferFile.ID?,
        limit: Int
    ) throws(PostgresError) -> [TransferFileEntry] {
        let wanted: SQL = if let month { "AND transfer_file.month = \(month)::date" } else { "" }
        return try session.rows(
            """
            \(TransferQueries.files)
             WHERE transfer_file.id > \(after ?? TransferFile.ID(0))
             \(wanted)
             ORDER BY transfer_file.id
             LIMIT \(limit)
            """,
            as: TransferFileEntry.init(row:)
        )
    }

    /// One bank file; nil if there is none in sight.
    public func file(_ id: TransferFile.ID) throws(PostgresError) -> TransferFileEntry? {
        try session.first(
            "\(TransferQueries.files) WHERE transfer_file.id = \(id)",
            as: TransferFileEntry.init(row:)
        )
    }

    /// At most `limit` transfers of a file with keys above `after`, in the file's order.
    public func transfers(
        in file: TransferFile.ID,
        after: TransferAttempt.ID?,
        limit: Int
    ) throws(PostgresError) -> [TransferEntry] {
        try session.rows(
            """
            \(TransferQueries.transfers)
             WHERE transfer_file_id = \(file)
               AND id > \(after ?? TransferAttempt.ID(0))
             ORDER BY id
             LIMIT \(limit)
            """,
            as: TransferEntry.init(row:)
        )
    }

    /// The tries to send a payment, oldest first.
    public func attempts(of payment: Payment.ID) throws(PostgresError) -> [TransferEntry] {
        try session.rows(
            "\(TransferQueries.transfers) WHERE payment_id = \(payment) ORDER BY id",
            as: TransferEntry.init(row:)
        )
    }

    private static let transfers: SQL = """
        SELECT id, transfer_file_id, record, payment_id, amount, state, result_on, return_reason
          FROM transfer_attempt
        """

    private static let files: SQL = """
        SELECT transfer_file.id, transfer_file.month, transfer_file.round, transfer_file.part,
               transfer_file.value_date, transfer_file.file_name, transfer_file.records, transfer_file.total,
               transfer_file.byte_count, transfer_file.sha256, transfer_file.exported_at,
               held.sent, held.paid, held.returned
          FROM transfer_file
         CROSS JOIN LATERAL (
                   SELECT (count(*) FILTER (WHERE state = 'sent'))::integer AS sent,
                          (count(*) FILTER (WHERE state = 'paid'))::integer AS paid,
                          (count(*) FILTER (WHERE state = 'returned'))::integer AS returned
                     FROM transfer_attempt
                    WHERE transfer_file_id = transfer_file.id
               ) AS held
        """
}

extension TransferEntry {
    fileprivate init(row: Row) throws(PostgresError) {
        self.init(
            id: try row.value("id"),
            file: try row.value("transfer_file_id"),
            record: try row.value("record"),
            payment: try row.value("payment_id"),
            amount: try row.value("amount"),
            state: try row.value("state"),
            resultOn: try row.optional("result_on"),
            returnReason: try row.optional("return_reason")
        )
    }
}

extension TransferFileEntry {
    fileprivate init(row: Row) throws(PostgresError) {
        self.init(
            id: try row.value("id"),
            month: try row.value("month"),
            round: try row.value("round"),
            part: try row.value("part"),
            valueDate: try row.value("value_date"),
            fileName: try row.value("file_name"),
            records: try row.value("records"),
            total: try row.value("total"),
            byteCount: try row.value("byte_count"),
            sha256: try row.value("sha256"),
            exportedAt: try row.value("exported_at"),
            counts: Counts(
                sent: try row.value("sent"),
                paid: try row.value("paid"),
                returned: try row.value("returned")
            )
        )
    }
}

public import KodanDomain
public import Postgres

/// One transfer to write: a payment's net amount and the account that was bound to it.
public struct TransferRow: Sendable, Equatable {
    /// The payment.
    public let payment: Payment.ID
    /// What is sent.
    public let amount: Yen
    /// Where to.
    public let account: StoredAccount
}

/// A bank file as it was recorded.
public struct StoredTransferFile: Sendable, Equatable {
    /// Its key.
    public let id: TransferFile.ID
    /// The day on which the bank pays.
    public let valueDate: LocalDate
    /// Its name.
    public let fileName: String
    /// Its transfers.
    public let records: Int
    /// Their sum.
    public let total: Yen
    /// How many bytes it has.
    public let byteCount: Int
    /// The SHA-256 of its bytes.
    public let sha256: [UInt8]
}

/// A file that was written, before it has a row.
public struct WrittenFile: Sendable, Equatable {
    /// Its name, without its folder.
    public let name: String
    /// How many bytes it has.
    public let byteCount: Int
    /// The SHA-256 of its bytes.
    public let sha256: [UInt8]

    /// A written file.
    public init(name: String, byteCount: Int, sha256: [UInt8]) {
        self.name = name
        self.byteCount = byteCount
        self.sha256 = sha256
    }
}

/// One try to pay one payment, locked until the transaction ends.
public struct LockedAttempt: Sendable, Equatable {
    /// Its place among the file's transfers, from 1.
    public let record: Int
    /// The payment.
    public let payment: Payment.ID
    /// Whether the bank has not answered yet.
    public let isSent: Bool
}

/// Bank files and the transfers in them.
public struct TransferStore {
    private let session: Session

    /// Works in the transaction of `session`.
    public init(_ session: Session) {
        self.session = session
    }

    /// The month's newest bank file; nil if none was made.
    public func file(of month: YearMonth) throws(PostgresError) -> StoredTransferFile? {
        try session.first(
            """
            SELECT id, value_date, file_name, records, total, byte_count, sha256
              FROM transfer_file
             WHERE month = \(month)::date
             ORDER BY id DESC
             LIMIT 1
            """
        ) { row throws(PostgresError) in
            StoredTransferFile(
                id: try row.value("id"),
                valueDate: try row.value("value_date"),
                fileName: try row.value("file_name"),
                records: try row.value("records"),
                total: try row.value("total"),
                byteCount: try row.value("byte_count"),
                sha256: try row.value("sha256")
            )
        }
    }

    /// Calls `body` with each closed payment of the month, in order of payee.
    public func forEachClosed(_ month: YearMonth, _ body: (TransferRow) throws -> Void) throws {
        let query: SQL = """
            SELECT payment.id AS payment_id, payment.net AS amount, account.id AS account_id, account.payee_id,
                   account.bank_code, account.bank_name, account.branch_code, account.branch_name,
                   account.deposit_type, account.sealed_number, account.key_version, account.last_three,
                   account.holder_kana
              FROM payment
              JOIN payee_account AS account ON account.id = payment.account_id
             WHERE payment.month = \(month)::date
               AND payment.state = 'closed'
             ORDER BY payment.payee_id, payment.id
            """
        try session.forEach(query) { row in try body(TransferStore.transfer(row: row)) }
    }

    /// Calls `body` with each transfer of a file, in the file's order.
    public func forEachAttempt(in file: TransferFile.ID, _ body: (TransferRow) throws -> Void) throws {
        let query: SQL = """
            SELECT payment.id AS payment_id, attempt.amount, account.id AS account_id, account.payee_id,
                   account.bank_code, account.bank_name, account.branch_code, account.branch_name,
                   account.deposit_type, account.sealed_number, account.key_version, account.last_three,
                   account.holder_kana
              FROM transfer_attempt AS attempt
              JOIN payment ON payment.id = attempt.payment_id
              JOIN payee_account AS account ON account.id = payment.account_id
             WHERE attempt.transfer_file_id = \(file)
             ORDER BY attempt.record
            """
        try session.forEach(query) { row in try body(TransferStore.transfer(row: row)) }
    }

    /// Records a file with one attempt for each closed payment of the month, numbered in order of payee, and
    /// marks the payments as exported.
    public func add(
        _ file: WrittenFile,
        of month: YearMonth,
        valueDate: LocalDate,
        profile: String,
        records: Int,
        total: Yen,
        by user: User.ID?,
        at now: Instant
    ) throws(PostgresError) -> TransferFile.ID {
        let id: TransferFile.ID = try session.value(
            """
            INSERT INTO transfer_file (month, value_date, file_name, profile, byte_count, records, total, sha256,
                                       exported_by, exported_at)
            VALUES (\(month), \(valueDate), \(file.name), \(profile), \(file.byteCount), \(records), \(total),
                    \(file.sha256), \(user), \(now))
            RETURNING id
            """
        )
        try session.execute(
            """
            INSERT INTO transfer_attempt (payment_id, transfer_file_id, record, amount, state)
            SELECT id, \(id)::bigint, row_number() OVER (ORDER BY payee_id, id), net, 'sent'
              FROM payment
             WHERE month = \(month)::date
               AND state = 'closed'
             ORDER BY payee_id, id
            """
        )
        try session.execute(
            "UPDATE payment SET state = 'exported' WHERE month = \(month)::date AND state = 'closed'"
        )
        return id
    }

    /// Locks the transfers of a file, in its order.
    public func lockAttempts(in file: TransferFile.ID) throws(PostgresError) -> [LockedAttempt] {
        try session.rows(
            """
            SELECT record, payment_id, state = 'sent' AS is_sent
              FROM transfer_attempt
             WHERE transfer_file_id = \(file)
             ORDER BY record
               FOR UPDATE
            """
        ) { row throws(PostgresError) in
            LockedAttempt(
                record: try row.value("record"),
                payment: try row.value("payment_id"),
                isSent: try row.value("is_sent")
            )
        }
    }

    /// Notes what the bank said: `returned` came back for these reasons, all others of the file were paid.
    public func settle(
        _ file: TransferFile.ID,
        on day: LocalDate,
        returned: [Int: String]
    ) throws(PostgresError) {
        let records = returned.keys.sorted()
        try session.execute(
            """
            UPDATE transfer_attempt AS attempt
               SET state = CASE WHEN back.reason IS NULL THEN 'paid' ELSE 'returned' END,
                   result_on = \(day),
                   return_reason = back.reason
              FROM transfer_attempt AS sent
              LEFT JOIN unnest(\(records)::integer[], \(records.map { returned[$0] })::text[]) AS back (record, reason)
                ON back.record = sent.record
             WHERE sent.id = attempt.id
               AND sent.transfer_file_id = \(file)
               AND sent.state = 'sent'
            """
        )
    }

    private static func transfer(row: Row) throws(PostgresError) -> TransferRow {
        TransferRow(
            payment: try row.value("payment_id"),
            amount: try row.value("amount"),
            account: try StoredAccount(row: row)
        )
    }
}

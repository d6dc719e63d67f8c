public import KodanDomain
public import Postgres

/// One transfer to write: a payment's net amount and the account that it goes to.
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
    /// Which round of the month it belongs to: the first, or a later one of transfers that came back.
    public let round: Int
    /// The day on which the bank pays.
    public let valueDate: LocalDate
    /// The SHA-256 of its bytes.
    public let sha256: [UInt8]
}

/// A bank file that was written, before it has a row.
public struct NewTransferFile: Sendable, Equatable {
    /// The month whose payments it sends.
    public let month: YearMonth
    /// Which round of the month it belongs to.
    public let round: Int
    /// Its place among the files of its round.
    public let part: Int
    /// The day on which the bank pays.
    public let valueDate: LocalDate
    /// How the bank wanted it, in one word.
    public let profile: String
    /// Its bytes.
    public let written: WrittenFile
    /// Its transfers, in its order.
    public let transfers: [Transfer]

    /// A payment, what is sent of it and where it goes.
    public struct Transfer: Sendable, Equatable {
        /// The payment.
        public let payment: Payment.ID
        /// The account.
        public let account: PayeeAccount.ID
        /// What is sent, after tax.
        public let amount: Yen

        /// A transfer.
        public init(_ row: TransferRow) {
            payment = row.payment
            account = row.account.id
            amount = row.amount
        }
    }

    /// A file.
    public init(
        month: YearMonth,
        round: Int,
        part: Int,
        valueDate: LocalDate,
        profile: String,
        written: WrittenFile,
        transfers: [Transfer]
    ) {
        self.month = month
        self.round = round
        self.part = part
        self.valueDate = valueDate
        self.profile = profile
        self.written = written
        self.transfers = transfers
    }
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

/// Bank files and the transfers in them.
public struct TransferStore {
    let session: Session

    /// Works in the transaction of `session`.
    public init(_ session: Session) {
        self.session = session
    }

    /// The month's bank files, round by round and part by part.
    public func files(of month: YearMonth) throws(PostgresError) -> [StoredTransferFile] {
        try session.rows(
            """
            SELECT id, round, value_date, sha256
              FROM transfer_file
             WHERE month = \(month)::date
             ORDER BY round, part
            """
        ) { row throws(PostgresError) in
            StoredTransferFile(
                id: try row.value("id"),
                round: try row.value("round"),
                valueDate: try row.value("value_date"),
                sha256: try row.value("sha256")
            )
        }
    }

    /// Calls `body` with each closed payment of the month that sends money, in order of payee.
    public func forEachClosed(_ month: YearMonth, _ body: (TransferRow) throws -> Void) throws {
        try forEach(
            """
            SELECT payment.id AS payment_id, payment.net AS amount, payment.account_id,
                   row_number() OVER (ORDER BY payment.payee_id, payment.id) AS place
              FROM payment
             WHERE payment.month = \(month)::date
               AND payment.state = 'closed'
               AND payment.net > 0
            """,
            body
        )
    }

    /// The accounts to which payments of the month would be sent again by `user`, though the approver has not seen them
    /// and no third person has: who asked for them, or who sends, has confirmed them.
    public func unseenAccounts(
        _ month: YearMonth,
        sentBy user: User.ID,
        at now: Instant
    ) throws(PostgresError) -> [PayeeAccount.ID] {
        try session.rows(
            """
            SELECT DISTINCT payee_account.id
              FROM (\(TransferStore.returned(month, at: now))) AS again
              JOIN payment ON payment.id = again.payment_id
              JOIN payee_account ON payee_account.id = again.account_id
             WHERE payee_account.id <> payment.account_id
               AND (payee_account.confirmed_by IS NOT DISTINCT FROM payee_account.requested_by
                    OR payee_account.confirmed_by = \(user))
             ORDER BY payee_account.id
            """
        ) { row throws(PostgresError) in try row.value("id") }
    }

    /// Whether a payment's payee is still owed something for its lectures: what was cancelled since, or given to
    /// another payee, is not sent again.
    static let isStillOwed: SQL = """
        EXISTS (
            SELECT FROM payment_line AS line
              JOIN honorarium AS sent ON sent.id = line.honorarium_id AND sent.entry <> 'red'
              JOIN honorarium AS owed
                ON owed.assignment_id = sent.assignment_id
               AND owed.payee_id = payment.payee_id
               AND owed.entry <> 'red'
               AND owed.gross > 0
             WHERE line.payment_id = payment.id
               AND line.released_at IS NULL
               AND NOT EXISTS (
                   SELECT FROM honorarium AS red WHERE red.corrects_id = owed.id AND red.entry = 'red'
               )
        )
        """

    /// Calls `body` with each payment of the month whose last transfer came back, for which something is still owed,
    /// and whose payee is neither held back (支払の保留) nor found to have died, in order of payee.
    ///
    /// It goes to the payee's newest account that was confirmed by `now`: the one that failed may have been replaced.
    public func forEachReturned(
        _ month: YearMonth,
        at now: Instant,
        _ body: (TransferRow) throws -> Void
    ) throws {
        try forEach(TransferStore.returned(month, at: now), body)
    }

    private static func returned(_ month: YearMonth, at now: Instant) -> SQL {
        """
        SELECT payment.id AS payment_id, payment.net AS amount, newest.id AS account_id,
               row_number() OVER (ORDER BY payment.payee_id, payment.id) AS place
          FROM payment
         CROSS JOIN LATERAL (
                   \(AccountStore.newestConfirmed(at: now))
               ) AS newest
         WHERE payment.month = \(month)::date
           AND payment.state = 'exported'
           AND NOT EXISTS (
               SELECT FROM transfer_attempt
                WHERE transfer_attempt.payment_id = payment.id
                  AND transfer_attempt.state <> 'returned'
           )
           AND \(isStillOwed)
           AND NOT EXISTS (
               SELECT FROM finding
                WHERE finding.payee_id = payment.payee_id
                  AND finding.kind IN ('held', 'payee_deceased')
                  AND finding.state = 'open'
           )
        """
    }

    /// Calls `body` with each transfer of a file, in the file's order.
    public func forEachAttempt(in file: TransferFile.ID, _ body: (TransferRow) throws -> Void) throws {
        try forEach(
            """
            SELECT payment_id, amount, account_id, record AS place
              FROM transfer_attempt
             WHERE transfer_file_id = \(file)
            """,
            body
        )
    }

    /// Records a file with its transfers in their order, and marks the payments as exported; its key.
    public func add(
        _ file: NewTransferFile,
        by user: User.ID?,
        at now: Instant
    ) throws(PostgresError) -> TransferFile.ID {
        let transfers = file.transfers
        let total = transfers.reduce(Yen.zero) { $0 + $1.amount }
        let id: TransferFile.ID = try session.value(
            """
            INSERT INTO transfer_file (month, round, part, value_date, file_name, profile, byte_count, records, total,
                                       sha256, exported_by, exported_at)
            VALUES (\(file.month), \(file.round), \(file.part), \(file.valueDate), \(file.written.name),
                    \(file.profile), \(file.written.byteCount), \(transfers.count), \(total), \(file.written.sha256),
                    \(user), \(now))
            RETURNING id
            """
        )
        let payments = transfers.map(\.payment)
        try session.execute(
            """
            INSERT INTO transfer_attempt (payment_id, transfer_file_id, record, amount, account_id, state)
            SELECT payment_id, \(id)::bigint, record, amount, account_id, 'sent'
              FROM unnest(\(payments)::bigint[], \(transfers.map(\.amount))::bigint[],
                          \(transfers.map(\.account))::bigint[])
                   WITH ORDINALITY AS transfer (payment_id, amount, account_id, record)
             ORDER BY record
            """
        )
        try session.execute(
            "UPDATE payment SET state = 'exported' WHERE id = ANY (\(payments)::bigint[]) AND state = 'closed'"
        )
        return id
    }

    /// Runs over `transfers`, rows of payment, amount and account, with the accounts beside them.
    private func forEach(_ transfers: SQL, _ body: (TransferRow) throws -> Void) throws {
        let query: SQL = """
            SELECT transfer.payment_id, transfer.amount, account.id AS account_id, account.payee_id, account.bank_code,
                   account.bank_name, account.branch_code, account.branch_name, account.deposit_type,
                   account.sealed_number, account.key_version, account.holder_kana
              FROM (\(transfers)) AS transfer
              JOIN payee_account AS account ON account.id = transfer.account_id
             ORDER BY transfer.place
            """
        try session.forEach(query) { row in
            try body(
                TransferRow(
                    payment: try row.value("payment_id"),
                    amount: try row.value("amount"),
                    account: try StoredAccount(row: row)
                )
            )
        }
    }
}

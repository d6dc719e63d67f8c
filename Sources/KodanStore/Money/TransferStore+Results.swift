public import KodanDomain
public import Postgres

/// One try to pay one payment, locked until the transaction ends.
public struct LockedAttempt: Sendable, Equatable {
    /// Its place among the file's transfers, from 1.
    public let record: Int
    /// The payment.
    public let payment: Payment.ID
    /// What was sent.
    public let amount: Yen
    /// Whether the bank has not answered yet.
    public let isSent: Bool
    /// The day on which the bank paid; nil unless it did.
    public let paidOn: LocalDate?
}

extension TransferStore {
    /// When the bank was to pay by a file, and when the file was made; nil if there is none.
    public func days(of file: TransferFile.ID) throws(PostgresError) -> (
        value: LocalDate, exported: LocalDate
    )? {
        try session.first(
            """
            SELECT value_date, (exported_at AT TIME ZONE 'Asia/Tokyo')::date AS exported_on
              FROM transfer_file
             WHERE id = \(file)
            """
        ) { row throws(PostgresError) in (try row.value("value_date"), try row.value("exported_on")) }
    }

    /// Locks the transfers of a file, in its order.
    public func lockAttempts(in file: TransferFile.ID) throws(PostgresError) -> [LockedAttempt] {
        try session.rows(
            """
            SELECT record, payment_id, amount, state = 'sent' AS is_sent,
                   CASE WHEN state = 'paid' THEN result_on END AS paid_on
              FROM transfer_attempt
             WHERE transfer_file_id = \(file)
             ORDER BY record
               FOR UPDATE
            """
        ) { row throws(PostgresError) in
            LockedAttempt(
                record: try row.value("record"),
                payment: try row.value("payment_id"),
                amount: try row.value("amount"),
                isSent: try row.value("is_sent"),
                paidOn: try row.optional("paid_on")
            )
        }
    }

    /// Notes what the bank said of these transfers of a file: returned for a reason, or paid where there is none.
    ///
    /// What came back after it was paid keeps the day on which it was.
    public func settle(
        _ file: TransferFile.ID,
        on day: LocalDate,
        _ results: [(record: Int, returned: String?)]
    ) throws(PostgresError) {
        try session.execute(
            """
            UPDATE transfer_attempt AS attempt
               SET state = CASE WHEN result.reason IS NULL THEN 'paid' ELSE 'returned' END,
                   result_on = \(day),
                   return_reason = result.reason,
                   paid_on = CASE WHEN attempt.state = 'paid' THEN attempt.result_on END
              FROM unnest(\(results.map(\.record))::integer[], \(results.map(\.returned))::text[])
                   AS result (record, reason)
             WHERE attempt.transfer_file_id = \(file)
               AND attempt.record = result.record
               AND (attempt.state = 'sent' OR (attempt.state = 'paid' AND result.reason IS NOT NULL))
            """
        )
    }
}

public import KodanDomain
public import Postgres

extension PaymentQueries {
    /// The accounts that concern a payment by `now`; none for an actor who sees no account.
    ///
    /// What an approval would bind, and where a transfer that came back would be sent, is the payee's newest confirmed
    /// account, as ``PaymentStore`` and ``TransferStore`` have it.
    public func accounts(of id: Payment.ID, at now: Instant) throws(PostgresError) -> PaymentAccounts {
        let found = try session.rows(
            """
            WITH concerned AS (
                \(PaymentQueries.concerned(id, at: now))
            )
            SELECT account.id, account.requested_by, account.requested_at, account.confirmed_by, account.confirmed_at,
                   account.call_back_note, account.last_three, account.bank_code, account.bank_name,
                   account.branch_code, account.branch_name, account.deposit_type, account.holder_kana,
                   account.id IS NOT DISTINCT FROM concerned.next_id AS is_next,
                   account.id IS NOT DISTINCT FROM concerned.last_id AS is_last,
                   account.id IS NOT DISTINCT FROM concerned.before_id AS is_before,
                   ARRAY(
                       SELECT presenter.family_kana || ' ' || presenter.given_kana
                         FROM payee
                         JOIN presenter_payee ON presenter_payee.payee_id = payee.id
                         JOIN presenter ON presenter.id = presenter_payee.presenter_id
                        WHERE payee.id = concerned.payee_id
                          AND payee.legal_status = 'individual'
                          AND presenter.anonymized_at IS NULL
                        GROUP BY presenter.id
                        ORDER BY presenter.id
                   ) AS persons
              FROM concerned
              JOIN payee_account AS account
                ON account.id IN (concerned.next_id, concerned.last_id, concerned.before_id)
             ORDER BY account.id
            """,
            as: ConcernedAccount.init(row:)
        )
        return PaymentAccounts(
            next: found.first(where: \.isNext)?.entry,
            last: found.first(where: \.isLast)?.entry,
            before: found.first(where: \.isBefore)?.entry,
            persons: found.first?.persons ?? []
        )
    }

    /// The keys of the accounts that concern a payment by `now`.
    private static func concerned(_ id: Payment.ID, at now: Instant) -> SQL {
        """
        SELECT payment.payee_id, last.account_id AS last_id, earlier.account_id AS before_id,
               CASE
                   WHEN payment.net <= 0 THEN NULL
                   WHEN payment.state IN ('draft', 'submitted') THEN newest.id
                   WHEN payment.state IN ('approved', 'closed') THEN payment.account_id
                   WHEN payment.state = 'exported' AND last.state = 'returned' THEN newest.id
               END AS next_id
          FROM payment
          LEFT JOIN LATERAL (
                   \(AccountStore.newestConfirmed(at: now))
               ) AS newest ON true
          LEFT JOIN LATERAL (
                   SELECT transfer_attempt.account_id, transfer_attempt.state
                     FROM transfer_attempt
                    WHERE transfer_attempt.payment_id = payment.id
                    ORDER BY transfer_attempt.id DESC
                    LIMIT 1
               ) AS last ON true
          LEFT JOIN LATERAL (
                   \(PaymentQueries.earlierAccount)
               ) AS earlier ON true
         WHERE payment.id = \(id)
        """
    }

    /// The account to which the payee of a `payment` was last paid by another.
    static let earlierAccount: SQL = """
        SELECT transfer_attempt.account_id
          FROM payment AS other
          JOIN transfer_attempt ON transfer_attempt.payment_id = other.id
         WHERE other.payee_id = payment.payee_id
           AND other.id <> payment.id
           AND transfer_attempt.state = 'paid'
         ORDER BY transfer_attempt.result_on DESC, transfer_attempt.id DESC
         LIMIT 1
        """
}

/// An account with what it is to a payment.
private struct ConcernedAccount {
    let entry: AccountEntry
    let isNext: Bool
    let isLast: Bool
    let isBefore: Bool
    let persons: [String]

    init(row: Row) throws(PostgresError) {
        entry = try AccountEntry(row: row)
        isNext = try row.value("is_next")
        isLast = try row.value("is_last")
        isBefore = try row.value("is_before")
        persons = try row.value("persons")
    }
}

extension AccountEntry {
    /// The account of a row with all its columns.
    init(row: Row) throws(PostgresError) {
        self.init(
            id: try row.value("id"),
            requestedBy: try row.optional("requested_by"),
            requestedAt: try row.value("requested_at"),
            confirmedBy: try row.optional("confirmed_by"),
            confirmedAt: try row.optional("confirmed_at"),
            callBackNote: try row.optional("call_back_note"),
            lastThree: try row.value("last_three"),
            place: AccountPlace(
                bankCode: try row.value("bank_code"),
                bankName: try row.value("bank_name"),
                branchCode: try row.value("branch_code"),
                branchName: try row.value("branch_name"),
                depositType: try row.value("deposit_type"),
                holder: try row.value("holder_kana")
            )
        )
    }
}

public import KodanDomain
public import Postgres

/// A payment that waits for approval, locked until the transaction ends, with what the approver must know.
public struct LockedPayment: Sendable, Equatable {
    /// The payment.
    public let id: Payment.ID
    /// Its payee.
    public let payee: Payee.ID
    /// Its month.
    public let month: YearMonth
    /// Where it stands.
    public let state: PaymentState
    /// Who prepared it.
    public let preparedBy: User.ID
    /// The payee's newest confirmed account; nil if there is none.
    public let account: PayeeAccount.ID?
    /// What is sent; zero or below where nothing is.
    public let net: Yen
    /// Whether the money would go to the person who asks.
    public let paysAsker: Bool
}

extension PaymentStore {
    /// Hands the month's drafts to the approver; says which.
    public func submit(_ month: YearMonth, at now: Instant) throws(PostgresError) -> [Payment.ID] {
        let submitted: [Payment.ID] = try session.rows(
            """
            UPDATE payment
               SET state = 'submitted', submitted_at = \(now)
             WHERE month = \(month)::date
               AND state = 'draft'
            RETURNING id
            """
        ) { row throws(PostgresError) in try row.value("id") }
        return submitted.sorted()
    }

    /// The first payment of a month, with its state; nil if there is none.
    public func first(of month: YearMonth) throws(PostgresError) -> (id: Payment.ID, state: PaymentState)? {
        try session.first(
            """
            SELECT id, state
              FROM payment
             WHERE month = \(month)::date
               AND state <> 'dropped'
             ORDER BY id
             LIMIT 1
            """
        ) { row throws(PostgresError) in (try row.value("id"), try row.value("state")) }
    }

    /// The payments of a payee that no close holds yet, locked until the transaction ends, in order of key.
    public func unclosed(
        of payee: Payee.ID
    ) throws(PostgresError) -> [(id: Payment.ID, month: YearMonth, state: PaymentState)] {
        try session.rows(
            """
            SELECT id, month, state
              FROM payment
             WHERE payee_id = \(payee)
               AND state IN ('draft', 'submitted', 'approved')
             ORDER BY id
               FOR UPDATE
            """
        ) { row throws(PostgresError) in
            (id: try row.value("id"), month: try row.value("month"), state: try row.value("state"))
        }
    }

    /// Locks the payments with these keys, in order of key.
    public func lock(
        _ ids: [Payment.ID],
        for user: User.ID?,
        at now: Instant
    ) throws(PostgresError) -> [LockedPayment] {
        try session.rows(
            locked(where: "payment.id = ANY (\(ids)::bigint[])", for: user, at: now),
            as: lockedPayment(row:)
        )
    }

    /// Locks the payments of a month that wait for approval, in order of key.
    public func lockSubmitted(
        _ month: YearMonth,
        for user: User.ID?,
        at now: Instant
    ) throws(PostgresError) -> [LockedPayment] {
        try session.rows(
            locked(
                where: "payment.month = \(month)::date AND payment.state = 'submitted'",
                for: user,
                at: now
            ),
            as: lockedPayment(row:)
        )
    }

    /// Approves payments, each bound to its account; those that send nothing have none.
    public func approve(
        _ payments: [(id: Payment.ID, account: PayeeAccount.ID?)],
        by user: User.ID,
        at now: Instant
    ) throws(PostgresError) {
        try session.execute(
            """
            UPDATE payment
               SET state = 'approved', approved_by = \(user), approved_at = \(now), account_id = bound.account_id
              FROM unnest(\(payments.map(\.id))::bigint[], \(payments.map(\.account))::bigint[])
                   AS bound (id, account_id)
             WHERE payment.id = bound.id
            """
        )
    }

    /// Takes a payment back to the desk; its approval, if it had one, is lost.
    public func reopen(_ id: Payment.ID) throws(PostgresError) {
        try session.execute(
            """
            UPDATE payment
               SET state = 'draft', submitted_at = NULL, approved_by = NULL, approved_at = NULL, account_id = NULL
             WHERE id = \(id)
            """
        )
    }

    /// Marks payments as paid by the bank.
    public func settle(_ ids: [Payment.ID], paidOn: LocalDate) throws(PostgresError) {
        try session.execute(
            """
            UPDATE payment
               SET state = 'paid', paid_on = \(paidOn)
             WHERE id = ANY (\(ids)::bigint[])
            """
        )
    }

    /// Marks payments as unpaid again: their transfers came back after the bank had paid.
    public func comeBack(_ ids: [Payment.ID]) throws(PostgresError) {
        try session.execute(
            """
            UPDATE payment
               SET state = 'exported', paid_on = NULL
             WHERE id = ANY (\(ids)::bigint[])
               AND state = 'paid'
            """
        )
    }

    private func locked(where condition: SQL, for user: User.ID?, at now: Instant) -> SQL {
        """
        SELECT payment.id, payment.payee_id, payment.month, payment.state, payment.prepared_by,
               payment.net, account.id AS account_id,
               EXISTS (
                   SELECT FROM presenter_payee
                     JOIN presenter ON presenter.id = presenter_payee.presenter_id
                    WHERE presenter_payee.payee_id = payment.payee_id
                      AND presenter.user_id = \(user)::bigint
               ) AS pays_asker
          FROM payment
          LEFT JOIN LATERAL (
                   \(AccountStore.newestConfirmed(at: now))
               ) AS account ON true
         WHERE \(condition)
         ORDER BY payment.id
           FOR UPDATE OF payment
        """
    }

    private func lockedPayment(row: Row) throws(PostgresError) -> LockedPayment {
        LockedPayment(
            id: try row.value("id"),
            payee: try row.value("payee_id"),
            month: try row.value("month"),
            state: try row.value("state"),
            preparedBy: try row.value("prepared_by"),
            account: try row.optional("account_id"),
            net: try row.value("net"),
            paysAsker: try row.value("pays_asker")
        )
    }
}

public import KodanDomain
public import Postgres

/// Months of payments: opened by the first preparation, closed once with their totals.
public struct PaymentMonthStore {
    private let session: Session

    /// Works in the transaction of `session`.
    public init(_ session: Session) {
        self.session = session
    }

    /// Waits until no other transaction prepares, submits, approves, closes or exports, and keeps others waiting
    /// until this one ends.
    public func exclusively() throws(PostgresError) {
        try session.execute("SELECT pg_advisory_xact_lock(\(ExclusiveRun.month.rawValue))")
    }

    /// Opens the month unless it is there; whether it was opened now.
    public func open(_ month: YearMonth, payOn: LocalDate, at now: Instant) throws(PostgresError) -> Bool {
        try session.execute(
            """
            INSERT INTO payment_month (month, pay_on, state, opened_at)
            VALUES (\(month), \(payOn), 'open', \(now))
            ON CONFLICT (month) DO NOTHING
            """
        ) > 0
    }

    /// One month with its totals; nil if it was never opened.
    public func month(_ month: YearMonth) throws(PostgresError) -> PaymentMonth? {
        try session.first(months(where: "payment_month.month = \(month)", limit: 1), as: paymentMonth(row:))
    }

    /// The newest months before `before`, newest first; all of them without it.
    public func months(before: YearMonth?, limit: Int) throws(PostgresError) -> [PaymentMonth] {
        try session.rows(
            months(where: "(\(before)::date IS NULL OR payment_month.month < \(before)::date)", limit: limit),
            as: paymentMonth(row:)
        )
    }

    /// The totals of the payments and lines that a closed month has now; they must be those it was closed with.
    public func ledger(of month: YearMonth) throws(PostgresError) -> ControlTotals {
        let totals = try session.first(PaymentMonthStore.sums(of: "\(month)::date")) {
            row throws(PostgresError) in
            ControlTotals(
                payees: try row.value("payees"),
                payments: try row.value("payments"),
                lines: try row.value("lines"),
                gross: try row.value("gross"),
                base: try row.value("base"),
                tax: try row.value("tax")
            )
        }
        return totals ?? .zero
    }

    /// Closes an open month and its approved payments: their lines are copied as they are now, the totals are theirs.
    ///
    /// Payments of nothing either way are settled with it, on their payment date; says which.
    public func close(
        _ month: YearMonth,
        by user: User.ID?,
        seal: [UInt8]?,
        at now: Instant
    ) throws(PostgresError) -> [Payment.ID] {
        try session.execute(
            "UPDATE payment SET state = 'closed' WHERE month = \(month)::date AND state = 'approved'"
        )
        try MonthLineStore(session).write(month)
        try session.execute(
            """
            UPDATE payment_month
               SET state = 'closed', closed_at = \(now), closed_by = \(user), payees = sums.payees,
                   payments = sums.payments, lines = sums.lines, gross = sums.gross, base = sums.base,
                   tax = sums.tax, net = sums.net, transfers = sums.transfers, transferred = sums.transferred,
                   audit_seal_sha256 = \(seal)
              FROM (\(PaymentMonthStore.sums(of: "\(month)::date"))) AS sums
             WHERE payment_month.month = \(month)::date
            """
        )
        let even: [Payment.ID] = try session.rows(
            """
            UPDATE payment
               SET state = 'paid', paid_on = pay_on
             WHERE month = \(month)::date
               AND state = 'closed'
               AND net = 0
            RETURNING id
            """
        ) { row throws(PostgresError) in try row.value("id") }
        return even.sorted()
    }

    /// A closed month shows what was stored with it, an open one what its payments are now.
    private func months(where condition: SQL, limit: Int) -> SQL {
        """
        SELECT payment_month.month, payment_month.pay_on, payment_month.closed_at, payment_month.audit_seal_sha256,
               coalesce(payment_month.payees, sums.payees) AS payees,
               coalesce(payment_month.payments, sums.payments) AS payments,
               coalesce(payment_month.lines, sums.lines) AS lines,
               coalesce(payment_month.gross, sums.gross) AS gross,
               coalesce(payment_month.base, sums.base) AS base,
               coalesce(payment_month.tax, sums.tax) AS tax,
               coalesce(payment_month.transfers, sums.transfers) AS transfers,
               coalesce(payment_month.transferred, sums.transferred) AS transferred,
               sums.unapproved
          FROM payment_month
         -- A closed month keeps its totals: its payments are not read again.
         CROSS JOIN LATERAL (
                   \(PaymentMonthStore.sums(of: "payment_month.month", if: "payment_month.state = 'open'"))
               ) AS sums
         WHERE \(condition)
         ORDER BY payment_month.month DESC
         LIMIT \(limit)
        """
    }

    /// What the payments of `month` and their lines add up to, where `condition` holds; a dropped payment holds no
    /// line.
    private static func sums(of month: SQL, if condition: SQL = "true") -> SQL {
        """
        SELECT count(DISTINCT payee_id)::integer AS payees, count(*)::integer AS payments,
               (SELECT count(*)::integer
                  FROM payment_line
                  JOIN payment AS held ON held.id = payment_line.payment_id
                 WHERE held.month = \(month)
                   AND \(condition)
                   AND payment_line.released_at IS NULL) AS lines,
               coalesce(sum(gross), 0)::bigint AS gross, coalesce(sum(base), 0)::bigint AS base,
               coalesce(sum(tax), 0)::bigint AS tax, coalesce(sum(net), 0)::bigint AS net,
               (count(*) FILTER (WHERE net > 0))::integer AS transfers,
               coalesce(sum(net) FILTER (WHERE net > 0), 0)::bigint AS transferred,
               (count(*) FILTER (WHERE payment.state IN ('draft', 'submitted')))::integer AS unapproved
          FROM payment
         WHERE payment.month = \(month)
           AND \(condition)
           AND payment.state <> 'dropped'
        """
    }

    private func paymentMonth(row: Row) throws(PostgresError) -> PaymentMonth {
        PaymentMonth(
            month: try row.value("month"),
            payOn: try row.value("pay_on"),
            closedAt: try row.optional("closed_at"),
            totals: ControlTotals(
                payees: try row.value("payees"),
                payments: try row.value("payments"),
                lines: try row.value("lines"),
                gross: try row.value("gross"),
                base: try row.value("base"),
                tax: try row.value("tax")
            ),
            transfers: try row.value("transfers"),
            transferred: try row.value("transferred"),
            unapproved: try row.value("unapproved"),
            auditSeal: try row.optional("audit_seal_sha256")
        )
    }
}

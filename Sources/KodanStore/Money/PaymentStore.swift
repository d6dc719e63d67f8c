public import KodanDomain
public import Postgres

/// A payment that was made or changed by a preparation.
public struct SavedPayment: Sendable, Equatable {
    /// The payment.
    public let id: Payment.ID
    /// Its payee.
    public let payee: Payee.ID
}

/// Payments of one payee on one date, from draft to paid.
public struct PaymentStore {
    let session: Session

    /// Works in the transaction of `session`.
    public init(_ session: Session) {
        self.session = session
    }

    /// Adds the payments, or brings drafts of the same payee and date up to date; what is as it was stays so.
    ///
    /// Drafts of that date let go of entries that no draft holds any more, and are dropped if none is left.
    /// Returns what was added or changed, in order of payee.
    public func save(
        _ drafts: [PaymentDraft],
        on payOn: LocalDate,
        by user: User.ID,
        at now: Instant
    ) throws(PostgresError) -> [SavedPayment] {
        let saved = try session.rows(
            """
            INSERT INTO payment (payee_id, pay_on, state, payee_class, gross, base, tax, reversed_gross, reversed_base,
                                 reversed_tax, withholding_rate_ids, treaty_decision_id, prepared_by, prepared_at)
            SELECT draft.payee_id, \(payOn)::date, 'draft', draft.payee_class, draft.gross, draft.base, draft.tax,
                   draft.reversed_gross, draft.reversed_base, draft.reversed_tax, draft.rate_ids::bigint[],
                   draft.treaty, \(user)::bigint, \(now)::timestamptz
              FROM unnest(\(drafts.map(\.payee))::bigint[], \(drafts.map(\.payeeClass))::text[],
                          \(drafts.map(\.gross))::bigint[], \(drafts.map(\.base))::bigint[],
                          \(drafts.map(\.tax))::bigint[], \(drafts.map(\.reversedGross))::bigint[],
                          \(drafts.map(\.reversedBase))::bigint[], \(drafts.map(\.reversedTax))::bigint[],
                          \(drafts.map(\.withholding.rateIDs.sqlText))::text[],
                          \(drafts.map(\.treaty?.decision))::bigint[])
                   AS draft (payee_id, payee_class, gross, base, tax, reversed_gross, reversed_base, reversed_tax,
                             rate_ids, treaty)
             ORDER BY draft.payee_id
            ON CONFLICT (payee_id, pay_on) DO UPDATE
               SET state = 'draft', payee_class = excluded.payee_class, gross = excluded.gross, base = excluded.base,
                   tax = excluded.tax, reversed_gross = excluded.reversed_gross,
                   reversed_base = excluded.reversed_base, reversed_tax = excluded.reversed_tax,
                   withholding_rate_ids = excluded.withholding_rate_ids,
                   treaty_decision_id = excluded.treaty_decision_id, prepared_by = excluded.prepared_by,
                   prepared_at = excluded.prepared_at
             WHERE payment.state IN ('draft', 'dropped')
               AND (payment.state, payment.payee_class, payment.gross, payment.base, payment.tax,
                    payment.reversed_gross, payment.reversed_base, payment.reversed_tax,
                    payment.withholding_rate_ids, payment.treaty_decision_id)
                   IS DISTINCT FROM
                   (excluded.state, excluded.payee_class, excluded.gross, excluded.base, excluded.tax,
                    excluded.reversed_gross, excluded.reversed_base, excluded.reversed_tax,
                    excluded.withholding_rate_ids, excluded.treaty_decision_id)
            RETURNING id, payee_id
            """
        ) { row throws(PostgresError) in
            SavedPayment(id: try row.value("id"), payee: try row.value("payee_id"))
        }
        try release(others: drafts.flatMap { $0.lines.map(\.honorarium) }, on: payOn, at: now)
        try saveLines(of: drafts, on: payOn, at: now)
        return saved.sorted { $0.payee < $1.payee }
    }

    /// Takes entries other than `kept` out of the drafts of `payOn`.
    private func release(
        others kept: [Honorarium.ID],
        on payOn: LocalDate,
        at now: Instant
    ) throws(PostgresError) {
        try session.execute(
            """
            UPDATE payment_line
               SET released_at = \(now)
              FROM payment
             WHERE payment.id = payment_line.payment_id
               AND payment.pay_on = \(payOn)::date
               AND payment.state = 'draft'
               AND payment_line.released_at IS NULL
               AND payment_line.honorarium_id <> ALL (\(kept)::bigint[])
            """
        )
    }

    /// Takes all entries out of these drafts and drops them.
    public func drop(_ drafts: [Payment.ID], at now: Instant) throws(PostgresError) {
        try session.execute(
            """
            UPDATE payment_line
               SET released_at = \(now)
             WHERE payment_id = ANY (\(drafts)::bigint[])
               AND released_at IS NULL
            """
        )
        try session.execute(
            "UPDATE payment SET \(PaymentStore.dropped) WHERE id = ANY (\(drafts)::bigint[]) AND state = 'draft'"
        )
    }

    /// What a payment that holds nothing is.
    private static let dropped: SQL = """
        state = 'dropped', gross = 0, base = 0, tax = 0, reversed_gross = 0, reversed_base = 0, reversed_tax = 0
        """

    /// Drops the drafts of `payOn` that hold nothing; says which.
    public func dropEmpty(on payOn: LocalDate) throws(PostgresError) -> [Payment.ID] {
        let dropped: [Payment.ID] = try session.rows(
            """
            UPDATE payment
               SET \(PaymentStore.dropped)
             WHERE pay_on = \(payOn)::date
               AND state = 'draft'
               AND NOT EXISTS (
                   SELECT FROM payment_line
                    WHERE payment_line.payment_id = payment.id
                      AND payment_line.released_at IS NULL
               )
            RETURNING id
            """
        ) { row throws(PostgresError) in try row.value("id") }
        return dropped.sorted()
    }

    /// Adds the lines that are new, and gives all of them their share of the tax.
    private func saveLines(
        of drafts: [PaymentDraft],
        on payOn: LocalDate,
        at now: Instant
    ) throws(PostgresError) {
        let lines = drafts.flatMap { draft in draft.lines.map { (payee: draft.payee, line: $0) } }
        try session.execute(
            """
            INSERT INTO payment_line (payment_id, honorarium_id, gross, base, tax_share, included_at)
            SELECT payment.id, draft.honorarium_id, draft.gross, draft.base, draft.tax_share, \(now)::timestamptz
              FROM unnest(\(lines.map(\.payee))::bigint[], \(lines.map(\.line.honorarium))::bigint[],
                          \(lines.map(\.line.gross))::bigint[], \(lines.map(\.line.base))::bigint[],
                          \(lines.map(\.line.taxShare))::bigint[])
                   AS draft (payee_id, honorarium_id, gross, base, tax_share)
              JOIN payment ON payment.payee_id = draft.payee_id AND payment.pay_on = \(payOn)::date
             WHERE payment.state = 'draft'
             ORDER BY draft.honorarium_id
            ON CONFLICT (payment_id, honorarium_id) DO UPDATE
               SET tax_share = excluded.tax_share, released_at = NULL
             WHERE payment_line.tax_share <> excluded.tax_share
                OR payment_line.released_at IS NOT NULL
            """
        )
    }
}

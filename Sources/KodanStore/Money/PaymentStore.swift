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

    /// What may be paid on `payOn`: honoraria for lectures before `day` that no live payment holds, and those that a
    /// draft of that date holds already; corrected entries are left out.
    public func payables(
        lecturesBefore day: LocalDate,
        on payOn: LocalDate
    ) throws(PostgresError) -> [PayableHonorarium] {
        try session.rows(
            """
            SELECT honorarium.id, honorarium.payee_id, honorarium.gross, payee.legal_status,
                   payee_residency.residency, payment.state,
                   line.honorarium_id IS NOT NULL AS is_included,
                   EXISTS (
                       SELECT FROM payee_account
                        WHERE payee_account.payee_id = honorarium.payee_id
                          AND payee_account.confirmed_at IS NOT NULL
                   ) AS has_account,
                   EXISTS (
                       SELECT FROM payment_line AS paid
                        WHERE paid.honorarium_id = honorarium.corrects_id
                          AND paid.released_at IS NULL
                   ) AS corrects_paid
              FROM honorarium
              JOIN payee ON payee.id = honorarium.payee_id
              LEFT JOIN payee_residency
                ON payee_residency.payee_id = honorarium.payee_id
               AND payee_residency.valid @> \(payOn)::date
              LEFT JOIN payment ON payment.payee_id = honorarium.payee_id AND payment.pay_on = \(payOn)::date
              LEFT JOIN payment_line AS line
                ON line.honorarium_id = honorarium.id
               AND line.released_at IS NULL
             WHERE honorarium.lecture_on < \(day)::date
               AND honorarium.entry <> 'red'
               AND NOT EXISTS (
                   SELECT FROM honorarium AS red WHERE red.corrects_id = honorarium.id AND red.entry = 'red'
               )
               AND (line.honorarium_id IS NULL OR (line.payment_id = payment.id AND payment.state = 'draft'))
             ORDER BY honorarium.payee_id, honorarium.id
            """
        ) { row throws(PostgresError) in
            PayableHonorarium(
                id: try row.value("id"),
                payee: try row.value("payee_id"),
                gross: try row.value("gross"),
                legalStatus: try row.value("legal_status"),
                residency: try row.optional("residency"),
                hasAccount: try row.value("has_account"),
                paymentState: try row.optional("state"),
                isIncluded: try row.value("is_included"),
                correctsPaid: try row.value("corrects_paid")
            )
        }
    }

    /// Adds the payments, or brings drafts of the same payee and date up to date; what is as it was stays so.
    ///
    /// Returns what was added or changed, in order of payee.
    public func save(
        _ drafts: [PaymentDraft],
        on payOn: LocalDate,
        by user: User.ID,
        at now: Instant
    ) throws(PostgresError) -> [SavedPayment] {
        guard !drafts.isEmpty else { return [] }
        let saved = try session.rows(
            """
            INSERT INTO payment (payee_id, pay_on, state, payee_class, gross, base, tax, withholding_rate_ids,
                                 prepared_by, prepared_at)
            SELECT draft.payee_id, \(payOn)::date, 'draft', draft.payee_class, draft.gross, draft.base, draft.tax,
                   draft.rate_ids::bigint[], \(user)::bigint, \(now)::timestamptz
              FROM unnest(\(drafts.map(\.payee))::bigint[], \(drafts.map(\.payeeClass))::text[],
                          \(drafts.map(\.gross))::bigint[], \(drafts.map(\.withholding.base))::bigint[],
                          \(drafts.map(\.withholding.tax))::bigint[],
                          \(drafts.map(\.withholding.rateIDs.sqlText))::text[])
                   AS draft (payee_id, payee_class, gross, base, tax, rate_ids)
             ORDER BY draft.payee_id
            ON CONFLICT (payee_id, pay_on) DO UPDATE
               SET payee_class = excluded.payee_class, gross = excluded.gross, base = excluded.base,
                   tax = excluded.tax, withholding_rate_ids = excluded.withholding_rate_ids,
                   prepared_by = excluded.prepared_by, prepared_at = excluded.prepared_at
             WHERE payment.state = 'draft'
               AND (payment.payee_class, payment.gross, payment.base, payment.tax, payment.withholding_rate_ids)
                   IS DISTINCT FROM
                   (excluded.payee_class, excluded.gross, excluded.base, excluded.tax, excluded.withholding_rate_ids)
            RETURNING id, payee_id
            """
        ) { row throws(PostgresError) in
            SavedPayment(id: try row.value("id"), payee: try row.value("payee_id"))
        }
        try saveLines(of: drafts, on: payOn, at: now)
        return saved.sorted { $0.payee < $1.payee }
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
            INSERT INTO payment_line (payment_id, honorarium_id, gross, tax_share, included_at)
            SELECT payment.id, draft.honorarium_id, draft.gross, draft.tax_share, \(now)::timestamptz
              FROM unnest(\(lines.map(\.payee))::bigint[], \(lines.map(\.line.honorarium))::bigint[],
                          \(lines.map(\.line.gross))::bigint[], \(lines.map(\.line.taxShare))::bigint[])
                   AS draft (payee_id, honorarium_id, gross, tax_share)
              JOIN payment ON payment.payee_id = draft.payee_id AND payment.pay_on = \(payOn)::date
             WHERE payment.state = 'draft'
             ORDER BY draft.honorarium_id
            ON CONFLICT (payment_id, honorarium_id) DO UPDATE
               SET tax_share = excluded.tax_share
             WHERE payment_line.tax_share <> excluded.tax_share
            """
        )
    }

    /// At most `limit` payments of a month behind the one with the key `after`, smaller keys first.
    public func summaries(
        of month: YearMonth,
        after: Payment.ID?,
        limit: Int
    ) throws(PostgresError) -> [PaymentSummary] {
        try session.rows(
            """
            SELECT payment.id, payment.payee_id, payee.name, payment.pay_on, payment.state, payment.gross, payment.tax,
                   payment.paid_on, held.lines
              FROM payment
              JOIN payee ON payee.id = payment.payee_id
             CROSS JOIN LATERAL (
                       SELECT count(*)::integer AS lines
                         FROM payment_line
                        WHERE payment_line.payment_id = payment.id
                          AND payment_line.released_at IS NULL
                   ) AS held
             WHERE payment.month = \(month)::date
               AND payment.id > coalesce(\(after)::bigint, 0)
             ORDER BY payment.id
             LIMIT \(limit)
            """
        ) { row throws(PostgresError) in
            PaymentSummary(
                id: try row.value("id"),
                payee: try row.value("payee_id"),
                payeeName: try row.value("name"),
                payOn: try row.value("pay_on"),
                state: try row.value("state"),
                lines: try row.value("lines"),
                gross: try row.value("gross"),
                tax: try row.value("tax"),
                paidOn: try row.optional("paid_on")
            )
        }
    }
}

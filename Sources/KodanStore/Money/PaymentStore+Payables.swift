public import KodanDomain
public import Postgres

extension PaymentStore {
    /// The drafts of dates behind `payOn` that hold an entry for a lecture before `day`, which may be paid on `payOn`
    /// already; in order of key.
    public func laterDrafts(
        withLecturesBefore day: LocalDate,
        behind payOn: LocalDate
    ) throws(PostgresError) -> [(id: Payment.ID, month: YearMonth)] {
        try session.rows(
            """
            SELECT payment.id, payment.month
              FROM payment
             WHERE payment.state = 'draft'
               AND payment.pay_on > \(payOn)::date
               AND EXISTS (
                   SELECT FROM payment_line
                     JOIN honorarium ON honorarium.id = payment_line.honorarium_id
                    WHERE payment_line.payment_id = payment.id
                      AND payment_line.released_at IS NULL
                      AND honorarium.lecture_on < \(day)::date
               )
             ORDER BY payment.id
            """
        ) { row throws(PostgresError) in (id: try row.value("id"), month: try row.value("month")) }
    }

    /// What may be paid on `payOn`, in order of payee and key.
    ///
    /// Entries for lectures before `day` that no live payment holds, and those that a draft of that date holds already.
    /// Entries without a yen for the payee (the body bought the ticket, the fee was declined) are none of a payment's.
    /// A red entry is payable once a closed payment paid what it takes back; what was taken back before it was paid is
    /// left out together with its red entry.
    public func payables(
        lecturesBefore day: LocalDate,
        on payOn: LocalDate
    ) throws(PostgresError) -> [PayableHonorarium] {
        try session.rows(
            """
            SELECT honorarium.id, honorarium.corrects_id, honorarium.payee_id, honorarium.entry, honorarium.gross,
                   honorarium.base, honorarium.promised_net, paid.tax_share AS paid_tax, payee.legal_status,
                   payee_residency.residency, treaty_decision.id AS treaty_id, treaty_decision.relief,
                   treaty_decision.rate_bp AS treaty_bp, treaty_decision.notified_on, payment.state,
                   EXISTS (
                       SELECT FROM payee_account
                        WHERE payee_account.payee_id = honorarium.payee_id
                          AND payee_account.confirmed_at IS NOT NULL
                   ) AS has_account,
                   EXISTS (
                       SELECT FROM finding
                        WHERE finding.state = 'open'
                          AND finding.severity = 'blocks'
                          AND (finding.assignment_id = honorarium.assignment_id
                               OR finding.payee_id = honorarium.payee_id)
                   ) AS is_blocked
              FROM honorarium_unpaid AS unpaid
              JOIN honorarium ON honorarium.id = unpaid.honorarium_id
              JOIN payee ON payee.id = honorarium.payee_id
              -- Looked up for each that waits (OFFSET keeps it apart): else those of all payees are read for each.
              LEFT JOIN LATERAL (
                        SELECT residency
                          FROM payee_residency
                         WHERE payee_residency.payee_id = honorarium.payee_id
                           AND payee_residency.valid @> \(payOn)::date
                        OFFSET 0
                   ) AS payee_residency ON true
              LEFT JOIN treaty_decision
                ON treaty_decision.payee_id = honorarium.payee_id
               AND treaty_decision.valid @> \(payOn)::date
              LEFT JOIN payment ON payment.payee_id = honorarium.payee_id AND payment.pay_on = \(payOn)::date
              LEFT JOIN payment_line AS line
                ON line.honorarium_id = honorarium.id
               AND line.released_at IS NULL
              LEFT JOIN (
                   payment_line AS paid
                   JOIN payment AS paying ON paying.id = paid.payment_id
                    AND paying.state IN ('closed', 'exported', 'paid')
              ) ON honorarium.entry = 'red'
               AND paid.honorarium_id = honorarium.corrects_id
               AND paid.released_at IS NULL
             WHERE honorarium.lecture_on < \(day)::date
               AND honorarium.gross <> 0
               AND (honorarium.entry <> 'red' OR paid.honorarium_id IS NOT NULL)
               AND (honorarium.entry = 'red' OR NOT EXISTS (
                   SELECT FROM honorarium AS red WHERE red.corrects_id = honorarium.id AND red.entry = 'red'
               ))
               AND (line.honorarium_id IS NULL OR (line.payment_id = payment.id AND payment.state = 'draft'))
             ORDER BY honorarium.payee_id, honorarium.id
            """,
            as: payable(row:)
        )
    }

    private func payable(row: Row) throws(PostgresError) -> PayableHonorarium {
        let entry: HonorariumEntry = try row.value("entry")
        let gross: Yen = try row.value("gross")
        let base: Yen = try row.value("base")
        let amount: PayableHonorarium.Amount =
            switch entry {
            case .original, .black:
                .owed(gross: gross, base: base, promisedNet: try row.optional("promised_net"))
            case .red: .takenBack(gross: -gross, base: -base, tax: try row.value("paid_tax"))
            }
        return PayableHonorarium(
            id: try row.value("id"),
            corrects: try row.optional("corrects_id"),
            recipient: PayableHonorarium.Recipient(
                payee: try row.value("payee_id"),
                legalStatus: try row.value("legal_status"),
                residency: try row.optional("residency"),
                treaty: try treaty(row: row),
                hasAccount: try row.value("has_account"),
                paymentState: try row.optional("state")
            ),
            amount: amount,
            isBlocked: try row.value("is_blocked")
        )
    }

    private func treaty(row: Row) throws(PostgresError) -> AppliedTreaty? {
        guard let decision: TreatyDecision.ID = try row.optional("treaty_id") else { return nil }
        return AppliedTreaty(
            decision: decision,
            relief: try row.value("relief"),
            rateBasisPoints: try row.optional("treaty_bp"),
            notifiedOn: try row.optional("notified_on")
        )
    }
}

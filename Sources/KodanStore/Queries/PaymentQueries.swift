public import KodanDomain
public import Postgres

/// Payments of all months as the ledger's readers see them.
public struct PaymentQueries {
    let session: Session

    /// Works in the transaction of `session`.
    public init(_ session: Session) {
        self.session = session
    }

    /// At most `limit` payments that answer `question`, with keys above `after`, smaller keys first.
    public func list(
        _ question: PaymentQuestion,
        after: Payment.ID?,
        limit: Int
    ) throws(PostgresError) -> [PaymentSummary] {
        try session.rows(
            """
            SELECT \(PaymentQueries.columns)
              FROM \(PaymentQueries.tables)
             WHERE \(conditions(question))
               AND payment.id > \(after ?? Payment.ID(0))
             ORDER BY payment.id
             LIMIT \(limit)
            """,
            as: PaymentSummary.init(row:)
        )
    }

    /// The same payments with what all that answer `question` add up to, by the same conditions in one statement.
    ///
    /// Behind the last payment the totals are ``PaymentTotals/none``: nothing is there to carry them.
    public func listing(
        _ question: PaymentQuestion,
        after: Payment.ID?,
        limit: Int
    ) throws(PostgresError) -> (payments: [PaymentSummary], totals: PaymentTotals) {
        let rows = try session.rows(
            """
            WITH found AS (
                SELECT \(PaymentQueries.columns)
                  FROM \(PaymentQueries.tables)
                 WHERE \(conditions(question))
            )
            SELECT found.*, totals.*
              FROM found
             CROSS JOIN (
                       SELECT (count(*) FILTER (WHERE state <> 'dropped'))::integer AS all_payments,
                              sum(lines)::integer AS all_lines,
                              sum(gross)::bigint AS all_gross, sum(tax)::bigint AS all_tax
                         FROM found
                   ) AS totals
             WHERE found.id > \(after ?? Payment.ID(0))
             ORDER BY found.id
             LIMIT \(limit)
            """
        ) { row throws(PostgresError) in
            (
                payment: try PaymentSummary(row: row),
                totals: PaymentTotals(
                    payments: try row.value("all_payments"),
                    lines: try row.value("all_lines"),
                    gross: try row.value("all_gross"),
                    tax: try row.value("all_tax")
                )
            )
        }
        return (rows.map(\.payment), rows.first?.totals ?? .none)
    }

    private func conditions(_ question: PaymentQuestion) -> SQL {
        var conditions: SQL = "true"
        if let month = question.month { conditions = conditions + " AND payment.month = \(month)::date" }
        if let state = question.state { conditions = conditions + " AND payment.state = \(state)" }
        if let payee = question.payee { conditions = conditions + " AND payment.payee_id = \(payee)" }
        if let name = question.name {
            conditions = conditions + " AND payment.payee_id IN (SELECT kodan_payees_named(\(name)))"
        }
        return conditions
    }

    /// One payment with its lines and the tries to send it; nil if there is none in sight.
    public func detail(_ id: Payment.ID) throws(PostgresError) -> PaymentDetail? {
        let lines = try lines(of: id)
        let attempts = try TransferQueries(session).attempts(of: id)
        return try session.first(
            """
            SELECT \(PaymentQueries.columns), payment.payee_class, payment.base, payment.reversed_gross,
                   payment.reversed_tax, payment.treaty_decision_id, payment.account_id, payment.prepared_by,
                   payment.prepared_at, payment.submitted_at, payment.approved_by, payment.approved_at,
                   sent_back.at AS sent_back_at, sent_back.user_id AS sent_back_by,
                   sent_back.reason AS sent_back_reason
              FROM \(PaymentQueries.tables)
              LEFT JOIN LATERAL (
                       SELECT audit_event.at, audit_event.user_id, coalesce(audit_event.reason, '') AS reason
                         FROM audit_event
                        WHERE audit_event.subject = 'pmt-' || payment.id
                          AND audit_event.action = 'payment.reopened'
                          AND \(PaymentQueries.isStillReopened)
                        ORDER BY audit_event.id DESC
                        LIMIT 1
                   ) AS sent_back ON payment.state IN ('draft', 'submitted')
             WHERE payment.id = \(id)
            """
        ) { row throws(PostgresError) -> PaymentDetail in
            let sentBackAt: Instant? = try row.optional("sent_back_at")
            return PaymentDetail(
                summary: try PaymentSummary(row: row),
                payeeClass: try row.value("payee_class"),
                base: try row.value("base"),
                reversedGross: try row.value("reversed_gross"),
                reversedTax: try row.value("reversed_tax"),
                treaty: try row.optional("treaty_decision_id"),
                account: try row.optional("account_id"),
                preparedBy: try row.value("prepared_by"),
                preparedAt: try row.value("prepared_at"),
                submittedAt: try row.optional("submitted_at"),
                approvedBy: try row.optional("approved_by"),
                approvedAt: try row.optional("approved_at"),
                sentBack: try sentBackAt.map { at throws(PostgresError) in
                    SentBackPayment(
                        at: at,
                        by: try row.optional("sent_back_by"),
                        reason: try row.value("sent_back_reason")
                    )
                },
                lines: lines,
                attempts: attempts
            )
        }
    }

    private func lines(of id: Payment.ID) throws(PostgresError) -> [PaymentLineEntry] {
        try session.rows(
            """
            SELECT honorarium.id, honorarium.entry, honorarium.assignment_id, honorarium.lecture_on,
                   payment_line.gross, payment_line.base, payment_line.tax_share
              FROM payment_line
              JOIN honorarium ON honorarium.id = payment_line.honorarium_id
             WHERE payment_line.payment_id = \(id)
               AND payment_line.released_at IS NULL
             ORDER BY honorarium.id
            """
        ) { row throws(PostgresError) in
            PaymentLineEntry(
                honorarium: try row.value("id"),
                entry: try row.value("entry"),
                assignment: try row.value("assignment_id"),
                lectureOn: try row.value("lecture_on"),
                gross: try row.value("gross"),
                base: try row.value("base"),
                taxShare: try row.value("tax_share")
            )
        }
    }

    private static let columns: SQL = """
        payment.id, payment.payee_id, payee.name, payment.pay_on, payment.state, payment.gross, payment.tax,
                   payment.paid_on, held.lines, \(isSentBack) AS is_sent_back
        """

    /// Whether a `payment` is a draft that was taken back from the approver; nobody but staff reads the record.
    static let isSentBack: SQL = """
        (payment.state = 'draft' AND EXISTS (
                       SELECT FROM audit_event
                        WHERE audit_event.subject = 'pmt-' || payment.id
                          AND audit_event.action = 'payment.reopened'
                          AND \(isStillReopened)
                   ))
        """

    /// Whether a `payment` is still what it was at this `audit_event`: one that was dropped since was made anew.
    private static let isStillReopened: SQL = """
        NOT EXISTS (
                              SELECT FROM audit_event AS later
                               WHERE later.subject = audit_event.subject
                                 AND later.action = 'payment.dropped'
                                 AND later.id > audit_event.id
                          )
        """

    private static let tables: SQL = """
        payment
              JOIN payee ON payee.id = payment.payee_id
             CROSS JOIN LATERAL (
                       SELECT count(*)::integer AS lines
                         FROM payment_line
                        WHERE payment_line.payment_id = payment.id
                          AND payment_line.released_at IS NULL
                   ) AS held
        """
}

extension PaymentSummary {
    fileprivate init(row: Row) throws(PostgresError) {
        self.init(
            id: try row.value("id"),
            payee: try row.value("payee_id"),
            payeeName: try row.value("name"),
            payOn: try row.value("pay_on"),
            state: try row.value("state"),
            lines: try row.value("lines"),
            gross: try row.value("gross"),
            tax: try row.value("tax"),
            paidOn: try row.optional("paid_on"),
            isSentBack: try row.value("is_sent_back")
        )
    }
}

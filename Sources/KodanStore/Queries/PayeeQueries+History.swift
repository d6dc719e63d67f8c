import KodanDomain
import Postgres

extension PayeeQueries {
    /// The payee's dated facts, the newest first; whom it is the same as is no part of them.
    func dated(_ id: Payee.ID) throws(PostgresError) -> PayeeHistory {
        PayeeHistory(
            residencies: try residencies(of: id),
            invoiceNumbers: try invoiceNumbers(of: id),
            treatyDecisions: try treatyDecisions(of: id)
        )
    }

    private func residencies(of id: Payee.ID) throws(PostgresError) -> [DatedResidency] {
        try session.rows(
            "SELECT residency, valid FROM payee_residency WHERE payee_id = \(id) ORDER BY valid DESC"
        ) { row throws(PostgresError) in
            DatedResidency(residency: try row.value("residency"), validity: try row.value("valid"))
        }
    }

    private func invoiceNumbers(of id: Payee.ID) throws(PostgresError) -> [DatedInvoiceNumber] {
        try session.rows(
            """
            SELECT number, valid, checked_on
              FROM payee_invoice_number
             WHERE payee_id = \(id)
             ORDER BY valid DESC
            """
        ) { row throws(PostgresError) in
            DatedInvoiceNumber(
                number: try row.value("number"),
                validity: try row.value("valid"),
                checkedOn: try row.optional("checked_on")
            )
        }
    }

    private func treatyDecisions(of id: Payee.ID) throws(PostgresError) -> [TreatyDecisionEntry] {
        try session.rows(
            """
            SELECT id, relief, rate_bp, treaty, notified_on, valid, decided_by, decided_at
              FROM treaty_decision
             WHERE payee_id = \(id)
             ORDER BY valid DESC
            """,
            as: TreatyDecisionEntry.init(row:)
        )
    }
}

extension TreatyDecisionEntry {
    fileprivate init(row: Row) throws(PostgresError) {
        self.init(
            id: try row.value("id"),
            decision: try decoded("treaty_decision", "a decision that fits together") {
                try TreatyDecisionDraft(
                    relief: try row.value("relief"),
                    rateBasisPoints: try row.optional("rate_bp"),
                    treaty: try row.value("treaty"),
                    notifiedOn: try row.optional("notified_on"),
                    validity: try row.value("valid")
                )
            },
            decidedBy: try row.value("decided_by"),
            decidedAt: try row.value("decided_at")
        )
    }
}

public import KodanDomain
public import Postgres

/// Why a payment that was prepared may not go on as it stands.
public enum PaymentObstacle: Sendable, Equatable {
    /// A finding that keeps payees out of payments came up since.
    case finding(Payment.ID, Finding.ID)
    /// Its payee is taxed otherwise by now: where they live, or a treaty, was stated since.
    case taxedOtherwise(Payment.ID, Payee.ID)
}

extension PaymentStore {
    /// What stands against the first of these payments against which anything does; nil if they may go on.
    public func obstacle(to payments: [Payment.ID]) throws(PostgresError) -> PaymentObstacle? {
        try session.first(
            """
            SELECT found.id, found.payee_id, found.finding_id
              FROM (
                   SELECT payment.id, payment.payee_id,
                          (SELECT min(finding.id)
                             FROM finding
                            WHERE finding.state = 'open'
                              AND finding.severity = 'blocks'
                              AND (finding.payee_id = payment.payee_id
                                   OR finding.assignment_id IN (
                                       SELECT honorarium.assignment_id
                                         FROM payment_line
                                         JOIN honorarium ON honorarium.id = payment_line.honorarium_id
                                        WHERE payment_line.payment_id = payment.id
                                          AND payment_line.released_at IS NULL
                                   ))) AS finding_id,
                          (payment.payee_class = 'nonresident_individual')
                              IS DISTINCT FROM (payee_residency.residency = 'nonresident')
                          OR payment.treaty_decision_id IS DISTINCT FROM treaty_decision.id AS is_other
                     FROM payment
                     LEFT JOIN payee_residency
                       ON payee_residency.payee_id = payment.payee_id
                      AND payee_residency.valid @> payment.pay_on
                     LEFT JOIN treaty_decision
                       ON treaty_decision.payee_id = payment.payee_id
                      AND treaty_decision.valid @> payment.pay_on
                      AND payment.payee_class = 'nonresident_individual'
                    WHERE payment.id = ANY (\(payments)::bigint[])
                   ) AS found
             WHERE found.finding_id IS NOT NULL
                OR found.is_other
             ORDER BY found.id
             LIMIT 1
            """
        ) { row throws(PostgresError) -> PaymentObstacle in
            let id: Payment.ID = try row.value("id")
            if let finding: Finding.ID = try row.optional("finding_id") { return .finding(id, finding) }
            return .taxedOtherwise(id, try row.value("payee_id"))
        }
    }

    /// The payments of a month that are approved, in order of key.
    public func approved(in month: YearMonth) throws(PostgresError) -> [Payment.ID] {
        try session.rows(
            "SELECT id FROM payment WHERE month = \(month)::date AND state = 'approved' ORDER BY id"
        ) { row throws(PostgresError) in try row.value("id") }
    }
}

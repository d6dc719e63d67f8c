public import KodanDomain
public import Postgres

/// Payments by date, amount and counterparty, for the search that the electronic books law asks for.
public struct TransactionQueries {
    private let session: Session

    /// Works in the transaction of `session`.
    public init(_ session: Session) {
        self.session = session
    }

    /// At most `limit` payments that answer `question`, with keys above `after`, smaller keys first.
    public func page(
        _ question: TransactionQuestion,
        after: Payment.ID?,
        limit: Int
    ) throws -> [TransactionEntry] {
        let found = TransactionQueries.statement(question, after: after, limit: limit)
        return try session.planningAnew { try session.rows(found, as: TransactionEntry.init(row:)) }
    }

    /// Calls `body` with each payment that answers `question`, smaller keys first.
    public func forEach(_ question: TransactionQuestion, _ body: (TransactionEntry) throws -> Void) throws {
        try session.forEach(TransactionQueries.statement(question, after: nil, limit: nil)) { row in
            try body(TransactionEntry(row: row))
        }
    }

    /// How the server would find a page, line by line; for tests.
    public func plan(
        of question: TransactionQuestion,
        after: Payment.ID?,
        limit: Int
    ) throws(PostgresError) -> [String] {
        let found = TransactionQueries.statement(question, after: after, limit: limit)
        return try session.rows("EXPLAIN " + found) { row throws(PostgresError) in try row.value("QUERY PLAN")
        }
    }

    /// Each condition that is asked for and no other, so that an index serves every combination.
    private static func statement(_ question: TransactionQuestion, after: Payment.ID?, limit: Int?) -> SQL {
        var conditions: SQL = "payment.state <> 'dropped'"
        if let after { conditions = conditions + " AND payment.id > \(after)" }
        if let from = question.from { conditions = conditions + " AND payment.pay_on >= \(from)::date" }
        if let to = question.to { conditions = conditions + " AND payment.pay_on <= \(to)::date" }
        if let least = question.least { conditions = conditions + " AND payment.net >= \(least)" }
        if let most = question.most { conditions = conditions + " AND payment.net <= \(most)" }
        switch question.counterparty {
        case .named(let name):
            conditions =
                conditions
                + " AND payment.payee_id = ANY (ARRAY(SELECT kodan_payees_named(\(name)))::bigint[])"
        case .payee(let payee):
            conditions = conditions + " AND payment.payee_id = \(payee)"
        case nil: break
        }
        let most: SQL = if let limit { "LIMIT \(limit)" } else { "" }
        return """
            SELECT found.id, found.pay_on, found.payee_id, payee.name AS payee_name, found.gross, found.tax,
                   found.state,
                   ARRAY(
                       SELECT honorarium_id FROM payment_line
                        WHERE payment_id = found.id AND released_at IS NULL
                        ORDER BY honorarium_id
                   ) AS honoraria,
                   sent.id AS transfer_file_id, sent.file_name
              FROM (
                   SELECT payment.id, payment.pay_on, payment.payee_id, payment.gross, payment.tax, payment.state
                     FROM payment
                    WHERE \(conditions)
                    ORDER BY payment.id
                    \(most)
                   ) AS found
              JOIN payee ON payee.id = found.payee_id
              LEFT JOIN LATERAL (
                   SELECT transfer_file.id, transfer_file.file_name
                     FROM transfer_attempt
                     JOIN transfer_file ON transfer_file.id = transfer_attempt.transfer_file_id
                    WHERE transfer_attempt.payment_id = found.id
                    ORDER BY transfer_attempt.id DESC
                    LIMIT 1
                   ) AS sent ON true
             ORDER BY found.id
            """
    }
}

extension TransactionEntry {
    fileprivate init(row: Row) throws(PostgresError) {
        self.init(
            payment: try row.value("id"),
            payOn: try row.value("pay_on"),
            payee: try row.value("payee_id"),
            payeeName: try row.value("payee_name"),
            gross: try row.value("gross"),
            tax: try row.value("tax"),
            state: try row.value("state"),
            honoraria: try row.value("honoraria"),
            transferFile: try row.optional("transfer_file_id"),
            transferFileName: try row.optional("file_name")
        )
    }
}

public import KodanDomain
public import Postgres

extension NoticeStore {
    /// What has become of a payment that a notice tells of; nil if there is none.
    public func sequel(of payment: Payment.ID) throws(PostgresError) -> NoticeSequel? {
        let corrections = try corrections(of: payment)
        return try session.first(
            """
            SELECT coalesce(last.value_date, payment.pay_on) AS pay_on, payment.net, payment.paid_on,
                   CASE WHEN last.state = 'returned' THEN last.result_on END AS returned_on
              FROM payment
              LEFT JOIN LATERAL (
                       SELECT transfer_attempt.state, transfer_attempt.result_on, transfer_file.value_date
                         FROM transfer_attempt
                         JOIN transfer_file ON transfer_file.id = transfer_attempt.transfer_file_id
                        WHERE transfer_attempt.payment_id = payment.id
                        ORDER BY transfer_attempt.id DESC
                        LIMIT 1
                   ) AS last ON true
             WHERE payment.id = \(payment)
            """
        ) { row throws(PostgresError) in
            NoticeSequel(
                payOn: try row.value("pay_on"),
                net: try row.value("net"),
                paidOn: try row.optional("paid_on"),
                returnedOn: try row.optional("returned_on"),
                corrections: corrections
            )
        }
    }

    /// What red entries took back of a payment, and what stands in its place now for the same payee.
    ///
    /// A settlement counts once its month is closed.
    private func corrections(of payment: Payment.ID) throws(PostgresError) -> [NoticeSequel.Correction] {
        try session.rows(
            """
            WITH RECURSIVE entry AS (
                SELECT honorarium.id AS told_id, honorarium.id, honorarium.gross, honorarium.payee_id
                  FROM payment_line
                  JOIN honorarium ON honorarium.id = payment_line.honorarium_id
                 WHERE payment_line.payment_id = \(payment)
                   AND payment_line.released_at IS NULL
                UNION ALL
                SELECT entry.told_id, black.id, black.gross, black.payee_id
                  FROM entry
                  JOIN honorarium AS black ON black.corrects_id = entry.id AND black.entry = 'black'
            )
            SELECT told.lecture_on, told.gross AS gross_before,
                   coalesce((
                       SELECT entry.gross
                         FROM entry
                        WHERE entry.told_id = told.id
                          AND entry.payee_id = told.payee_id
                          AND NOT EXISTS (
                              SELECT FROM honorarium AS undone
                               WHERE undone.corrects_id = entry.id AND undone.entry = 'red'
                          )
                   ), 0) AS gross_after,
                   (red.calculated_at AT TIME ZONE 'Asia/Tokyo')::date AS corrected_on,
                   settling.pay_on AS settled_on
              FROM payment_line
              JOIN honorarium AS told ON told.id = payment_line.honorarium_id
              JOIN honorarium AS red ON red.corrects_id = told.id AND red.entry = 'red'
              LEFT JOIN payment_line AS later ON later.honorarium_id = red.id AND later.released_at IS NULL
              LEFT JOIN payment AS settling
                ON settling.id = later.payment_id
               AND settling.state IN ('closed', 'exported', 'paid')
             WHERE payment_line.payment_id = \(payment)
               AND payment_line.released_at IS NULL
             ORDER BY told.lecture_on, told.id
            """
        ) { row throws(PostgresError) in
            NoticeSequel.Correction(
                lectureOn: try row.value("lecture_on"),
                before: try row.value("gross_before"),
                after: try row.value("gross_after"),
                correctedOn: try row.value("corrected_on"),
                settledOn: try row.optional("settled_on")
            )
        }
    }
}

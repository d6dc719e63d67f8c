public import KodanDomain
public import Postgres

/// How requests end once all is paid.
extension RequestStore {
    /// Closes those of `requests` that are attested and whose lecture is not paid for; says which were closed.
    ///
    /// One that still owes somebody the travel of a lecture that another gave in the end waits for that payment.
    public func closeWithoutPay(
        _ requests: [LectureRequest.ID]
    ) throws(PostgresError) -> [LectureRequest.ID] {
        guard !requests.isEmpty else { return [] }
        return try close("lecture_request.id = ANY (\(requests)::bigint[])", if: "true")
    }

    /// Closes those of `requests` that are attested and whose honoraria are all calculated and paid, or taken back;
    /// says which were closed.
    public func closeSettled(_ requests: [LectureRequest.ID]) throws(PostgresError) -> [LectureRequest.ID] {
        guard !requests.isEmpty else { return [] }
        return try close(
            "lecture_request.id = ANY (\(requests)::bigint[])",
            if: RequestStore.isCalculated
        )
    }

    /// At most `limit` attested requests whose honoraria are all calculated and paid, or taken back.
    ///
    /// Nothing closed them: an older version forgot them, or the books were mended by hand. Nothing is locked.
    public func forgotten(limit: Int) throws(PostgresError) -> [LectureRequest.ID] {
        try session.rows(
            """
            SELECT id
              FROM lecture_request
             WHERE state = 'attested'
               AND EXISTS (
                   SELECT FROM assignment
                    WHERE assignment.request_id = lecture_request.id AND assignment.state = 'delivered'
               )
               AND \(RequestStore.isCalculated)
               AND \(RequestStore.isPaid)
             ORDER BY id
             LIMIT \(limit)
            """
        ) { row throws(PostgresError) in try row.value("id") }
    }

    /// Closes the requests that `payments` paid for and whose honoraria are all calculated and paid; says which were
    /// closed.
    public func closePaid(by payments: [Payment.ID]) throws(PostgresError) -> [LectureRequest.ID] {
        guard !payments.isEmpty else { return [] }
        return try close(
            """
            lecture_request.id IN (
                   SELECT assignment.request_id
                     FROM payment_line
                     JOIN honorarium ON honorarium.id = payment_line.honorarium_id
                     JOIN assignment ON assignment.id = honorarium.assignment_id
                    WHERE payment_line.payment_id = ANY (\(payments)::bigint[])
                      AND payment_line.released_at IS NULL
               )
            """,
            if: RequestStore.isCalculated
        )
    }

    /// Closes those of the attested requests `chosen` for which `condition` holds and nothing that is owed is unpaid.
    ///
    /// Two that end the last two affairs of a request at once would each see the other's as open, and nobody would
    /// close it. So the requests are locked before anything is looked at: who comes later sees what was done first.
    private func close(_ chosen: SQL, if condition: SQL) throws(PostgresError) -> [LectureRequest.ID] {
        try session.execute(
            """
            SELECT id
              FROM lecture_request
             WHERE state = 'attested'
               AND \(chosen)
             ORDER BY id
               FOR UPDATE
            """
        )
        let closed: [LectureRequest.ID] = try session.rows(
            """
            UPDATE lecture_request
               SET state = 'closed'
             WHERE state = 'attested'
               AND \(chosen)
               AND \(condition)
               AND \(RequestStore.isPaid)
            RETURNING id
            """
        ) { row throws(PostgresError) in try row.value("id") }
        return closed.sorted()
    }

    /// Whether nothing is unpaid of what a `lecture_request` owes by its honoraria.
    private static let isPaid: SQL = """
        NOT EXISTS (
                   SELECT FROM assignment
                     JOIN honorarium AS owed ON owed.assignment_id = assignment.id
                    WHERE assignment.request_id = lecture_request.id
                      AND owed.entry <> 'red'
                      AND owed.gross <> 0
                      AND NOT EXISTS (
                          SELECT FROM honorarium AS red WHERE red.corrects_id = owed.id AND red.entry = 'red'
                      )
                      AND NOT EXISTS (
                          SELECT FROM payment_line
                            JOIN payment ON payment.id = payment_line.payment_id
                           WHERE payment_line.honorarium_id = owed.id
                             AND payment_line.released_at IS NULL
                             AND payment.state = 'paid'
                      )
               )
        """

    /// Whether what a `lecture_request` owes for the lecture that was given is calculated.
    private static let isCalculated: SQL = """
        NOT EXISTS (
                   SELECT FROM assignment
                    WHERE assignment.request_id = lecture_request.id
                      AND assignment.state = 'delivered'
                      AND NOT EXISTS (
                          SELECT FROM honorarium
                           WHERE honorarium.assignment_id = assignment.id
                             AND honorarium.entry = 'original'
                      )
               )
        """
}

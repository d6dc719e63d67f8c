public import KodanDomain
public import Postgres

/// How requests end once all is paid.
extension RequestStore {
    /// Closes attested requests for which nothing is owed; says which were closed.
    public func close(_ requests: [LectureRequest.ID]) throws(PostgresError) -> [LectureRequest.ID] {
        guard !requests.isEmpty else { return [] }
        let closed: [LectureRequest.ID] = try session.rows(
            """
            UPDATE lecture_request
               SET state = 'closed'
             WHERE id = ANY (\(requests)::bigint[])
               AND state = 'attested'
            RETURNING id
            """
        ) { row throws(PostgresError) in try row.value("id") }
        return closed.sorted()
    }

    /// Closes the requests that `payments` paid for and whose honoraria are all calculated and paid; says which were
    /// closed.
    public func closePaid(by payments: [Payment.ID]) throws(PostgresError) -> [LectureRequest.ID] {
        let closed: [LectureRequest.ID] = try session.rows(
            """
            UPDATE lecture_request
               SET state = 'closed'
             WHERE state = 'attested'
               AND id IN (
                   SELECT assignment.request_id
                     FROM payment_line
                     JOIN honorarium ON honorarium.id = payment_line.honorarium_id
                     JOIN assignment ON assignment.id = honorarium.assignment_id
                    WHERE payment_line.payment_id = ANY (\(payments)::bigint[])
                      AND payment_line.released_at IS NULL
               )
               AND NOT EXISTS (
                   SELECT FROM assignment
                    WHERE assignment.request_id = lecture_request.id
                      AND assignment.state = 'delivered'
                      AND NOT EXISTS (
                          SELECT FROM honorarium
                           WHERE honorarium.assignment_id = assignment.id
                             AND honorarium.entry = 'original'
                      )
               )
               AND NOT EXISTS (
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
            RETURNING id
            """
        ) { row throws(PostgresError) in try row.value("id") }
        return closed.sorted()
    }
}

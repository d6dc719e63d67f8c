public import KodanDomain
public import Postgres

/// A net promise that a correction moved to another payee, and what is owed for it there.
public struct MovedPromise: Sendable, Equatable {
    /// The lecture.
    public let assignment: Assignment.ID
    /// Whom it is owed to, as the income tax saw them on the day of the correction.
    public let payee: LecturePayee
    /// What was promised.
    public let net: Yen
    /// The gross amount of it that is owed.
    public let fee: Yen
    /// The minutes that are paid for.
    public let billedMinutes: Int
    /// The day of the correction.
    public let correctedOn: LocalDate
}

extension FindingStore {
    /// Net promises that corrections moved to another payee, as far as nothing took them back since.
    public func movedPromises() throws(PostgresError) -> [MovedPromise] {
        try session.rows(
            """
            SELECT black.assignment_id, black.payee_id, payee.legal_status, payee_residency.residency,
                   black.promised_net, black.fee, black.billed_minutes, black.calculated_at
              FROM honorarium AS black
              JOIN payee ON payee.id = black.payee_id
              LEFT JOIN payee_residency
                ON payee_residency.payee_id = black.payee_id
               AND payee_residency.valid @> (black.calculated_at AT TIME ZONE 'Asia/Tokyo')::date
             WHERE black.entry = 'black'
               AND black.promised_net IS NOT NULL
               AND EXISTS (
                   SELECT FROM honorarium AS before
                    WHERE before.assignment_id = black.assignment_id
                      AND before.id < black.id
                      AND before.payee_id <> black.payee_id
                      AND before.promised_net = black.promised_net
               )
               AND NOT EXISTS (
                   SELECT FROM honorarium AS red WHERE red.corrects_id = black.id AND red.entry = 'red'
               )
             ORDER BY black.assignment_id
            """
        ) { row throws(PostgresError) in
            let correctedAt: Instant = try row.value("calculated_at")
            return MovedPromise(
                assignment: try row.value("assignment_id"),
                payee: LecturePayee(
                    id: try row.value("payee_id"),
                    legalStatus: try row.value("legal_status"),
                    residency: try row.optional("residency")
                ),
                net: try row.value("promised_net"),
                fee: try row.value("fee"),
                billedMinutes: try row.value("billed_minutes"),
                correctedOn: correctedAt.date
            )
        }
    }
}

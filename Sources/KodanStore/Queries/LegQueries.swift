public import KodanDomain
public import Postgres

/// Claimed legs as their readers see them; row-level security decides which.
public struct LegQueries {
    private let session: Session

    /// Works in the transaction of `session`.
    public init(_ session: Session) {
        self.session = session
    }

    /// The legs claimed for a lecture, oldest first; a lecture has few (`ClaimTravel.limit`).
    public func list(of assignment: Assignment.ID) throws(PostgresError) -> [TravelLegEntry] {
        try session.rows(
            """
            SELECT id, travelled_on, mode, from_place, to_place, amount, kilometres, nights, paid_directly, evidence_id,
                   claimed_at
              FROM travel_leg
             WHERE assignment_id = \(assignment)
             ORDER BY id
            """
        ) { row throws(PostgresError) in
            TravelLegEntry(
                id: try row.value("id"),
                day: try row.value("travelled_on"),
                mode: try row.value("mode"),
                from: try row.value("from_place"),
                to: try row.value("to_place"),
                amount: try row.value("amount"),
                kilometres: try row.optional("kilometres"),
                nights: try row.optional("nights"),
                isPaidDirectly: try row.value("paid_directly"),
                evidence: try row.optional("evidence_id"),
                claimedAt: try row.value("claimed_at")
            )
        }
    }
}

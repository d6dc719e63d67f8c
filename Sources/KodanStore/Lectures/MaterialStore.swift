public import KodanDomain
public import Postgres

/// Materials for a lecture as the steps of the chain need them.
public struct StoredDelivery: Sendable, Equatable {
    /// Its key.
    public let id: MaterialDelivery.ID
    /// The lecture.
    public let assignment: Assignment.ID
    /// Where it is.
    public let state: DeliveryState
}

/// Materials on their way to lectures.
public struct MaterialStore {
    private let session: Session

    /// Works in the transaction of `session`.
    public init(_ session: Session) {
        self.session = session
    }

    /// Plans one delivery per material: the newest edition issued by the lecture's day, printed ones in
    /// `copies`, digital ones once.
    ///
    /// Without copies nothing printed is planned. Returns the new deliveries' keys.
    public func plan(
        for assignment: StoredAssignment,
        copies: Int,
        shipTo: String?,
        shipBy: LocalDate,
        at now: Instant
    ) throws(PostgresError) -> [MaterialDelivery.ID] {
        try session.rows(
            """
            INSERT INTO material_delivery (assignment_id, edition_id, quantity, ship_to, ship_by, state, planned_at)
            SELECT \(assignment.id), newest.id,
                   CASE newest.medium WHEN 'printed' THEN \(copies) ELSE 1 END,
                   CASE newest.medium WHEN 'printed' THEN \(shipTo) END,
                   \(shipBy), 'planned', \(now)
              FROM (
                    SELECT DISTINCT ON (material.id) edition.id, material.medium, material.id AS material_id
                      FROM material
                      JOIN edition ON edition.material_id = material.id
                     WHERE edition.issued_on <= \(assignment.during.date)
                     ORDER BY material.id, edition.issued_on DESC
                   ) AS newest
             WHERE newest.medium = 'digital'
                OR \(copies) > 0
             ORDER BY newest.material_id
                ON CONFLICT (assignment_id, edition_id) DO NOTHING
            RETURNING id
            """
        ) { row throws(PostgresError) in try row.value("id") }
    }

    /// The delivery, locked until the transaction ends.
    public func lock(_ id: MaterialDelivery.ID) throws(PostgresError) -> StoredDelivery? {
        try session.first(
            """
            SELECT id, assignment_id, state
              FROM material_delivery
             WHERE id = \(id)
               FOR UPDATE
            """
        ) { row throws(PostgresError) in
            StoredDelivery(
                id: try row.value("id"),
                assignment: try row.value("assignment_id"),
                state: try row.value("state")
            )
        }
    }

    /// Notes that a delivery went out.
    public func setSent(
        _ id: MaterialDelivery.ID,
        carrierNumber: String?,
        at now: Instant
    ) throws(PostgresError) {
        try session.change(
            """
            UPDATE material_delivery
               SET state = 'sent', sent_at = \(now), carrier_number = \(carrierNumber)
             WHERE id = \(id)
            """
        )
    }

    /// Notes that a delivery arrived.
    public func setReceived(_ id: MaterialDelivery.ID, at now: Instant) throws(PostgresError) {
        try session.change(
            "UPDATE material_delivery SET state = 'received', received_at = \(now) WHERE id = \(id)"
        )
    }

    /// Notes that a delivery came back to stock.
    public func setReturned(_ id: MaterialDelivery.ID) throws(PostgresError) {
        try session.change("UPDATE material_delivery SET state = 'returned' WHERE id = \(id)")
    }

    /// Notes that what was planned or sent for a lecture comes back.
    public func takeBack(from assignment: Assignment.ID) throws(PostgresError) {
        try session.execute(
            """
            UPDATE material_delivery
               SET state = 'returned'
             WHERE assignment_id = \(assignment)
               AND state IN ('planned', 'sent')
            """
        )
    }
}

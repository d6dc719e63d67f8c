public import KodanDomain
public import Postgres

/// What a worker does about digital materials: links whose day has come, and links that would end before the lecture.
///
/// Each claim locks one delivery until the transaction ends and passes over what another holds.
public struct DigitalMaterialStore {
    private let session: Session

    /// Works in the transaction of `session`.
    public init(_ session: Session) {
        self.session = session
    }

    /// Claims a planned digital delivery with a file whose day has come, of a binding lecture that lies ahead; nil if
    /// there is none.
    public func claimDue(at now: Instant) throws(PostgresError) -> MaterialDelivery.ID? {
        try session.first(
            """
            SELECT delivery.id
              FROM material_delivery AS delivery
              JOIN assignment ON assignment.id = delivery.assignment_id
              JOIN edition ON edition.id = delivery.edition_id
              JOIN material ON material.id = edition.material_id
             WHERE delivery.state = 'planned'
               AND delivery.ship_by <= \(now.date)
               AND material.medium = 'digital'
               AND EXISTS (SELECT FROM edition_file AS file WHERE file.edition_id = delivery.edition_id)
               AND assignment.state IN ('confirmed', 'reconfirmed')
               AND upper(assignment.during) > \(now)
             ORDER BY delivery.ship_by, delivery.id
             LIMIT 1
               FOR UPDATE OF delivery SKIP LOCKED
            """
        ) { row throws(PostgresError) in try row.value("id") }
    }

    /// Claims a delivery one side of which has a link that serves but ends before the lecture does, which has moved
    /// since; nil if there is none.
    public func claimEndingEarly(
        at now: Instant
    ) throws(PostgresError) -> (delivery: MaterialDelivery.ID, side: Side)? {
        try session.first(
            """
            SELECT delivery.id, link.side
              FROM material_link AS link
              JOIN material_delivery AS delivery ON delivery.id = link.delivery_id
              JOIN assignment ON assignment.id = delivery.assignment_id
             WHERE link.revoked_at IS NULL
               AND link.expires_at < upper(assignment.during)
               AND delivery.state IN ('sent', 'received')
               AND assignment.state IN ('confirmed', 'reconfirmed')
               AND upper(assignment.during) > \(now)
             ORDER BY delivery.id, link.side
             LIMIT 1
               FOR UPDATE OF delivery SKIP LOCKED
            """
        ) { row throws(PostgresError) in (try row.value("id"), try row.value("side")) }
    }
}

public import KodanDomain
public import Postgres

/// What the desk says of materials: packs that are late, and copies that should come back.
public struct MaterialDeskStore {
    private let session: Session

    /// Works in the transaction of `session`.
    public init(_ session: Session) {
        self.session = session
    }

    /// The deliveries of a binding lecture that lies ahead which should have left before the day of `now`.
    private static func late(at now: Instant) -> SQL {
        """
        SELECT delivery.id, delivery.assignment_id, delivery.edition_id, delivery.ship_by, 'pack_late' AS kind
          FROM material_delivery AS delivery
          JOIN assignment ON assignment.id = delivery.assignment_id
         WHERE delivery.state = 'planned'
           AND delivery.ship_by < \(now.date)
           AND assignment.state IN ('confirmed', 'reconfirmed')
           AND upper(assignment.during) > \(now)
        """
    }

    /// The printed deliveries of a lecture that is off that left and have not come back.
    private static let missing: SQL = """
        SELECT delivery.id, delivery.assignment_id, delivery.edition_id, delivery.ship_by, 'return_expected' AS kind
          FROM material_delivery AS delivery
          JOIN assignment ON assignment.id = delivery.assignment_id
          JOIN edition ON edition.id = delivery.edition_id
          JOIN material ON material.id = edition.material_id AND material.medium = 'printed'
         WHERE delivery.state IN ('sent', 'received')
           AND assignment.state IN ('cancelled', 'no_show', 'released')
        """

    /// Puts on the desk what is late or should come back, of one lecture or of all, and returns it.
    ///
    /// What a person put aside is not put there again.
    public func bringUp(
        of assignment: Assignment.ID? = nil,
        at now: Instant
    ) throws(PostgresError) -> [DeskEntry.ID] {
        let ofOne: SQL = if let assignment { "AND due.assignment_id = \(assignment)" } else { "" }
        return try session.rows(
            """
            INSERT INTO desk_entry (kind, request_id, assignment_id, tried, opened_at)
            SELECT due.kind, assignment.request_id, due.assignment_id,
                   left(string_agg('dlv-' || due.id || ' ' || material.code || ' ' || due.ship_by, ', '
                                   ORDER BY due.id), 500), \(now)
              FROM (\(MaterialDeskStore.late(at: now)) UNION ALL \(MaterialDeskStore.missing)) AS due
              JOIN assignment ON assignment.id = due.assignment_id
              JOIN edition ON edition.id = due.edition_id
              JOIN material ON material.id = edition.material_id
             WHERE NOT EXISTS (
                 SELECT FROM desk_entry AS known
                  WHERE known.assignment_id = due.assignment_id
                    AND known.request_id = assignment.request_id
                    AND known.kind = due.kind
                    AND (known.closed_at IS NULL OR known.closed_by IS NOT NULL)
             )
            \(ofOne)
             GROUP BY due.kind, assignment.request_id, due.assignment_id
             ORDER BY due.assignment_id, due.kind
                ON CONFLICT DO NOTHING
            RETURNING id
            """
        ) { row throws(PostgresError) in try row.value("id") }
    }

    /// Closes what has settled itself, and returns it: everything has left, or come back, or the lecture is off.
    public func closeSettled(at now: Instant) throws(PostgresError) -> [DeskEntry.ID] {
        try session.rows(
            """
            UPDATE desk_entry AS entry
               SET closed_at = \(now)
             WHERE entry.kind IN ('pack_late', 'return_expected')
               AND entry.closed_at IS NULL
               AND entry.opened_at <= \(now)
               AND NOT EXISTS (
                   SELECT FROM (\(MaterialDeskStore.late(at: now)) UNION ALL \(MaterialDeskStore.missing)) AS due
                    WHERE due.assignment_id = entry.assignment_id AND due.kind = entry.kind
               )
            RETURNING entry.id
            """
        ) { row throws(PostgresError) in try row.value("id") }
    }
}

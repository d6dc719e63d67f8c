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
    /// The edition, which is pinned.
    public let edition: Edition.ID
    /// How many copies; 1 of what is digital.
    public let quantity: Int
    /// File or paper.
    public let medium: MaterialMedium
    /// The material's name and what the edition is called, in Japanese.
    public let title: String
    /// Whether the edition's file lies here.
    public let hasFile: Bool
}

/// What a lecture needs and where it goes, as its request says.
public struct LectureNeeds: Sendable, Equatable {
    /// How many printed sets are wished.
    public let copies: Int
    /// Where the lecture is held: address and name; nil online.
    public let venue: String?
    /// The address and name of the organization; nil where there is none.
    public let organization: String?
    /// The prefecture by which it is shipped.
    public let prefecture: PrefectureCode?
}

/// Materials on their way to lectures.
public struct MaterialStore {
    private let session: Session

    /// Works in the transaction of `session`.
    public init(_ session: Session) {
        self.session = session
    }

    /// What the lecture of a request needs.
    public func needs(of request: LectureRequest.ID) throws(PostgresError) -> LectureNeeds {
        try session.one(
            """
            SELECT request.printed_copies, request.prefecture_code,
                   nullif(left(concat_ws(' ', kodan_whole_address(
                       request.venue_municipality_code, request.venue_address
                   ), request.venue_name), 300), '') AS venue,
                   nullif(left(concat_ws(' ', kodan_whole_address(
                       host.municipality_code, host.address
                   ), host.name), 300), '') AS organization
              FROM lecture_request AS request
              LEFT JOIN organization AS host ON host.id = request.organization_id
             WHERE request.id = \(request)
            """
        ) { row throws(PostgresError) in
            LectureNeeds(
                copies: try row.value("printed_copies"),
                venue: try row.optional("venue"),
                organization: try row.optional("organization"),
                prefecture: try row.optional("prefecture_code")
            )
        }
    }

    /// Plans one delivery for each material that goes out for the lecture and is not on its way: the newest edition
    /// issued by the lecture's day, printed ones in `copies`, digital ones once, each to leave when `days` say.
    ///
    /// What goes out is `materials`; if there are none the pack of the programme and topic, else that of the programme.
    /// Without any pack nothing goes out, or all of the catalogue if `orAll`. Without copies nothing printed is
    /// planned. Returns the new deliveries' keys.
    public func plan(
        for assignment: StoredAssignment,
        _ materials: [Material.ID],
        orAll: Bool,
        copies: Int,
        shipTo: String?,
        leaving days: ShippingDays,
        at now: Instant
    ) throws(PostgresError) -> [MaterialDelivery.ID] {
        try session.rows(
            """
            WITH pack AS (
                SELECT unnest(\(materials)::bigint[]) AS material_id
                UNION ALL
                SELECT item.material_id
                  FROM lecture_request AS request
                  JOIN material_pack AS item ON item.programme_id = request.programme_id
                 WHERE request.id = \(assignment.request)
                   AND cardinality(\(materials)::bigint[]) = 0
                   AND item.topic_code IS NOT DISTINCT FROM (
                       SELECT max(own.topic_code)
                         FROM material_pack AS own
                        WHERE own.programme_id = request.programme_id
                          AND own.topic_code = request.topic_code
                   )
            ), newest AS (
                SELECT DISTINCT ON (material.id) edition.id, material.medium, material.id AS material_id
                  FROM material
                  JOIN edition ON edition.material_id = material.id
                 WHERE edition.issued_on <= \(assignment.during.date)
                   AND (material.id IN (SELECT material_id FROM pack)
                        OR (\(orAll) AND NOT EXISTS (SELECT FROM pack)))
                 ORDER BY material.id, edition.issued_on DESC
            )
            INSERT INTO material_delivery (assignment_id, edition_id, quantity, ship_to, ship_by, state, planned_at)
            SELECT \(assignment.id), newest.id,
                   CASE newest.medium WHEN 'printed' THEN \(copies) ELSE 1 END,
                   CASE newest.medium WHEN 'printed' THEN \(shipTo) END,
                   CASE newest.medium WHEN 'printed' THEN \(days.printed)::date ELSE \(days.digital)::date END,
                   'planned', \(now)
              FROM newest
             WHERE (newest.medium = 'digital' OR \(copies) > 0)
               AND NOT EXISTS (
                   SELECT FROM material_delivery AS known
                     JOIN edition AS held ON held.id = known.edition_id
                    WHERE known.assignment_id = \(assignment.id)
                      AND known.state <> 'returned'
                      AND held.material_id = newest.material_id
               )
             ORDER BY newest.material_id
                ON CONFLICT DO NOTHING
            RETURNING id
            """
        ) { row throws(PostgresError) in try row.value("id") }
    }

    /// Has what is planned for a lecture, which is held on `day` now, leave by `days`.
    ///
    /// A day that somebody chose stays as long as it lies before the lecture.
    public func leave(
        for assignment: Assignment.ID,
        on day: LocalDate,
        by days: ShippingDays
    ) throws(PostgresError) {
        try session.execute(
            """
            UPDATE material_delivery AS delivery
               SET ship_by = CASE material.medium
                             WHEN 'printed' THEN \(days.printed)::date ELSE \(days.digital)::date END,
                   ship_by_chosen = false
              FROM edition
              JOIN material ON material.id = edition.material_id
             WHERE delivery.assignment_id = \(assignment)
               AND delivery.state = 'planned'
               AND NOT (delivery.ship_by_chosen AND delivery.ship_by < \(day))
               AND edition.id = delivery.edition_id
            """
        )
    }

    /// The first of these materials that is not there; nil if all are.
    public func unknown(of materials: [Material.ID]) throws(PostgresError) -> Material.ID? {
        try session.first(
            """
            SELECT wanted.id
              FROM unnest(\(materials)::bigint[]) AS wanted (id)
             WHERE NOT EXISTS (SELECT FROM material WHERE material.id = wanted.id)
             ORDER BY wanted.id
             LIMIT 1
            """
        ) { row throws(PostgresError) in try row.value("id") }
    }

    /// The delivery, locked until the transaction ends.
    public func lock(_ id: MaterialDelivery.ID) throws(PostgresError) -> StoredDelivery? {
        try session.first(
            """
            SELECT delivery.id, delivery.assignment_id, delivery.state, delivery.edition_id, delivery.quantity,
                   material.medium, material.name_ja || '（' || edition.label || '）' AS title,
                   EXISTS (SELECT FROM edition_file WHERE edition_id = delivery.edition_id) AS has_file
              FROM material_delivery AS delivery
              JOIN edition ON edition.id = delivery.edition_id
              JOIN material ON material.id = edition.material_id
             WHERE delivery.id = \(id)
               FOR UPDATE OF delivery
            """
        ) { row throws(PostgresError) in
            StoredDelivery(
                id: try row.value("id"),
                assignment: try row.value("assignment_id"),
                state: try row.value("state"),
                edition: try row.value("edition_id"),
                quantity: try row.value("quantity"),
                medium: try row.value("medium"),
                title: try row.value("title"),
                hasFile: try row.value("has_file")
            )
        }
    }

    /// Changes what is not nil.
    public func change(
        _ id: MaterialDelivery.ID,
        quantity: Int?,
        shipTo: String?,
        shipBy: LocalDate?
    ) throws(PostgresError) {
        try session.change(
            """
            UPDATE material_delivery
               SET quantity = coalesce(\(quantity), quantity), ship_to = coalesce(\(shipTo), ship_to),
                   ship_by = coalesce(\(shipBy), ship_by),
                   ship_by_chosen = ship_by_chosen OR \(shipBy)::date IS NOT NULL
             WHERE id = \(id)
            """
        )
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

    /// Notes that so many of a delivery came back to stock; nil for what never left, or is digital.
    public func setReturned(
        _ id: MaterialDelivery.ID,
        quantity: Int?,
        at now: Instant
    ) throws(PostgresError) {
        try session.change(
            """
            UPDATE material_delivery
               SET state = 'returned', returned_at = \(now), returned_quantity = \(quantity)
             WHERE id = \(id)
            """
        )
    }

    /// Frees what was planned for a lecture, and ends what went out as a file; what was sent on paper is expected back.
    ///
    /// Returns what was freed or ended.
    public func free(
        from assignment: Assignment.ID,
        at now: Instant
    ) throws(PostgresError) -> [MaterialDelivery.ID] {
        try session.rows(
            """
            UPDATE material_delivery AS delivery
               SET state = 'returned', returned_at = \(now)
              FROM edition
              JOIN material ON material.id = edition.material_id
             WHERE delivery.assignment_id = \(assignment)
               AND edition.id = delivery.edition_id
               AND (delivery.state = 'planned' OR (material.medium = 'digital' AND delivery.state <> 'returned'))
            RETURNING delivery.id
            """
        ) { row throws(PostgresError) in try row.value("id") }
    }

    /// Notes that what went out for a lecture was used at it; returns what.
    public func setUsed(
        for assignment: Assignment.ID,
        at now: Instant
    ) throws(PostgresError) -> [MaterialDelivery.ID] {
        try session.rows(
            """
            UPDATE material_delivery
               SET used_at = \(now)
             WHERE assignment_id = \(assignment)
               AND state IN ('sent', 'received')
               AND used_at IS NULL
            RETURNING id
            """
        ) { row throws(PostgresError) in try row.value("id") }
    }
}

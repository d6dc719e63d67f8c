public import KodanDomain
public import Postgres

/// Deliveries as their readers see them; row-level security decides which.
public struct DeliveryQueries {
    private let session: Session

    /// Works in the transaction of `session`.
    public init(_ session: Session) {
        self.session = session
    }

    /// Copies that left for a lecture that is off, and have not come back.
    private static let isMissing: SQL = """
        material_delivery.state IN ('sent', 'received')
           AND material.medium = 'printed'
           AND assignment.state IN ('cancelled', 'no_show', 'released')
        """

    /// The lectures that are off: few, from which alone what comes back is looked for.
    private static let ended: SQL = """
        SELECT ended.id FROM assignment AS ended WHERE ended.state IN ('cancelled', 'no_show', 'released')
        """

    /// Who may not see the request does not see its materials.
    private static let query: SQL = """
        SELECT material_delivery.id, material_delivery.assignment_id,
               (lower(assignment.during) AT TIME ZONE 'Asia/Tokyo')::date AS lecture_on, material.code, edition.label,
               request.title, organization.name AS organization_name, request.contact_name, request.contact_phone,
               material.name_ja, (\(isMissing)) AS comes_back,
               EXISTS (SELECT FROM edition_file WHERE edition_file.edition_id = edition.id) AS has_file,
               material_delivery.edition_id, material.medium, material_delivery.returned_at,
               material_delivery.returned_quantity, material_delivery.used_at,
               material_delivery.quantity, material_delivery.ship_to, material_delivery.ship_by,
               material_delivery.state, material_delivery.carrier_number, material_delivery.sent_at,
               material_delivery.received_at
          FROM material_delivery
          JOIN assignment ON assignment.id = material_delivery.assignment_id
          JOIN lecture_request AS request ON request.id = assignment.request_id
          JOIN edition ON edition.id = material_delivery.edition_id
          JOIN material ON material.id = edition.material_id
          LEFT JOIN organization ON organization.id = request.organization_id
        """

    /// At most `limit` deliveries that `reader` may see, with keys above `after`, smaller keys first; all, or those of
    /// one lecture, in one of some states, or to leave by a day.
    public func list(
        for reader: Actor,
        assignment: Assignment.ID?,
        states: Set<DeliveryState>,
        shipBy: LocalDate?,
        after: MaterialDelivery.ID?,
        limit: Int
    ) throws(PostgresError) -> [DeliveryEntry] {
        let ofLecture: SQL =
            if let assignment { "AND material_delivery.assignment_id = \(assignment)" } else { "" }
        let leaving: SQL = if let shipBy { "AND material_delivery.ship_by <= \(shipBy)" } else { "" }
        return try session.rows(
            """
            \(DeliveryQueries.query)
             WHERE material_delivery.id > \(after ?? MaterialDelivery.ID(0))
            \(ofLecture)
            \(ownLectures(of: reader))
            \(anyOf(states, "material_delivery.state"))
            \(leaving)
             ORDER BY material_delivery.id
             LIMIT \(limit)
            """,
            as: DeliveryEntry.init(row:)
        )
    }

    /// At most `limit` deliveries of `queue` that `reader` may see, behind `after`, in the queue's order; those that
    /// leave until a day, or on that day alone.
    ///
    /// The order is total: deliveries of one lecture stand together.
    public func list(
        in queue: DeliveryQueue,
        for reader: Actor,
        shipBy: LocalDate?,
        isThatDayAlone: Bool,
        after: MaterialDelivery.ID?,
        limit: Int
    ) throws(PostgresError) -> [DeliveryEntry] {
        let order = DeliveryQueries.order(of: queue)
        let leaving: SQL =
            switch (shipBy, isThatDayAlone) {
            case (nil, _): ""
            case (let day?, true): "AND material_delivery.ship_by = \(day)"
            case (let day?, false): "AND material_delivery.ship_by <= \(day)"
            }
        let behind: SQL =
            if let after {
                """
                AND (\(order.columns)) \(order.comparison) (
                    SELECT \(order.columns) FROM material_delivery WHERE id = \(after)
                )
                """
            } else { "" }
        return try session.rows(
            """
            \(DeliveryQueries.query)
             WHERE \(DeliveryQueries.condition(of: queue))
            \(ownLectures(of: reader))
            \(leaving)
            \(behind)
             ORDER BY \(order.sorting)
             LIMIT \(limit)
            """,
            as: DeliveryEntry.init(row:)
        )
    }

    private static func condition(of queue: DeliveryQueue) -> SQL {
        switch queue {
        case .toSend: "material_delivery.state = 'planned'"
        case .underWay: "material_delivery.state = 'sent'"
        case .comesBack: "\(isMissing) AND material_delivery.assignment_id = ANY (ARRAY(\(ended)))"
        case .back: "material_delivery.state = 'returned' AND material_delivery.returned_quantity IS NOT NULL"
        }
    }

    private static func order(of queue: DeliveryQueue) -> (columns: SQL, comparison: SQL, sorting: SQL) {
        switch queue {
        case .toSend, .underWay, .comesBack:
            (
                "material_delivery.ship_by, material_delivery.assignment_id, material_delivery.id", ">",
                "material_delivery.ship_by, material_delivery.assignment_id, material_delivery.id"
            )
        case .back:
            (
                "material_delivery.returned_at, material_delivery.id", "<",
                "material_delivery.returned_at DESC, material_delivery.id DESC"
            )
        }
    }

    /// One delivery; nil if there is none that the actor may see.
    public func delivery(_ id: MaterialDelivery.ID) throws(PostgresError) -> DeliveryEntry? {
        try session.first(
            "\(DeliveryQueries.query) WHERE material_delivery.id = \(id)",
            as: DeliveryEntry.init(row:)
        )
    }
}

extension DeliveryEntry {
    fileprivate init(row: Row) throws(PostgresError) {
        self.init(
            id: try row.value("id"),
            assignment: try row.value("assignment_id"),
            lectureOn: try row.value("lecture_on"),
            title: try row.value("title"),
            organization: try row.optional("organization_name"),
            contactName: try row.value("contact_name"),
            contactPhone: try row.value("contact_phone"),
            material: try row.value("code"),
            materialName: try row.value("name_ja"),
            edition: try row.value("label"),
            editionID: try row.value("edition_id"),
            medium: try row.value("medium"),
            hasFile: try row.value("has_file"),
            quantity: try row.value("quantity"),
            shipTo: try row.optional("ship_to"),
            shipBy: try row.value("ship_by"),
            state: try row.value("state"),
            carrierNumber: try row.optional("carrier_number"),
            sentAt: try row.optional("sent_at"),
            receivedAt: try row.optional("received_at"),
            returnedAt: try row.optional("returned_at"),
            returnedQuantity: try row.optional("returned_quantity"),
            comesBack: try row.value("comes_back"),
            usedAt: try row.optional("used_at")
        )
    }
}

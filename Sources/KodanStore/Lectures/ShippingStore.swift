public import KodanDomain
public import Postgres

/// A planned delivery on paper whose day of leaving follows from its lecture.
public struct PlannedParcel: Sendable, Equatable {
    /// The delivery.
    public let id: MaterialDelivery.ID
    /// When the lecture is held.
    public let lectureOn: LocalDate
    /// The prefecture by which it is shipped.
    public let prefecture: PrefectureCode?
    /// By when it leaves.
    public let shipBy: LocalDate
}

/// By when what is printed leaves.
public struct ShippingStore {
    private let session: Session

    /// Works in the transaction of `session`.
    public init(_ session: Session) {
        self.session = session
    }

    /// The planned deliveries on paper that leave on `day` or later, for binding lectures, by key; those are left out
    /// whose day somebody chose.
    public func parcels(leavingFrom day: LocalDate) throws(PostgresError) -> [PlannedParcel] {
        try session.rows(
            """
            SELECT delivery.id, (lower(assignment.during) AT TIME ZONE 'Asia/Tokyo')::date AS lecture_on,
                   request.prefecture_code, delivery.ship_by
              FROM material_delivery AS delivery
              JOIN assignment ON assignment.id = delivery.assignment_id
              JOIN lecture_request AS request ON request.id = assignment.request_id
              JOIN edition ON edition.id = delivery.edition_id
              JOIN material ON material.id = edition.material_id
             WHERE delivery.state = 'planned'
               AND delivery.ship_by >= \(day)
               AND NOT delivery.ship_by_chosen
               AND material.medium = 'printed'
               AND assignment.state IN ('confirmed', 'reconfirmed')
             ORDER BY delivery.id
            """
        ) { row throws(PostgresError) in
            PlannedParcel(
                id: try row.value("id"),
                lectureOn: try row.value("lecture_on"),
                prefecture: try row.optional("prefecture_code"),
                shipBy: try row.value("ship_by")
            )
        }
    }

    /// Has `parcels` leave by these days, unless something else became of them meanwhile; returns which do.
    public func leave(
        _ parcels: [(parcel: PlannedParcel, by: LocalDate)]
    ) throws(PostgresError) -> [MaterialDelivery.ID] {
        try session.rows(
            """
            UPDATE material_delivery AS delivery
               SET ship_by = counted.new_day
              FROM unnest(\(parcels.map(\.parcel.id))::bigint[], \(parcels.map(\.parcel.shipBy))::date[],
                          \(parcels.map(\.by))::date[]) AS counted (id, old_day, new_day)
             WHERE delivery.id = counted.id
               AND delivery.state = 'planned'
               AND delivery.ship_by = counted.old_day
               AND NOT delivery.ship_by_chosen
            RETURNING delivery.id
            """
        ) { row throws(PostgresError) in try row.value("id", as: MaterialDelivery.ID.self) }
    }
}

public import KodanDomain
public import Postgres

/// What a lecture that moves needs to know, and what moves with it.
public struct MovedLectureStore {
    private let session: Session

    /// Works in the transaction of `session`.
    public init(_ session: Session) {
        self.session = session
    }

    /// Whether the presenter has said that they cannot come on `day`.
    public func isAway(_ presenter: Presenter.ID, on day: LocalDate) throws(PostgresError) -> Bool {
        try session.value(
            """
            SELECT EXISTS (
                SELECT FROM presenter_blackout WHERE presenter_id = \(presenter) AND days @> \(day)::date
            )
            """
        )
    }

    /// Whether the presenter belongs on `day` to the organization to which a request would have them sent.
    public func isOwnOrganization(
        _ presenter: Presenter.ID,
        _ request: LectureRequest.ID,
        on day: LocalDate
    ) throws(PostgresError) -> Bool {
        try session.value(
            """
            SELECT EXISTS (
                SELECT FROM lecture_request AS request
                  JOIN presenter_belonging AS belonging ON belonging.organization_id = request.organization_id
                 WHERE request.id = \(request)
                   AND request.delivery = 'dispatched'
                   AND belonging.presenter_id = \(presenter)
                   AND belonging.valid @> \(day)::date
            )
            """
        )
    }

    /// The point that stands for a municipality; nil for one that is not there.
    public func place(of municipality: MunicipalityCode) throws(PostgresError) -> StoredPlace? {
        let found: StoredPlace?? = try session.first(
            """
            SELECT code AS municipality, latitude_e6 AS latitude, longitude_e6 AS longitude
              FROM municipality
             WHERE code = \(municipality)
            """
        ) { row throws(PostgresError) in try StoredPlace(row) }
        return found ?? nil
    }

    /// Where a presenter's ways begin.
    public func base(of presenter: Presenter.ID) throws(PostgresError) -> StoredPlace? {
        let found: StoredPlace?? = try session.first(
            """
            SELECT municipality_code AS municipality, latitude_e6 AS latitude, longitude_e6 AS longitude
              FROM presenter
             WHERE id = \(presenter)
            """
        ) { row throws(PostgresError) in try StoredPlace(row) }
        return found ?? nil
    }

    /// Moves an assignment to another slot of its request, which wants to be confirmed again before its day.
    ///
    /// Throws the violation of `assignment_never_two_at_once` for a presenter with another lecture at that time.
    public func move(
        _ assignment: StoredAssignment,
        to slot: StoredSlot,
        travelMinutes: Int
    ) throws(PostgresError) {
        try session.change(
            """
            UPDATE assignment
               SET slot_id = \(slot.id), during = \(slot.during), travel_minutes = \(travelMinutes)
             WHERE id = \(assignment.id)
            """
        )
    }

    /// Writes down another venue, and how long the way there is; what is planned to be sent to the old one goes there.
    ///
    /// The station and the parking of the old venue are forgotten.
    public func move(
        _ request: LectureRequest.ID,
        to venue: Venue,
        of assignment: Assignment.ID?,
        travelMinutes: Int
    ) throws(PostgresError) {
        try redirect(
            request,
            assignment,
            to: """
                left(kodan_whole_address(\(venue.municipality), \(venue.address)) || ' ' || \(venue.name), 300)
                """
        )
        try session.change(
            """
            UPDATE lecture_request
               SET venue_name = \(venue.name), venue_municipality_code = \(venue.municipality),
                   venue_address = \(venue.address),
                   venue_latitude_e6 = (SELECT latitude_e6 FROM municipality WHERE code = \(venue.municipality)),
                   venue_longitude_e6 = (SELECT longitude_e6 FROM municipality WHERE code = \(venue.municipality)),
                   nearest_station = NULL, parking = 'unknown'
             WHERE id = \(request)
            """
        )
        guard let assignment else { return }
        try session.change(
            "UPDATE assignment SET travel_minutes = \(travelMinutes) WHERE id = \(assignment)"
        )
    }

    /// Notes that the lecture is held online: without a venue, and without a way there.
    ///
    /// What is planned to be sent to the old venue goes to `address`, if there is one.
    public func moveOnline(
        _ request: LectureRequest.ID,
        of assignment: Assignment.ID?,
        sending address: String?
    ) throws(PostgresError) {
        if let address { try redirect(request, assignment, to: "\(address)") }
        try session.change(
            """
            UPDATE lecture_request
               SET place = 'online', venue_name = NULL, venue_municipality_code = NULL, venue_address = NULL,
                   venue_latitude_e6 = NULL, venue_longitude_e6 = NULL, nearest_station = NULL, parking = 'unknown'
             WHERE id = \(request)
            """
        )
        guard let assignment else { return }
        try session.change(
            "UPDATE assignment SET online = true, travel_minutes = 0 WHERE id = \(assignment)"
        )
    }

    /// Frees the copies that are planned to be sent to the venue of a request; returns what.
    public func freeCopies(
        to request: LectureRequest.ID,
        for assignment: Assignment.ID,
        at now: Instant
    ) throws(PostgresError) -> [MaterialDelivery.ID] {
        try session.rows(
            """
            UPDATE material_delivery
               SET state = 'returned', returned_at = \(now)
            \(MovedLectureStore.plannedForVenue(of: request, assignment))
            RETURNING material_delivery.id
            """
        ) { row throws(PostgresError) in try row.value("id") }
    }

    /// Has what is planned to be sent to the venue of a request go to `address`.
    private func redirect(
        _ request: LectureRequest.ID,
        _ assignment: Assignment.ID?,
        to address: SQL
    ) throws(PostgresError) {
        try session.execute(
            """
            UPDATE material_delivery
               SET ship_to = \(address)
            \(MovedLectureStore.plannedForVenue(of: request, assignment))
            """
        )
    }

    /// What an update of deliveries concerns: those that are planned to be sent to the venue of a request.
    private static func plannedForVenue(
        of request: LectureRequest.ID,
        _ assignment: Assignment.ID?
    ) -> SQL {
        """
        FROM lecture_request AS request
        WHERE request.id = \(request)
          AND assignment_id = \(assignment)
          AND material_delivery.state = 'planned'
          AND ship_to IN (
                  left(concat_ws(' ', kodan_whole_address(
                      request.venue_municipality_code, request.venue_address
                  ), request.venue_name), 300),
                  -- As it was planned before addresses were made whole.
                  left(concat_ws(' ', request.venue_address, request.venue_name), 300)
              )
        """
    }

    /// Forgets that both sides said that the lecture stands: they are asked again before the new day.
    public func forgetReconfirmations(of assignment: Assignment.ID) throws(PostgresError) {
        try session.change(
            """
            UPDATE assignment
               SET presenter_reconfirmed_at = NULL, host_reconfirmed_at = NULL, state = 'confirmed'
             WHERE id = \(assignment)
            """
        )
    }
}

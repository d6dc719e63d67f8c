public import KodanDomain
public import Postgres

/// An assignment as the steps of the chain need it.
public struct StoredAssignment: Sendable, Equatable {
    /// Its key.
    public let id: Assignment.ID
    /// The request.
    public let request: LectureRequest.ID
    /// The bound presenter.
    public let presenter: Presenter.ID
    /// The offer that was accepted; nil for a self-hosted lecture.
    public let offer: Offer.ID?
    /// The time.
    public let during: TimeRange
    /// Whether it is held online.
    public let isOnline: Bool
    /// Where it stands.
    public let state: AssignmentState
    /// Whose decision or absence ended it without a lecture; nil for one that was not.
    public let endedBy: Side?
    /// When each side said again that the lecture stands.
    public let reconfirmed: [Side: Instant]

    static let columns: SQL = """
        id, request_id, presenter_id, offer_id, during, online, state, ended_by, presenter_reconfirmed_at,
        host_reconfirmed_at
        """

    init(row: Row) throws(PostgresError) {
        id = try row.value("id")
        request = try row.value("request_id")
        presenter = try row.value("presenter_id")
        offer = try row.optional("offer_id")
        during = try row.value("during")
        isOnline = try row.value("online")
        state = try row.value("state")
        endedBy = try row.optional("ended_by")
        var sides: [Side: Instant] = [:]
        sides[.presenter] = try row.optional("presenter_reconfirmed_at")
        sides[.host] = try row.optional("host_reconfirmed_at")
        reconfirmed = sides
    }
}

/// What binds a presenter to a request.
public struct NewAssignment: Sendable {
    /// The request.
    public let request: LectureRequest.ID
    let slot: Slot.ID
    /// The presenter.
    public let presenter: Presenter.ID
    let offer: Offer.ID?
    /// The time.
    public let during: TimeRange
    /// Whether it is held online.
    public let isOnline: Bool
    let travelMinutes: Int

    /// By the acceptance of `offer`.
    public init(accepting offer: StoredOffer) {
        request = offer.request
        slot = offer.slot
        presenter = offer.presenter
        self.offer = offer.id
        during = offer.during
        isOnline = offer.isOnline
        travelMinutes = offer.travelMinutes
    }

    /// At once, to the presenter who asked; nil unless the request is self-hosted.
    public init?(selfHosted request: StoredRequest, at slot: StoredSlot) {
        guard let presenter = request.askingPresenter else { return nil }
        self.request = request.id
        self.slot = slot.id
        self.presenter = presenter
        offer = nil
        during = slot.during
        isOnline = request.place == "online"
        travelMinutes = 0
    }
}

/// Assignments.
public struct AssignmentStore {
    private let session: Session

    /// Works in the transaction of `session`.
    public init(_ session: Session) {
        self.session = session
    }

    /// Binds a presenter.
    ///
    /// The schema refuses a second lecture at that time or a second presenter for the request.
    public func insert(_ new: NewAssignment, at now: Instant) throws(PostgresError) -> Assignment.ID {
        try session.value(
            """
            INSERT INTO assignment (request_id, slot_id, presenter_id, offer_id, during, online, travel_minutes,
                                    state, assigned_at)
            VALUES (\(new.request), \(new.slot), \(new.presenter), \(new.offer), \(new.during), \(new.isOnline),
                    \(new.travelMinutes), 'confirmed', \(now))
            RETURNING id
            """
        )
    }

    /// The assignment; nil if there is none that the actor may see.
    public func assignment(_ id: Assignment.ID) throws(PostgresError) -> StoredAssignment? {
        try session.first(
            """
            SELECT \(StoredAssignment.columns)
              FROM assignment
             WHERE id = \(id)
            """,
            as: StoredAssignment.init(row:)
        )
    }

    /// The binding assignment of a request, if there is one.
    public func binding(of request: LectureRequest.ID) throws(PostgresError) -> StoredAssignment? {
        try session.first(
            """
            SELECT \(StoredAssignment.columns)
              FROM assignment
             WHERE request_id = \(request)
               AND state IN ('confirmed', 'reconfirmed', 'delivered')
            """,
            as: StoredAssignment.init(row:)
        )
    }

    /// The binding assignments of a presenter that lie ahead of `now`, by request.
    public func upcoming(
        of presenter: Presenter.ID,
        after now: Instant
    ) throws(PostgresError) -> [Assignment.ID] {
        try session.rows(
            """
            SELECT id
              FROM assignment
             WHERE presenter_id = \(presenter)
               AND state IN ('confirmed', 'reconfirmed')
               AND lower(during) > \(now)
             ORDER BY request_id
            """
        ) { row throws(PostgresError) in try row.value("id") }
    }

    /// Whether the presenter has no lecture that overlaps `during`, but for one that moves.
    public func isFree(
        _ presenter: Presenter.ID,
        during: TimeRange,
        except moving: Assignment.ID? = nil
    ) throws(PostgresError) -> Bool {
        try session.value(
            """
            SELECT NOT EXISTS (
                SELECT FROM assignment
                 WHERE presenter_id = \(presenter)
                   AND id IS DISTINCT FROM \(moving)
                   AND during && \(during)
                   AND state IN ('confirmed', 'reconfirmed', 'delivered')
            )
            """
        )
    }

    /// Waits until no other transaction binds the presenter or moves a lecture of theirs, and keeps others waiting
    /// until this one ends.
    public func waitForBonds(of presenter: Presenter.ID) throws(PostgresError) {
        try session.execute("SELECT pg_advisory_xact_lock(hashtextextended(\("bonds of \(presenter)"), 0))")
    }

    /// The other binding lectures of a presenter within a day before and after `during`, with the venue
    /// unless online; one that moves is no neighbour.
    public func neighbours(
        of during: TimeRange,
        for presenter: Presenter.ID,
        except moving: Assignment.ID? = nil
    ) throws(PostgresError) -> [(during: TimeRange, venue: StoredPlace?)] {
        try session.rows(
            """
            SELECT assignment.during,
                   CASE WHEN NOT assignment.online THEN request.venue_municipality_code END AS municipality,
                   CASE WHEN NOT assignment.online THEN request.venue_latitude_e6 END AS latitude,
                   CASE WHEN NOT assignment.online THEN request.venue_longitude_e6 END AS longitude
              FROM assignment
              JOIN lecture_request AS request ON request.id = assignment.request_id
             WHERE assignment.presenter_id = \(presenter)
               AND assignment.id IS DISTINCT FROM \(moving)
               AND assignment.state IN ('confirmed', 'reconfirmed', 'delivered')
               AND assignment.during && tstzrange(\(during.start.adding(days: -1)), \(during.end.adding(days: 1)))
             ORDER BY assignment.during
            """
        ) { row throws(PostgresError) in
            (try row.value("during"), try StoredPlace(row))
        }
    }

    /// A request's venue; nil online.
    public func venue(of request: LectureRequest.ID) throws(PostgresError) -> StoredPlace? {
        try session.one(
            """
            SELECT venue_municipality_code AS municipality, venue_latitude_e6 AS latitude,
                   venue_longitude_e6 AS longitude
              FROM lecture_request
             WHERE id = \(request)
            """
        ) { row throws(PostgresError) in
            try StoredPlace(row)
        }
    }

    /// Notes that the presenter (else the host) said again that the lecture stands.
    public func setReconfirmed(
        _ id: Assignment.ID,
        byPresenter: Bool,
        at now: Instant
    ) throws(PostgresError) {
        let column: SQL = byPresenter ? "presenter_reconfirmed_at" : "host_reconfirmed_at"
        try session.change("UPDATE assignment SET \(column) = \(now) WHERE id = \(id)")
    }

    /// Sets the state of an assignment that goes on.
    public func setState(_ state: AssignmentState, of id: Assignment.ID) throws(PostgresError) {
        try session.change("UPDATE assignment SET state = \(state) WHERE id = \(id)")
    }

    /// Ends an assignment that does not come to a lecture: cancelled, released or a no-show.
    public func end(
        _ id: Assignment.ID,
        as state: AssignmentState,
        by side: Side,
        because reason: String,
        noticeDays: Int,
        at now: Instant
    ) throws(PostgresError) {
        try session.change(
            """
            UPDATE assignment
               SET state = \(state), ended_at = \(now), ended_by = \(side), end_reason = \(reason),
                   notice_days = \(noticeDays)
             WHERE id = \(id)
            """
        )
    }
}

public import KodanDomain
public import Postgres

/// An offer as the steps of the chain need it.
public struct StoredOffer: Sendable, Equatable {
    /// Its key.
    public let id: Offer.ID
    /// The request.
    public let request: LectureRequest.ID
    /// The wished slot.
    public let slot: Slot.ID
    /// The presenter who is asked.
    public let presenter: Presenter.ID
    /// The slot's time.
    public let during: TimeRange
    /// Whether the lecture would be held online.
    public let isOnline: Bool
    /// The way there, in minutes.
    public let travelMinutes: Int
    /// Where it stands.
    public let state: OfferState
    /// Until when an answer counts; nil before it is sent.
    public let deadline: Instant?

    init(row: Row) throws(PostgresError) {
        id = try row.value("id")
        request = try row.value("request_id")
        slot = try row.value("slot_id")
        presenter = try row.value("presenter_id")
        during = try row.value("during")
        isOnline = try row.value("online")
        travelMinutes = try row.value("travel_minutes")
        state = try row.value("state")
        deadline = try row.optional("deadline")
    }
}

/// An offer to somebody whom a coordinator chose.
public struct NewOffer: Sendable {
    let request: LectureRequest.ID
    let slot: Slot.ID
    let presenter: Presenter.ID
    let isOnline: Bool
    let travelMinutes: Int

    /// An offer of `slot` of the request; `travelMinutes` is the way there, 0 online.
    public init(
        of request: LectureRequest.ID,
        at slot: Slot.ID,
        to presenter: Presenter.ID,
        isOnline: Bool,
        travelMinutes: Int
    ) {
        self.request = request
        self.slot = slot
        self.presenter = presenter
        self.isOnline = isOnline
        self.travelMinutes = travelMinutes
    }
}

/// Offers to presenters.
public struct OfferStore {
    let session: Session

    /// Works in the transaction of `session`.
    public init(_ session: Session) {
        self.session = session
    }

    private static let columns: SQL = """
        offer.id, offer.request_id, offer.slot_id, offer.presenter_id, request_slot.during, offer.online, \
        offer.travel_minutes, offer.state, offer.deadline
        """

    /// The offer, not locked: lock its request first, so that answers to one request come one after the other.
    public func offer(_ id: Offer.ID) throws(PostgresError) -> StoredOffer? {
        try session.first(
            """
            SELECT \(OfferStore.columns)
              FROM offer
              JOIN request_slot ON request_slot.id = offer.slot_id
             WHERE offer.id = \(id)
            """,
            as: StoredOffer.init(row:)
        )
    }

    /// The offers of a request that wait, run or were accepted, oldest first.
    public func live(of request: LectureRequest.ID) throws(PostgresError) -> [StoredOffer] {
        try session.rows(
            """
            SELECT \(OfferStore.columns)
              FROM offer
              JOIN request_slot ON request_slot.id = offer.slot_id
             WHERE offer.request_id = \(request)
               AND offer.state IN ('queued', 'sent', 'accepted')
             ORDER BY offer.id
            """,
            as: StoredOffer.init(row:)
        )
    }

    /// The offers of a presenter that wait or run, by request.
    public func open(for presenter: Presenter.ID) throws(PostgresError) -> [Offer.ID] {
        try session.rows(
            """
            SELECT id
              FROM offer
             WHERE presenter_id = \(presenter)
               AND state IN ('queued', 'sent')
             ORDER BY request_id, id
            """
        ) { row throws(PostgresError) in try row.value("id") }
    }

    /// The offers of a presenter that run, by request.
    public func running(for presenter: Presenter.ID) throws(PostgresError) -> [Offer.ID] {
        try session.rows(
            """
            SELECT id
              FROM offer
             WHERE presenter_id = \(presenter)
               AND state = 'sent'
             ORDER BY request_id, id
            """
        ) { row throws(PostgresError) in try row.value("id") }
    }

    /// The offers whose deadline has passed without an answer, and those that were never sent before their slot came;
    /// up to `limit`, oldest first.
    public func overdue(at now: Instant, limit: Int) throws(PostgresError) -> [StoredOffer] {
        try session.rows(
            """
            SELECT \(OfferStore.columns)
              FROM offer
              JOIN request_slot ON request_slot.id = offer.slot_id
             WHERE (offer.state = 'sent' AND offer.deadline <= \(now))
                OR (offer.state = 'queued' AND lower(request_slot.during) <= \(now))
             ORDER BY offer.id
             LIMIT \(limit)
            """,
            as: StoredOffer.init(row:)
        )
    }

    /// Queues an offer that a coordinator chose by hand.
    ///
    /// The schema refuses a second one to the same presenter while the first lives (`offer_live_once`), and a presenter
    /// of the organization that asks (`offer_own_organization`).
    public func insert(_ new: NewOffer, at now: Instant) throws(PostgresError) -> Offer.ID {
        try session.value(
            """
            INSERT INTO offer (request_id, slot_id, presenter_id, online, travel_minutes, state, queued_at)
            VALUES (\(new.request), \(new.slot), \(new.presenter), \(new.isOnline), \(new.travelMinutes), 'queued',
                    \(now))
            RETURNING id
            """
        )
    }

    /// Marks an offer as sent, to be answered before `deadline`.
    public func setSent(_ id: Offer.ID, deadline: Instant, at now: Instant) throws(PostgresError) {
        try session.change(
            "UPDATE offer SET state = 'sent', sent_at = \(now), deadline = \(deadline) WHERE id = \(id)"
        )
    }

    /// Sets the state that ends an offer, with the answer's moment where the presenter gave one.
    public func setState(
        _ state: OfferState,
        of id: Offer.ID,
        answeredAt: Instant? = nil,
        reason: String? = nil
    ) throws(PostgresError) {
        try session.change(
            """
            UPDATE offer
               SET state = \(state), answered_at = coalesce(\(answeredAt), answered_at),
                   reason = coalesce(\(reason), reason)
             WHERE id = \(id)
            """
        )
    }
}

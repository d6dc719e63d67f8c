public import KodanDomain
public import Postgres

/// Requests and their wished slots.
public struct RequestStore {
    let session: Session

    /// Works in the transaction of `session`.
    public init(_ session: Session) {
        self.session = session
    }

    /// Writes a request that was just handed in, or begun as a draft, with its first round of slots.
    ///
    /// The venue's point is that of its municipality. Named constraints refuse what the schema refuses. All of it
    /// takes one round trip.
    public func insert(
        _ draft: RequestDraft,
        under programme: Programme.ID,
        as state: RequestState = .submitted,
        at now: Instant
    ) throws(PostgresError) -> StoredRequest {
        let submittedAt = state == .draft ? nil : now
        let asker = draft.asker
        let around = draft.arrangements
        let venue = draft.place.venue
        let inserted = try session.ask(
            """
            INSERT INTO lecture_request (
                programme_id, delivery, organization_id, asking_presenter_id, contact_name, contact_email,
                contact_phone, title, purpose, audience, expected_attendance, open_to_public, place, venue_name,
                venue_municipality_code, venue_address, venue_latitude_e6, venue_longitude_e6, topic_code,
                required_level, equipment, printed_copies, preferred_presenter_id, state, created_at, submitted_at,
                contact_department, deputy_name, deputy_email, deputy_phone, flexibility, nearest_station, parking,
                recording
            )
            VALUES (
                \(programme), \(asker.delivery), \(asker.organization), \(asker.presenter),
                \(draft.contact.name), \(draft.contact.email), \(draft.contact.phone), \(draft.title),
                \(draft.purpose), \(draft.audience), \(draft.expectedAttendance), \(draft.isOpenToPublic),
                \(draft.place.code), \(venue?.name), \(venue?.municipality), \(venue?.address),
                (SELECT latitude_e6 FROM municipality WHERE code = \(venue?.municipality)),
                (SELECT longitude_e6 FROM municipality WHERE code = \(venue?.municipality)),
                \(draft.topic), \(draft.requiredLevel), \(draft.equipment), \(draft.printedCopies),
                \(draft.preferredPresenter), \(state), \(now), \(submittedAt),
                \(around.department), \(around.deputy?.name), \(around.deputy?.email), \(around.deputy?.phone),
                \(around.flexibility), \(around.nearestStation), \(around.parking), \(around.recording)
            )
            RETURNING \(RequestStore.columns)
            """
        )
        // The key that the statement before it drew.
        let key: SQL = "currval('lecture_request_id_seq')"
        try insert(draft.excludedPresenters, of: key)
        try insert(draft.slots, of: key, round: 1)
        guard let request = try inserted.first(as: StoredRequest.init(row:)) else {
            throw PostgresError(.rowCount(found: 0))
        }
        return request
    }

    /// Writes the wished slots of one round of the request with this key.
    private func insert(_ slots: [TimeRange], of request: SQL, round: Int) throws(PostgresError) {
        try session.execute(
            """
            INSERT INTO request_slot (request_id, round, ordinal, during)
            SELECT \(request), \(round), ordinal, during
              FROM unnest(\(slots.map(\.sqlText))::tstzrange[]) WITH ORDINALITY AS wished (during, ordinal)
             ORDER BY ordinal
            """
        )
    }

    /// Writes the wished slots of one round.
    public func insert(
        _ slots: [TimeRange],
        of request: LectureRequest.ID,
        round: Int
    ) throws(PostgresError) {
        try insert(slots, of: "\(request)", round: round)
    }

    /// Begins a new round of slots after a lecture was not held, or was sent back and corrected.
    public func beginRound(
        _ slots: [TimeRange],
        of request: StoredRequest
    ) throws(PostgresError) {
        try session.change("UPDATE lecture_request SET round = \(request.round + 1) WHERE id = \(request.id)")
        try insert(slots, of: request.id, round: request.round + 1)
    }

    /// Writes what a returned request was corrected to, or what a draft was changed to.
    ///
    /// Slots come with ``beginRound(_:of:)``, those of a draft with ``replaceSlots(of:by:)``.
    public func correct(_ request: LectureRequest.ID, to draft: RequestDraft) throws(PostgresError) {
        let venue = draft.place.venue
        let around = draft.arrangements
        try session.change(
            """
            UPDATE lecture_request
               SET contact_name = \(draft.contact.name), contact_email = \(draft.contact.email),
                   contact_phone = \(draft.contact.phone), title = \(draft.title), purpose = \(draft.purpose),
                   audience = \(draft.audience), expected_attendance = \(draft.expectedAttendance),
                   open_to_public = \(draft.isOpenToPublic), place = \(draft.place.code),
                   venue_name = \(venue?.name), venue_municipality_code = \(venue?.municipality),
                   venue_address = \(venue?.address),
                   venue_latitude_e6 = (SELECT latitude_e6 FROM municipality WHERE code = \(venue?.municipality)),
                   venue_longitude_e6 = (SELECT longitude_e6 FROM municipality WHERE code = \(venue?.municipality)),
                   topic_code = \(draft.topic), required_level = \(draft.requiredLevel),
                   equipment = \(draft.equipment), printed_copies = \(draft.printedCopies),
                   preferred_presenter_id = \(draft.preferredPresenter),
                   contact_department = \(around.department), deputy_name = \(around.deputy?.name),
                   deputy_email = \(around.deputy?.email), deputy_phone = \(around.deputy?.phone),
                   flexibility = \(around.flexibility), nearest_station = \(around.nearestStation),
                   parking = \(around.parking), recording = \(around.recording)
             WHERE id = \(request)
            """
        )
        try replaceExclusions(of: request, by: draft.excludedPresenters)
    }

    /// In which round the links of a request's page are; nil if there is no such request.
    public func linkRound(of request: LectureRequest.ID) throws(PostgresError) -> Int? {
        try session.first("SELECT link_round FROM lecture_request WHERE id = \(request)") {
            row throws(PostgresError) in try row.value("link_round")
        }
    }

    /// Makes somebody else the contact, and ends the links of the request's page; the request as it is then.
    public func handOver(
        _ request: LectureRequest.ID,
        to contact: Contact
    ) throws(PostgresError) -> StoredRequest {
        try session.one(
            """
            UPDATE lecture_request
               SET contact_name = \(contact.name), contact_email = \(contact.email),
                   contact_phone = \(contact.phone), link_round = link_round + 1
             WHERE id = \(request)
            RETURNING \(RequestStore.columns)
            """,
            as: StoredRequest.init(row:)
        )
    }

    /// The request; nil if there is none that the actor may see.
    public func request(_ id: LectureRequest.ID) throws(PostgresError) -> StoredRequest? {
        try session.first(RequestStore.one(id), as: StoredRequest.init(row:))
    }

    /// The request, locked until the transaction ends; nil if there is none that the actor may see and change.
    public func lock(_ id: LectureRequest.ID) throws(PostgresError) -> StoredRequest? {
        try session.first("\(RequestStore.one(id)) FOR UPDATE", as: StoredRequest.init(row:))
    }

    static let columns: SQL = """
        id, programme_id, delivery, organization_id, asking_presenter_id, contact_name, contact_email, title, place,
        venue_name, state, round
        """

    private static func one(_ id: LectureRequest.ID) -> SQL {
        """
        SELECT \(columns)
          FROM lecture_request
         WHERE id = \(id)
        """
    }

    /// The slots of the round that counts, the one liked best first.
    public func slots(of request: StoredRequest) throws(PostgresError) -> [StoredSlot] {
        try session.rows(
            """
            SELECT id, during
              FROM request_slot
             WHERE request_id = \(request.id)
               AND round = \(request.round)
             ORDER BY ordinal
            """,
            as: StoredSlot.init(row:)
        )
    }

    /// Sets the state of a request, and why.
    public func setState(
        _ state: RequestState,
        of request: LectureRequest.ID,
        reason: String?,
        cancelledBy: Side? = nil,
        noticeDays: Int? = nil
    ) throws(PostgresError) {
        try session.change(
            """
            UPDATE lecture_request
               SET state = \(state), state_reason = \(reason), cancelled_by = \(cancelledBy),
                   notice_days = \(noticeDays)
             WHERE id = \(request)
            """
        )
    }

    /// Notes when a request was handed in, for the first time or corrected.
    public func setSubmitted(_ request: LectureRequest.ID, at now: Instant) throws(PostgresError) {
        try session.change("UPDATE lecture_request SET submitted_at = \(now) WHERE id = \(request)")
    }
}

extension Asker {
    fileprivate var delivery: Delivery {
        switch self {
        case .organization: .dispatched
        case .presenter: .selfHosted
        }
    }

    fileprivate var organization: Organization.ID? {
        switch self {
        case .organization(let id): id
        case .presenter(_, let coHost): coHost
        }
    }

    fileprivate var presenter: Presenter.ID? {
        switch self {
        case .organization: nil
        case .presenter(let id, _): id
        }
    }
}

public import KodanDomain
public import Postgres

/// Requests as their readers see them; row-level security decides which.
public struct RequestQueries {
    let session: Session

    /// Works in the transaction of `session`.
    public init(_ session: Session) {
        self.session = session
    }

    /// Of every request its summary, and what its detail adds.
    static let query: SQL = """
        SELECT request.id, programme.code AS programme, request.organization_id,
               organization.name AS organization_name, request.asking_presenter_id, request.title,
               request.topic_code, request.place, request.venue_municipality_code, request.expected_attendance,
               first_slot.during AS first_slot, request.state, request.submitted_at, request.purpose,
               request.audience, request.open_to_public, request.venue_name, request.venue_address,
               request.required_level, request.equipment, request.printed_copies, request.preferred_presenter_id,
               request.state_reason, request.cancelled_by, request.notice_days, request.contact_name,
               request.contact_email, request.contact_phone, request.round,
               EXISTS (
                   SELECT FROM assignment
                     JOIN lecture_report ON lecture_report.assignment_id = assignment.id
                    WHERE assignment.request_id = request.id
                      AND assignment.state = 'delivered'
               ) AS is_reported
          FROM lecture_request AS request
          JOIN programme ON programme.id = request.programme_id
          LEFT JOIN organization ON organization.id = request.organization_id
          LEFT JOIN request_slot AS first_slot
            ON first_slot.request_id = request.id
           AND first_slot.round = request.round
           AND first_slot.ordinal = 1
        """

    /// One request as `reader` may see it; nil if they may not.
    ///
    /// A presenter who is asked and not bound learns no contact; readers outside the body not for whom somebody
    /// acted. The record itself is not theirs to read: `timeline` gives the request's own lines of it.
    public func detail(
        _ id: LectureRequest.ID,
        for reader: Actor,
        timeline: () throws -> [TimelineEvent]
    ) throws -> RequestDetail? {
        guard
            let found = try session.first(
                "\(RequestQueries.query) WHERE request.id = \(id)",
                as: FoundRequest.init(row:)
            )
        else { return nil }
        let assignment = try AssignmentQueries(session).newest(of: id)
        let isBound = assignment.map { AssignmentState.binding.contains($0.state) } ?? false
        let mayCall =
            reader.role != .presenter || isBound || found.summary.askingPresenter == reader.presenter
        return RequestDetail(
            summary: found.summary,
            contact: mayCall ? found.contact : nil,
            purpose: found.purpose,
            audience: found.audience,
            isOpenToPublic: found.isOpenToPublic,
            venue: found.venue,
            requiredLevel: found.requiredLevel,
            equipment: found.equipment,
            printedCopies: found.printedCopies,
            preferredPresenter: found.preferredPresenter,
            excludedPresenters: try RequestStore(session).exclusions(of: id),
            reason: found.reason,
            cancelledBy: found.cancelledBy,
            noticeDays: found.noticeDays,
            slots: try slots(of: id, round: found.round),
            assignment: assignment,
            timeline: try timeline()
        )
    }

    /// What the record says of a request, oldest first; at most the 200 newest lines.
    public func timeline(of id: LectureRequest.ID, isInside: Bool) throws(PostgresError) -> [TimelineEvent] {
        try session.rows(
            """
            SELECT at, action, role, on_behalf_of, reason
              FROM (
                    SELECT id, at, action, role, on_behalf_of, reason
                      FROM audit_event
                     WHERE subject = \(id.description)
                     ORDER BY id DESC
                     LIMIT 200
                   ) AS newest
             ORDER BY id
            """
        ) { row throws(PostgresError) in
            TimelineEvent(
                at: try row.value("at"),
                action: try row.value("action"),
                role: try row.value("role"),
                onBehalfOf: isInside ? try row.optional("on_behalf_of") : nil,
                reason: try row.optional("reason")
            )
        }
    }

    private func slots(of id: LectureRequest.ID, round: Int) throws(PostgresError) -> [WishedSlot] {
        try session.rows(
            """
            SELECT id, ordinal, during
              FROM request_slot
             WHERE request_id = \(id)
               AND round = \(round)
             ORDER BY ordinal
            """,
            as: WishedSlot.init(row:)
        )
    }

    /// The wished times of the round that counts, the best first; nil if there is no such request to see.
    public func slots(of id: LectureRequest.ID) throws(PostgresError) -> [WishedSlot]? {
        guard let request = try RequestStore(session).request(id) else { return nil }
        return try slots(of: id, round: request.round)
    }

    /// The last deadline of the offers of a request that run; nil if none does.
    ///
    /// It needs sight of offers.
    public func deadline(of id: LectureRequest.ID) throws(PostgresError) -> Instant? {
        try session.one(
            "SELECT max(deadline) AS deadline FROM offer WHERE request_id = \(id) AND state = 'sent'"
        ) { row throws(PostgresError) in try row.optional("deadline") }
    }
}

extension WishedSlot {
    fileprivate init(row: Row) throws(PostgresError) {
        self.init(id: try row.value("id"), ordinal: try row.value("ordinal"), during: try row.value("during"))
    }
}

/// A row of the query, read whole.
private struct FoundRequest {
    let summary: RequestSummary
    let contact: Contact
    let purpose: String
    let audience: String
    let isOpenToPublic: Bool
    let venue: Venue?
    let requiredLevel: Int
    let equipment: String
    let printedCopies: Int
    let preferredPresenter: Presenter.ID?
    let reason: String?
    let cancelledBy: Side?
    let noticeDays: Int?
    let round: Int

    init(row: Row) throws(PostgresError) {
        summary = try RequestSummary(row: row)
        contact = try row.contact()
        purpose = try row.value("purpose")
        audience = try row.value("audience")
        isOpenToPublic = try row.value("open_to_public")
        venue = try row.venue()
        requiredLevel = try row.value("required_level")
        equipment = try row.value("equipment")
        printedCopies = try row.value("printed_copies")
        preferredPresenter = try row.optional("preferred_presenter_id")
        reason = try row.optional("state_reason")
        cancelledBy = try row.optional("cancelled_by")
        noticeDays = try row.optional("notice_days")
        round = try row.value("round")
    }
}

extension RequestSummary {
    init(row: Row) throws(PostgresError) {
        let state: RequestState = try row.value("state")
        let organization: Organization.ID? = try row.optional("organization_id")
        self.init(
            id: try row.value("id"),
            programme: try row.value("programme"),
            organization: organization,
            organizationName: try row.optional("organization_name"),
            askingPresenter: try row.optional("asking_presenter_id"),
            title: try row.value("title"),
            topic: try row.value("topic_code"),
            place: try row.value("place"),
            municipality: try row.optional("venue_municipality_code"),
            expectedAttendance: try row.value("expected_attendance"),
            firstSlot: try row.optional("first_slot"),
            state: state,
            holder: state.holder(reported: try row.value("is_reported"), hasHost: organization != nil),
            submittedAt: try row.optional("submitted_at")
        )
    }
}

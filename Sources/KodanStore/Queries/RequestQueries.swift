public import KodanDomain
public import Postgres

/// Requests as their readers see them; row-level security decides which.
public struct RequestQueries {
    let session: Session

    /// Works in the transaction of `session`.
    public init(_ session: Session) {
        self.session = session
    }

    /// Of the requests that `page` gives, in whole rows, their summaries by key, in the same order.
    static func summaries(of page: SQL, inOrder order: SQL) -> SQL {
        """
        SELECT \(summaryColumns), first_slot.during AS first_slot,
               request.state = 'held' AND EXISTS (
                   SELECT FROM assignment
                     JOIN lecture_report ON lecture_report.assignment_id = assignment.id
                    WHERE assignment.request_id = request.id
                      AND assignment.state = 'delivered'
               ) AS is_reported
          FROM (\(page)) AS request
        \(joins)
          LEFT JOIN request_slot AS first_slot
            ON first_slot.request_id = request.id
           AND first_slot.round = request.round
           AND first_slot.ordinal = 1
         ORDER BY request.id \(order)
        """
    }

    /// Of every request its summary, and what its detail adds, its newest assignment too.
    ///
    /// Whether a presenter has reported matters for a lecture that was held only, here as in the summaries.
    private static let details: SQL = """
        SELECT \(summaryColumns), programme.name_ja AS programme_name, topic.name_ja AS topic_name, request.purpose,
               request.audience, request.open_to_public, request.venue_name, request.venue_address,
               request.required_level, request.equipment, request.printed_copies,
               request.preferred_presenter_id, request.state_reason, request.cancelled_by, request.notice_days,
               request.contact_name, request.contact_email, request.contact_phone, \(RequestStore.arrangementColumns),
               wished.slot_ids, wished.slot_ordinals, wished.slot_starts, wished.slot_ends,
               unwished.unwished_presenters, unwished.unwished_reasons, newest.*,
               request.state = 'held' AND newest.assignment_state = 'delivered'
               AND newest.reported_at IS NOT NULL AS is_reported
          FROM lecture_request AS request
        \(joins)
          JOIN topic ON topic.code = request.topic_code
         CROSS JOIN LATERAL (\(wishes)) AS wished
         CROSS JOIN LATERAL (\(exclusions)) AS unwished
          LEFT JOIN LATERAL (\(AssignmentQueries.newestOfRequest)) AS newest ON true
        """

    /// The wished times of the round that counts, in order: sorted once, not for each list.
    private static let wishes: SQL = """
        SELECT coalesce(array_agg(id), '{}') AS slot_ids, coalesce(array_agg(ordinal), '{}') AS slot_ordinals,
               coalesce(array_agg(lower(during)), '{}') AS slot_starts,
               coalesce(array_agg(upper(during)), '{}') AS slot_ends
          FROM (
                SELECT slot.id, slot.ordinal, slot.during
                  FROM request_slot AS slot
                 WHERE slot.request_id = request.id
                   AND slot.round = request.round
                 ORDER BY slot.ordinal
               ) AS slots
        """

    /// Row-level security decides who sees them.
    private static let exclusions: SQL = """
        SELECT coalesce(array_agg(presenter_id), '{}') AS unwished_presenters,
               coalesce(array_agg(reason), '{}') AS unwished_reasons
          FROM (
                SELECT request_exclusion.presenter_id, request_exclusion.reason
                  FROM request_exclusion
                 WHERE request_exclusion.request_id = request.id
                 ORDER BY request_exclusion.presenter_id
               ) AS exclusions
        """

    private static let summaryColumns: SQL = """
        request.id, programme.code AS programme, request.organization_id, organization.name AS organization_name,
        request.asking_presenter_id, request.title, request.topic_code, request.place, request.venue_municipality_code,
        request.expected_attendance, request.state, request.submitted_at
        """

    /// What stands beside a request in its summary.
    private static let joins: SQL = """
          JOIN programme ON programme.id = request.programme_id
          LEFT JOIN organization ON organization.id = request.organization_id
        """

    /// Asks for one request; ``detail(_:for:)`` makes a detail of the answer.
    public func ask(_ id: LectureRequest.ID) throws(PostgresError) -> Asked {
        try session.ask("\(RequestQueries.details) WHERE request.id = \(id)")
    }

    /// One request, asked for by ``ask(_:)``, as `reader` may see it; nil if they may not.
    ///
    /// A presenter who is asked and not bound learns no contact, a host not why a presenter called their own lecture
    /// off.
    public func detail(_ asked: Asked, for reader: Actor) throws(PostgresError) -> RequestDetail? {
        guard let found = try asked.first(as: FoundRequest.init(row:)) else { return nil }
        let assignment = found.assignment
        let isBound = assignment.map { AssignmentState.binding.contains($0.state) } ?? false
        let mayCall =
            reader.role != .presenter || isBound || found.summary.askingPresenter == reader.presenter
        let isTold = reader.role != .host || found.cancelledBy != .presenter
        return RequestDetail(
            summary: found.summary,
            programmeName: found.programmeName,
            topicName: found.topicName,
            contact: mayCall ? found.contact : nil,
            purpose: found.purpose,
            audience: found.audience,
            isOpenToPublic: found.isOpenToPublic,
            venue: found.venue,
            requiredLevel: found.requiredLevel,
            equipment: found.equipment,
            arrangements: mayCall ? found.arrangements : found.arrangements.withoutPeople,
            printedCopies: found.printedCopies,
            preferredPresenter: found.preferredPresenter,
            excludedPresenters: found.excludedPresenters,
            reason: isTold ? found.reason : nil,
            cancelledBy: found.cancelledBy,
            noticeDays: found.noticeDays,
            slots: found.slots,
            assignment: assignment
        )
    }

    /// What happened to `request`, asked for by ``askTimeline(of:)`` with sight of the record, oldest first.
    ///
    /// Readers outside the body learn not for whom somebody acted, nor why the body asks whom it asks; a host not why a
    /// presenter called their own lecture off.
    public func timeline(
        _ asked: Asked,
        of request: RequestDetail,
        for reader: Actor
    ) throws(PostgresError) -> [TimelineEvent] {
        let isInside = reader.role != .host && reader.role != .presenter
        var silent: Set<String> = isInside ? [] : ["request.asking_ordered"]
        if reader.role == .host, request.cancelledBy == .presenter { silent.insert("request.cancelled") }
        return try asked.rows { row throws(PostgresError) in
            try TimelineEvent(row: row, isInside: isInside, without: silent)
        }
    }

    /// Asks what the record says of a request, oldest first; at most the 200 newest lines of its own.
    ///
    /// Materials that were sent or received together are one line.
    public func askTimeline(of id: LectureRequest.ID) throws(PostgresError) -> Asked {
        try session.ask(
            """
            SELECT at, action, role, on_behalf_of, reason
              FROM (
                    (
                        SELECT id, at, action, role, on_behalf_of, reason
                          FROM audit_event
                         WHERE subject = \(id.description)
                         ORDER BY id DESC
                         LIMIT 200
                    )
                    UNION ALL
                    SELECT min(event.id), event.at, event.action, event.role, event.on_behalf_of, event.reason
                      FROM assignment
                      JOIN material_delivery ON material_delivery.assignment_id = assignment.id
                      JOIN audit_event AS event
                        ON event.subject = 'dlv-' || material_delivery.id
                     WHERE assignment.request_id = \(id)
                       AND event.action IN ('delivery.sent', 'delivery.received')
                     GROUP BY event.at, event.action, event.role, event.on_behalf_of, event.reason
                   ) AS happened
             ORDER BY id
            """
        )
    }

    private static func slots(of id: LectureRequest.ID) -> SQL {
        """
        SELECT slot.id, slot.ordinal, slot.during
          FROM lecture_request AS request
          JOIN request_slot AS slot
            ON slot.request_id = request.id
           AND slot.round = request.round
         WHERE request.id = \(id)
         ORDER BY slot.ordinal
        """
    }

    /// The wished times of the round that counts, the best first; nil if there is no such request to see.
    public func slots(of id: LectureRequest.ID) throws(PostgresError) -> [WishedSlot]? {
        let slots = try session.rows(RequestQueries.slots(of: id), as: WishedSlot.init(row:))
        // Only a draft may be without any.
        if slots.isEmpty, try RequestStore(session).request(id) == nil { return nil }
        return slots
    }

    /// The last deadline of the offers of a request that run, or when the request ends by itself; nil where neither is
    /// set.
    ///
    /// It needs the service's own sight.
    public func deadline(of id: LectureRequest.ID) throws(PostgresError) -> Instant? {
        try session.one(
            """
            SELECT coalesce(
                       (SELECT max(deadline) FROM offer WHERE request_id = \(id) AND state = 'sent'),
                       (SELECT lapses_at FROM request_lapse WHERE request_id = \(id))
                   ) AS deadline
            """
        ) { row throws(PostgresError) in try row.optional("deadline") }
    }
}

extension TimelineEvent {
    /// An event, without the reason of those actions that are `silent` about it.
    fileprivate init(row: Row, isInside: Bool, without silent: Set<String>) throws(PostgresError) {
        let action: String = try row.value("action")
        self.init(
            at: try row.value("at"),
            action: action,
            role: try row.value("role"),
            onBehalfOf: isInside ? try row.optional("on_behalf_of") : nil,
            reason: silent.contains(action) ? nil : try row.optional("reason")
        )
    }
}

extension WishedSlot {
    fileprivate init(row: Row) throws(PostgresError) {
        self.init(id: try row.value("id"), ordinal: try row.value("ordinal"), during: try row.value("during"))
    }
}

extension RequestSummary {
    init(row: Row) throws(PostgresError) {
        try self.init(row: row, firstSlot: { row throws(PostgresError) in try row.optional("first_slot") })
    }

    /// A summary whose first wished time is read by `firstSlot`.
    init(
        row: Row,
        firstSlot: (Row) throws(PostgresError) -> TimeRange?
    ) throws(PostgresError) {
        // In the order of the columns, which is the fastest.
        let id: LectureRequest.ID = try row.value("id")
        let programme: ProgrammeCode = try row.value("programme")
        let organization: Organization.ID? = try row.optional("organization_id")
        let organizationName: String? = try row.optional("organization_name")
        let askingPresenter: Presenter.ID? = try row.optional("asking_presenter_id")
        let title: String = try row.value("title")
        let topic: TopicCode = try row.value("topic_code")
        let place: String = try row.value("place")
        let municipality: MunicipalityCode? = try row.optional("venue_municipality_code")
        let expectedAttendance: Int = try row.value("expected_attendance")
        let state: RequestState = try row.value("state")
        let submittedAt: Instant? = try row.optional("submitted_at")
        let firstSlot = try firstSlot(row)
        self.init(
            id: id,
            programme: programme,
            organization: organization,
            organizationName: organizationName,
            askingPresenter: askingPresenter,
            title: title,
            topic: topic,
            place: place,
            municipality: municipality,
            expectedAttendance: expectedAttendance,
            firstSlot: firstSlot,
            state: state,
            holder: state.holder(reported: try row.value("is_reported"), hasHost: organization != nil),
            submittedAt: submittedAt
        )
    }
}

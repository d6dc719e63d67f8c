public import KodanDomain
public import Postgres

/// A change of date or venue that is proposed.
public struct NewChange: Sendable {
    let assignment: StoredAssignment
    let side: Side
    let terms: ChangeTerms
    let during: TimeRange
    let travelMinutes: Int
    let deadline: Instant
    let confirmedBy: Set<Side>

    /// `during` is when the lecture would be held, `travelMinutes` the way there; those in `confirmedBy` say yes by
    /// proposing it.
    public init(
        _ terms: ChangeTerms,
        of assignment: StoredAssignment,
        by side: Side,
        during: TimeRange,
        travelMinutes: Int,
        deadline: Instant,
        confirmedBy: Set<Side>
    ) {
        self.assignment = assignment
        self.side = side
        self.terms = terms
        self.during = during
        self.travelMinutes = travelMinutes
        self.deadline = deadline
        self.confirmedBy = confirmedBy
    }
}

/// Changes of date or venue that were proposed.
public struct ChangeStore {
    private let session: Session

    /// Works in the transaction of `session`.
    public init(_ session: Session) {
        self.session = session
    }

    private static let query: SQL = """
        SELECT id, assignment_id, proposed_by, reason, was, during, venue_name, venue_municipality_code, venue_address,
               online,
               CASE WHEN kodan_role() <> 'host' THEN travel_minutes END AS travel_minutes, old_stands, state,
               proposed_at, deadline, host_confirmed_at, presenter_confirmed_at, declined_by, ended_at, end_reason
          FROM change_proposal
        """

    /// Writes a proposal.
    ///
    /// Throws the violation of `change_proposal_one_open` where one waits for the assignment already.
    public func insert(_ new: NewChange, at now: Instant) throws(PostgresError) -> LectureChange.ID {
        let venue = new.terms.venue
        return try session.value(
            """
            INSERT INTO change_proposal (assignment_id, proposed_by, reason, was, during, venue_name,
                                         venue_municipality_code, venue_address, online, travel_minutes, old_stands,
                                         state, proposed_at, deadline, host_confirmed_at, presenter_confirmed_at)
            VALUES (\(new.assignment.id), \(new.side), \(new.terms.reason), \(new.assignment.during), \(new.during),
                    \(venue?.name), \(venue?.municipality), \(venue?.address), \(new.terms.isOnline),
                    \(new.travelMinutes),
                    \(new.terms.oldStands), 'open', \(now), \(new.deadline),
                    \(new.confirmedBy.contains(.host) ? now : nil),
                    \(new.confirmedBy.contains(.presenter) ? now : nil))
            RETURNING id
            """
        )
    }

    /// The proposal; nil if there is none that the actor may see.
    ///
    /// It is not locked: lock its request first.
    public func change(_ id: LectureChange.ID) throws(PostgresError) -> ChangeEntry? {
        try session.first("\(ChangeStore.query) WHERE id = \(id)", as: ChangeEntry.init(row:))
    }

    /// The one of an assignment that waits for somebody, if there is one.
    public func running(of assignment: Assignment.ID) throws(PostgresError) -> ChangeEntry? {
        try session.first(
            "\(ChangeStore.query) WHERE assignment_id = \(assignment) AND state IN ('open', 'declined')",
            as: ChangeEntry.init(row:)
        )
    }

    /// At most `limit` of an assignment with keys above `after`, smaller keys first.
    public func list(
        of assignment: Assignment.ID,
        after: LectureChange.ID?,
        limit: Int
    ) throws(PostgresError) -> [ChangeEntry] {
        try session.rows(
            """
            \(ChangeStore.query)
             WHERE assignment_id = \(assignment)
               AND id > \(after ?? LectureChange.ID(0))
             ORDER BY id
             LIMIT \(limit)
            """,
            as: ChangeEntry.init(row:)
        )
    }

    /// Up to `limit` whose deadline has passed and that were not decided, those that wait longest first.
    public func overdue(at now: Instant, limit: Int) throws(PostgresError) -> [LectureChange.ID] {
        try session.rows(
            """
            SELECT id
              FROM change_proposal
             WHERE state IN ('open', 'declined')
               AND deadline <= \(now)
             ORDER BY deadline, id
             LIMIT \(limit)
            """
        ) { row throws(PostgresError) in try row.value("id") }
    }

    /// Notes that the presenter (else the host) says yes.
    public func setConfirmed(
        _ id: LectureChange.ID,
        byPresenter: Bool,
        at now: Instant
    ) throws(PostgresError) {
        let column: SQL = byPresenter ? "presenter_confirmed_at" : "host_confirmed_at"
        try session.change("UPDATE change_proposal SET \(column) = \(now) WHERE id = \(id)")
    }

    /// Sets the state; who said no, when it ended and why, where that is so.
    public func setState(
        _ state: ChangeState,
        of id: LectureChange.ID,
        declinedBy side: Side? = nil,
        because reason: String? = nil,
        at now: Instant
    ) throws(PostgresError) {
        let endedAt: Instant? = ChangeState.running.contains(state) ? nil : now
        try session.change(
            """
            UPDATE change_proposal
               SET state = \(state), declined_by = coalesce(\(side), declined_by), ended_at = \(endedAt),
                   end_reason = \(reason)
             WHERE id = \(id)
            """
        )
    }
}

extension ChangeEntry {
    fileprivate init(row: Row) throws(PostgresError) {
        var venue: Venue?
        if let name: String = try row.optional("venue_name") {
            let municipality: MunicipalityCode = try row.value("venue_municipality_code")
            let address: String = try row.value("venue_address")
            venue = try valid("venue_name") { () throws(FieldRefused) in
                try Venue(name: name, municipality: municipality, address: address)
            }
        }
        var confirmed: [Side: Instant] = [:]
        confirmed[.host] = try row.optional("host_confirmed_at")
        confirmed[.presenter] = try row.optional("presenter_confirmed_at")
        self.init(
            id: try row.value("id"),
            assignment: try row.value("assignment_id"),
            proposedBy: try row.value("proposed_by"),
            reason: try row.value("reason"),
            was: try row.value("was"),
            during: try row.value("during"),
            venue: venue,
            isOnline: try row.value("online"),
            travelMinutes: try row.optional("travel_minutes"),
            oldStands: try row.value("old_stands"),
            state: try row.value("state"),
            proposedAt: try row.value("proposed_at"),
            deadline: try row.value("deadline"),
            confirmed: confirmed,
            declinedBy: try row.optional("declined_by"),
            endedAt: try row.optional("ended_at"),
            endReason: try row.optional("end_reason")
        )
    }
}

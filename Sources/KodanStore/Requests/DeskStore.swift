public import KodanDomain
public import Postgres

/// What waits for a coordinator.
public struct DeskStore {
    private let session: Session

    /// Works in the transaction of `session`.
    public init(_ session: Session) {
        self.session = session
    }

    /// Puts something on the desk; nil if it lies there already.
    @discardableResult
    public func open(
        _ kind: DeskKind,
        _ request: LectureRequest.ID,
        _ assignment: Assignment.ID? = nil,
        tried: String,
        at now: Instant
    ) throws(PostgresError) -> DeskEntry.ID? {
        try session.first(
            """
            INSERT INTO desk_entry (kind, request_id, assignment_id, tried, opened_at)
            VALUES (\(kind), \(request), \(assignment), left(\(tried), 500), \(now))
                ON CONFLICT DO NOTHING
            RETURNING id
            """
        ) { row throws(PostgresError) in try row.value("id") }
    }

    /// Puts on the desk the lectures ahead at an organization, or at what became part of it, of presenters who are kept
    /// apart from it or belong to it by now; those that lie there already are left alone.
    ///
    /// All of them, or those of one `presenter`, or of the one who is this `user`: what a person has decided of others
    /// is not brought up again.
    public func bringUpBarred(
        at organization: Organization.ID,
        presenter: Presenter.ID? = nil,
        user: User.ID? = nil,
        at now: Instant
    ) throws(PostgresError) -> [DeskEntry.ID] {
        let ofPresenter: SQL =
            if let presenter { "AND assignment.presenter_id = \(presenter)" } else { "" }
        let ofUser: SQL =
            if let user {
                "AND assignment.presenter_id IN (SELECT id FROM presenter WHERE user_id = \(user))"
            } else { "" }
        let barred = Barred.condition("assignment.presenter_id", at: "host.id", during: "assignment.during")
        let entries: [DeskEntry.ID] = try session.rows(
            """
            INSERT INTO desk_entry (kind, request_id, assignment_id, tried, opened_at)
            SELECT \(DeskKind.hostBarred), request.id, assignment.id, '', \(now)
              FROM assignment
              JOIN lecture_request AS request
                ON request.id = assignment.request_id
               AND request.delivery = 'dispatched'
              JOIN organization AS host
                ON host.id = request.organization_id
               AND coalesce(host.merged_into, host.id) = \(organization)
             WHERE assignment.state IN ('confirmed', 'reconfirmed')
               AND lower(assignment.during) > \(now)
               AND \(barred)
            \(ofPresenter)
            \(ofUser)
             ORDER BY assignment.id
                ON CONFLICT DO NOTHING
            RETURNING id
            """
        ) { row throws(PostgresError) in try row.value("id") }
        return entries.sorted()
    }

    /// What an entry is about; nil if there is none that the actor may see.
    public func kind(of id: DeskEntry.ID) throws(PostgresError) -> DeskKind? {
        try session.first("SELECT kind FROM desk_entry WHERE id = \(id)") { row throws(PostgresError) in
            try row.value("kind")
        }
    }

    /// The entry with whether it waits, locked; nil if there is none that the actor may see.
    public func lock(
        _ id: DeskEntry.ID
    ) throws(PostgresError) -> (request: LectureRequest.ID, waits: Bool)? {
        try session.first(
            "SELECT request_id, closed_at IS NULL AS waits FROM desk_entry WHERE id = \(id) FOR UPDATE"
        ) { row throws(PostgresError) in (try row.value("request_id"), try row.value("waits")) }
    }

    /// Closes an entry for a person who says why.
    public func close(
        _ id: DeskEntry.ID,
        because reason: String,
        by actor: Actor,
        at now: Instant
    ) throws(PostgresError) {
        try session.change(
            """
            UPDATE desk_entry SET closed_at = \(now), closed_by = \(actor.user), reason = \(reason)
             WHERE id = \(id)
            """
        )
    }

    /// Closes what has settled itself, and returns it: a presenter is found, an answer has come, a lecture was
    /// called off, its time to be confirmed again has passed, or nothing keeps its presenter from the host any more.
    public func closeSettled(at now: Instant) throws(PostgresError) -> [DeskEntry.ID] {
        let barred = Barred.condition(
            "assignment.presenter_id",
            at: "request.organization_id",
            during: "assignment.during"
        )
        return try session.rows(
            """
            UPDATE desk_entry AS entry
               SET closed_at = \(now)
              FROM lecture_request AS request
             WHERE request.id = entry.request_id
               AND entry.closed_at IS NULL
               AND entry.kind NOT IN ('pack_late', 'return_expected')
               AND entry.opened_at <= \(now)
               AND CASE entry.kind
                   WHEN 'nobody_left' THEN request.state <> 'unmatched'
                   WHEN 'reconfirmation_missing' THEN NOT EXISTS (
                       SELECT FROM assignment
                        WHERE assignment.id = entry.assignment_id
                          AND assignment.state = 'confirmed'
                          AND lower(assignment.during) > \(now)
                   )
                   WHEN 'host_barred' THEN NOT EXISTS (
                       SELECT FROM assignment
                        WHERE assignment.id = entry.assignment_id
                          AND assignment.state IN ('confirmed', 'reconfirmed')
                          AND lower(assignment.during) > \(now)
                          AND \(barred)
                   )
                   WHEN 'change_open' THEN NOT EXISTS (
                       SELECT FROM change_proposal
                        WHERE assignment_id = entry.assignment_id AND state = 'open'
                   )
                   WHEN 'change_refused' THEN NOT EXISTS (
                       SELECT FROM change_proposal
                        WHERE assignment_id = entry.assignment_id AND state = 'declined'
                   )
                   WHEN 'report_missing' THEN request.state = 'not_held'
                       OR EXISTS (SELECT FROM lecture_report WHERE assignment_id = entry.assignment_id)
                   ELSE request.state IN ('not_held', 'attested', 'closed')
                       OR EXISTS (SELECT FROM host_confirmation WHERE assignment_id = entry.assignment_id)
                   END
            RETURNING entry.id
            """
        ) { row throws(PostgresError) in try row.value("id") }
    }

    /// Up to `limit` requests that no match found anybody for and that do not lie on the desk, nor were put aside by
    /// a person, locked; those that another process has in hand are passed over.
    public func claimUnmatched(limit: Int) throws(PostgresError) -> [LectureRequest.ID] {
        try session.rows(
            """
            SELECT request.id
              FROM lecture_request AS request
             WHERE request.state = 'unmatched'
               AND NOT EXISTS (
                   SELECT FROM desk_entry AS entry
                    WHERE entry.request_id = request.id
                      AND entry.kind = 'nobody_left'
                      AND (entry.closed_at IS NULL OR entry.closed_by IS NOT NULL)
               )
             ORDER BY request.id
             LIMIT \(limit)
               FOR UPDATE OF request SKIP LOCKED
            """
        ) { row throws(PostgresError) in try row.value("id") }
    }

    /// At most `limit` entries that pass `filter`, with keys above `after`, smaller keys first.
    public func list(
        _ filter: DeskFilter,
        after: DeskEntry.ID?,
        limit: Int
    ) throws(PostgresError) -> [DeskEntrySummary] {
        let ofRequest: SQL =
            if let request = filter.request { "AND entry.request_id = \(request)" } else { "" }
        let open: SQL = filter.includesClosed ? "" : "AND entry.closed_at IS NULL"
        return try session.rows(
            """
            SELECT entry.id, entry.kind, entry.request_id, request.title, entry.assignment_id, entry.tried,
                   entry.opened_at, entry.closed_at, entry.reason
              FROM desk_entry AS entry
              JOIN lecture_request AS request ON request.id = entry.request_id
             WHERE entry.id > \(after ?? DeskEntry.ID(0))
            \(anyOf(filter.kinds, "entry.kind"))
            \(ofRequest)
            \(open)
             ORDER BY entry.id
             LIMIT \(limit)
            """
        ) { row throws(PostgresError) in
            DeskEntrySummary(
                id: try row.value("id"),
                kind: try row.value("kind"),
                request: try row.value("request_id"),
                title: try row.value("title"),
                assignment: try row.optional("assignment_id"),
                tried: try row.value("tried"),
                openedAt: try row.value("opened_at"),
                closedAt: try row.optional("closed_at"),
                reason: try row.optional("reason")
            )
        }
    }
}

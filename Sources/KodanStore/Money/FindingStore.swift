public import KodanDomain
public import Postgres

/// What stands out before money goes out: rows that are found, cleared, or gone with their cause.
public struct FindingStore {
    let session: Session

    /// Works in the transaction of `session`.
    public init(_ session: Session) {
        self.session = session
    }

    /// Adds what is found for the first time; what is open or was cleared for the same cause stays as it is.
    ///
    /// Returns the keys of those that are new.
    public func add(_ causes: [FoundCause], at now: Instant) throws(PostgresError) -> [Finding.ID] {
        guard !causes.isEmpty else { return [] }
        return try session.rows(
            """
            INSERT INTO finding (kind, severity, assignment_id, payee_id, other, state, found_at)
            SELECT kind, severity, assignment_id, payee_id, other, 'open', \(now)::timestamptz
              FROM \(FindingStore.rows(of: causes))
             ORDER BY kind, assignment_id, payee_id, other, severity
            ON CONFLICT (kind, severity, assignment_id, payee_id, other) WHERE state <> 'gone' DO NOTHING
            RETURNING id
            """
        ) { row throws(PostgresError) in try row.value("id") }
    }

    /// Holds back what is owed to `payee` until somebody clears it; the finding that does so may be there already.
    ///
    /// A later hold has a number of its own, so that it is not taken for the one that was cleared.
    public func hold(
        _ payee: Payee.ID,
        at now: Instant
    ) throws(PostgresError) -> (id: Finding.ID, isNew: Bool) {
        let open: Finding.ID? = try session.first(
            """
            SELECT id
              FROM finding
             WHERE payee_id = \(payee)
               AND kind = \(FindingKind.held)
               AND state = 'open'
            """
        ) { row throws(PostgresError) in try row.value("id") }
        if let open { return (open, false) }
        let added: Finding.ID = try session.value(
            """
            INSERT INTO finding (kind, severity, payee_id, other, state, found_at)
            SELECT \(FindingKind.held)::text, \(FindingSeverity.blocks)::text, \(payee)::bigint,
                   'hld-' || (count(*) + 1), 'open', \(now)::timestamptz
              FROM finding
             WHERE payee_id = \(payee)
               AND kind = \(FindingKind.held)
            RETURNING id
            """
        )
        return (added, true)
    }

    /// Ends open findings about payees, and about lectures until `last`, whose cause is not among `causes`; what a
    /// person holds back stays.
    ///
    /// Returns the keys of those that ended.
    public func endOthers(
        than causes: [FoundCause],
        upTo last: LocalDate,
        at now: Instant
    ) throws(PostgresError) -> [Finding.ID] {
        try session.rows(
            """
            UPDATE finding
               SET state = 'gone', ended_at = \(now)
             WHERE state = 'open'
               AND kind <> \(FindingKind.held)
               AND (payee_id IS NOT NULL OR EXISTS (
                   SELECT FROM assignment
                    WHERE assignment.id = finding.assignment_id
                      AND lower(assignment.during) < \(Instant(last.adding(days: 1), .midnight))
               ))
               AND NOT EXISTS (
                   SELECT FROM \(FindingStore.rows(of: causes))
                    WHERE (found.kind, found.severity, found.other)
                        = (finding.kind, finding.severity, finding.other)
                      AND (found.assignment_id, found.payee_id)
                        IS NOT DISTINCT FROM (finding.assignment_id, finding.payee_id)
               )
            RETURNING id
            """
        ) { row throws(PostgresError) in try row.value("id", as: Finding.ID.self) }.sorted()
    }

    /// How many are open, by severity.
    public func openCounts() throws(PostgresError) -> [FindingSeverity: Int] {
        let counts: [(FindingSeverity, Int)] = try session.rows(
            "SELECT severity, count(*) AS count FROM finding WHERE state = 'open' GROUP BY severity ORDER BY severity"
        ) { row throws(PostgresError) in (try row.value("severity"), try row.value("count")) }
        return Dictionary(counts, uniquingKeysWith: +)
    }

    /// At most `limit` findings with keys behind `after`, smaller keys first or larger ones: all, or those in `state`.
    public func list(
        in state: FindingState?,
        isNewestFirst: Bool = false,
        after: Finding.ID?,
        limit: Int
    ) throws(PostgresError) -> [FindingEntry] {
        let order: SQL = isNewestFirst ? "DESC" : "ASC"
        let filter: SQL = if let state { "AND state = \(state)" } else { "" }
        return try session.rows(
            """
            \(FindingStore.query)
             WHERE \(behind(after, "id", isNewestFirst: isNewestFirst))
            \(filter)
             ORDER BY id \(order)
             LIMIT \(limit)
            """,
            as: FindingEntry.init(row:)
        )
    }

    /// One finding; nil if there is none to be seen.
    public func finding(_ id: Finding.ID) throws(PostgresError) -> FindingEntry? {
        try session.first("\(FindingStore.query) WHERE id = \(id)", as: FindingEntry.init(row:))
    }

    /// One finding, locked until the transaction ends.
    public func lock(_ id: Finding.ID) throws(PostgresError) -> FindingEntry? {
        try session.first("\(FindingStore.query) WHERE id = \(id) FOR UPDATE", as: FindingEntry.init(row:))
    }

    /// Whether `user` is the presenter whose lecture or payee the finding is about.
    public func concerns(_ user: User.ID, _ subject: FindingSubject) throws(PostgresError) -> Bool {
        switch subject {
        case .lecture(let assignment): try session.value("SELECT kodan_gives(\(user), \(assignment))")
        case .payee(let payee): try session.value("SELECT kodan_is_paid(\(user), \(payee))")
        }
    }

    /// Clears an open finding.
    public func clear(
        _ id: Finding.ID,
        by user: User.ID,
        because reason: String,
        at now: Instant
    ) throws(PostgresError) {
        try session.change(
            """
            UPDATE finding
               SET state = 'cleared', ended_at = \(now), cleared_by = \(user), reason = \(reason)
             WHERE id = \(id)
            """
        )
    }

    private static let query: SQL = """
        SELECT id, kind, severity, assignment_id, payee_id, other, state, found_at, ended_at, cleared_by, reason,
               coalesce(
                   (SELECT request.title
                      FROM assignment
                      JOIN lecture_request AS request ON request.id = assignment.request_id
                     WHERE assignment.id = finding.assignment_id),
                   (SELECT payee.name FROM payee WHERE payee.id = finding.payee_id)
               ) AS subject_name,
               (SELECT display_name FROM app_user WHERE app_user.id = finding.cleared_by) AS cleared_by_name,
               CASE WHEN kind = 'held' THEN (
                   SELECT audit_event.reason
                     FROM audit_event
                    WHERE audit_event.subject = 'fnd-' || finding.id
                      AND audit_event.action = 'finding.found'
                    ORDER BY audit_event.id
                    LIMIT 1
               ) END AS note
          FROM finding
        """

    private static func rows(of causes: [FoundCause]) -> SQL {
        """
        unnest(\(causes.map(\.kind))::text[], \(causes.map(\.severity))::text[],
               \(causes.map(\.subject.assignment))::bigint[], \(causes.map(\.subject.payee))::bigint[],
               \(causes.map(\.other))::text[])
          AS found (kind, severity, assignment_id, payee_id, other)
        """
    }
}

extension FindingSubject {
    fileprivate var assignment: Assignment.ID? {
        if case .lecture(let id) = self { id } else { nil }
    }

    fileprivate var payee: Payee.ID? {
        if case .payee(let id) = self { id } else { nil }
    }

    /// Reads the one of `assignment_id` and `payee_id` that is filled.
    init(row: Row) throws(PostgresError) {
        if let assignment: Assignment.ID = try row.optional("assignment_id") {
            self = .lecture(assignment)
        } else {
            self = .payee(try row.value("payee_id"))
        }
    }
}

extension FindingEntry {
    fileprivate init(row: Row) throws(PostgresError) {
        self.init(
            id: try row.value("id"),
            cause: FoundCause(
                try row.value("kind"),
                try row.value("severity"),
                try FindingSubject(row: row),
                other: try row.value("other")
            ),
            state: try row.value("state"),
            foundAt: try row.value("found_at"),
            endedAt: try row.optional("ended_at"),
            clearedBy: try row.optional("cleared_by"),
            reason: try row.optional("reason"),
            subjectName: try row.optional("subject_name"),
            clearedByName: try row.optional("cleared_by_name"),
            note: try row.optional("note")
        )
    }
}

public import KodanDomain
public import Postgres

/// Presenters and organizations that are never brought together, since one of them asked for it.
public struct ExclusionStore {
    private let session: Session

    /// Works in the transaction of `session`.
    public init(_ session: Session) {
        self.session = session
    }

    /// Those of a presenter that the actor may see.
    public func exclusions(of presenter: Presenter.ID) throws(PostgresError) -> [ExclusionEntry] {
        try list("WHERE presenter_id = \(presenter)")
    }

    /// Those of an organization that the actor may see.
    public func exclusions(of organization: Organization.ID) throws(PostgresError) -> [ExclusionEntry] {
        try list("WHERE organization_id = \(organization)")
    }

    private func list(_ filter: SQL) throws(PostgresError) -> [ExclusionEntry] {
        try session.rows(
            """
            SELECT presenter_id, organization_id, asked_by, reason
              FROM presenter_exclusion
            \(filter)
             ORDER BY presenter_id, organization_id, asked_by
            """
        ) { row throws(PostgresError) in
            ExclusionEntry(
                presenter: try row.value("presenter_id"),
                organization: try row.value("organization_id"),
                askedBy: try row.value("asked_by"),
                reason: try row.value("reason")
            )
        }
    }

    /// Writes that one side asked; false if it had asked before.
    public func insert(_ entry: ExclusionEntry, at now: Instant) throws(PostgresError) -> Bool {
        try session.execute(
            """
            INSERT INTO presenter_exclusion (presenter_id, organization_id, asked_by, reason, created_at)
            VALUES (\(entry.presenter), \(entry.organization), \(entry.askedBy), \(entry.reason), \(now))
                ON CONFLICT (presenter_id, organization_id, asked_by) DO NOTHING
            """
        ) == 1
    }

    /// Takes back what one side asked; false if it had not asked.
    public func remove(
        _ presenter: Presenter.ID,
        _ organization: Organization.ID,
        askedBy side: Side
    ) throws(PostgresError) -> Bool {
        try session.execute(
            """
            DELETE FROM presenter_exclusion
             WHERE presenter_id = \(presenter)
               AND organization_id = \(organization)
               AND asked_by = \(side)
            """
        ) == 1
    }

    /// What binds a presenter and an organization at present, as far as the actor may see it.
    public func ties(
        _ presenter: Presenter.ID,
        _ organization: Organization.ID,
        after now: Instant
    ) throws(PostgresError) -> ExclusionTies {
        let offers = try session.rows(
            """
            SELECT offer.id
              FROM offer
              JOIN lecture_request AS request ON request.id = offer.request_id
             WHERE offer.presenter_id = \(presenter)
               AND request.organization_id = \(organization)
               AND offer.state IN ('queued', 'sent')
             ORDER BY offer.id
            """
        ) { row throws(PostgresError) in try row.value("id", as: Offer.ID.self) }
        let assignments = try session.rows(
            """
            SELECT assignment.id
              FROM assignment
              JOIN lecture_request AS request ON request.id = assignment.request_id
             WHERE assignment.presenter_id = \(presenter)
               AND request.organization_id = \(organization)
               AND assignment.state IN ('confirmed', 'reconfirmed')
               AND lower(assignment.during) > \(now)
             ORDER BY assignment.id
            """
        ) { row throws(PostgresError) in try row.value("id", as: Assignment.ID.self) }
        return ExclusionTies(offers: offers, assignments: assignments)
    }

    /// Gives `successor` the exclusions of an organization that becomes part of it.
    public func copy(
        from organization: Organization.ID,
        to successor: Organization.ID,
        at now: Instant
    ) throws(PostgresError) {
        try session.execute(
            """
            INSERT INTO presenter_exclusion (presenter_id, organization_id, asked_by, reason, created_at)
            SELECT presenter_id, \(successor), asked_by, reason, \(now)
              FROM presenter_exclusion
             WHERE organization_id = \(organization)
                ON CONFLICT (presenter_id, organization_id, asked_by) DO NOTHING
            """
        )
    }
}

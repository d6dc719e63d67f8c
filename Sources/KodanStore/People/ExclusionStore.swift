public import KodanDomain
public import Postgres

/// Presenters and organizations that are never brought together, since one of them asked for it.
///
/// Of an organization that became part of another one, what holds is what stands at that one; its own is history.
public struct ExclusionStore {
    private let session: Session

    /// Works in the transaction of `session`.
    public init(_ session: Session) {
        self.session = session
    }

    /// Those of a presenter that the actor may see.
    public func exclusions(of presenter: Presenter.ID) throws(PostgresError) -> [ExclusionEntry] {
        try list("WHERE presenter_id = \(presenter) AND \(ExclusionStore.holds)")
    }

    /// At most `limit` pairs of a presenter with organizations whose keys lie above `after`, smaller keys first, as
    /// far as the actor may see them.
    public func pairs(
        of presenter: Presenter.ID,
        after: Organization.ID?,
        limit: Int
    ) throws(PostgresError) -> [ExclusionPair] {
        try pairs(
            "presenter_id = \(presenter) AND \(ExclusionStore.holds)",
            "organization_id",
            after?.rawValue,
            limit,
            by: \.organization
        )
    }

    /// At most `limit` pairs of an organization with presenters whose keys lie above `after`, smaller keys first, as
    /// far as the actor may see them.
    public func pairs(
        of organization: Organization.ID,
        after: Presenter.ID?,
        limit: Int
    ) throws(PostgresError) -> [ExclusionPair] {
        try pairs(
            "organization_id = (SELECT coalesce(merged_into, id) FROM organization WHERE id = \(organization))",
            "presenter_id",
            after?.rawValue,
            limit,
            by: \.presenter
        )
    }

    private static let holds: SQL = """
        NOT EXISTS (
            SELECT FROM organization AS part
             WHERE part.id = presenter_exclusion.organization_id
               AND part.merged_into IS NOT NULL
        )
        """

    /// The wishes of one side, those that meet the same other side together, by the key of that one.
    private func pairs<Key: Comparable & Hashable>(
        _ own: SQL,
        _ other: SQL,
        _ after: Int64?,
        _ limit: Int,
        by key: (ExclusionEntry) -> Key
    ) throws(PostgresError) -> [ExclusionPair] {
        let rows = try list(
            """
            WHERE \(own)
              AND \(other) IN (
                  SELECT DISTINCT \(other)
                    FROM presenter_exclusion
                   WHERE \(own)
                     AND \(other) > \(after ?? 0)
                   ORDER BY \(other)
                   LIMIT \(limit)
              )
            """
        )
        return Dictionary(grouping: rows, by: key).sorted { $0.key < $1.key }
            .compactMap { ExclusionPair($0.value) }
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

    /// The lectures ahead of a presenter at an organization or what is part of it, as far as the actor may see them.
    public func lecturesAhead(
        of presenter: Presenter.ID,
        at organization: Organization.ID,
        after now: Instant
    ) throws(PostgresError) -> [Assignment.ID] {
        try session.rows(
            """
            SELECT assignment.id
              FROM assignment
              JOIN lecture_request AS request ON request.id = assignment.request_id
             WHERE assignment.presenter_id = \(presenter)
               AND (request.organization_id = \(organization)
                    OR request.organization_id IN (SELECT id FROM organization WHERE merged_into = \(organization)))
               AND assignment.state IN ('confirmed', 'reconfirmed')
               AND lower(assignment.during) > \(now)
             ORDER BY assignment.id
            """
        ) { row throws(PostgresError) in try row.value("id") }
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

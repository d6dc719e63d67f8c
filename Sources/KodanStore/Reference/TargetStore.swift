public import KodanDomain
public import Postgres

/// What groups of programmes are to reach in fiscal years.
public struct TargetStore {
    private let session: Session

    /// Works in the transaction of `session`.
    public init(_ session: Session) {
        self.session = session
    }

    /// Whether a programme counts towards the group, or a target names it.
    public func hasGroup(_ group: ProgrammeCode) throws(PostgresError) -> Bool {
        try session.value(
            """
            SELECT EXISTS (SELECT FROM programme WHERE target_group = \(group))
                OR EXISTS (SELECT FROM programme_target WHERE target_group = \(group))
            """
        )
    }

    /// What the group aims at in the year; nil if nobody said so.
    public func target(of group: ProgrammeCode, in year: FiscalYear) throws(PostgresError) -> Int? {
        try session.first(
            """
            SELECT target
              FROM programme_target
             WHERE target_group = \(group)
               AND fiscal_year = \(year)
            """
        ) { row throws(PostgresError) -> Int? in try row.optional("target") } ?? nil
    }

    /// Writes what the group aims at in the year; what was held stays.
    public func set(
        _ target: TargetDraft,
        of group: ProgrammeCode,
        in year: FiscalYear,
        by user: User.ID?,
        at now: Instant
    ) throws(PostgresError) {
        try session.change(
            """
            INSERT INTO programme_target (target_group, fiscal_year, target, unit, changed_at, changed_by)
            VALUES (\(group), \(year), \(target.count), \(target.unit), \(now), \(user))
                ON CONFLICT (target_group, fiscal_year) DO UPDATE
               SET target = excluded.target, unit = excluded.unit, changed_at = excluded.changed_at,
                   changed_by = excluded.changed_by
            """
        )
    }
}

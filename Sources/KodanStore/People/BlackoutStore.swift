public import KodanDomain
public import Postgres

/// Days on which presenters cannot come.
public struct BlackoutStore {
    private let session: Session

    /// Works in the transaction of `session`.
    public init(_ session: Session) {
        self.session = session
    }

    /// The blackouts of a presenter, the first first.
    public func blackouts(of presenter: Presenter.ID) throws(PostgresError) -> [Blackout] {
        try session.rows(
            "SELECT days, reason FROM presenter_blackout WHERE presenter_id = \(presenter) ORDER BY days"
        ) { row throws(PostgresError) in
            let days: DateRange = try row.value("days")
            let reason: String? = try row.optional("reason")
            return try valid("reason") { () throws(FieldRefused) in try Blackout(days, reason: reason) }
        }
    }

    /// The blackouts of a presenter with their keys, the first first; at most ``Blackout/limit`` stand.
    public func entries(of presenter: Presenter.ID) throws(PostgresError) -> [BlackoutEntry] {
        try session.rows(
            "SELECT id, days, reason FROM presenter_blackout WHERE presenter_id = \(presenter) ORDER BY days"
        ) { row throws(PostgresError) in
            let days: DateRange = try row.value("days")
            let reason: String? = try row.optional("reason")
            return BlackoutEntry(
                id: try row.value("id"),
                blackout: try valid("reason") { () throws(FieldRefused) in try Blackout(days, reason: reason)
                }
            )
        }
    }

    /// Adds days; their key.
    ///
    /// Throws the violation of `presenter_blackout_apart` for days that are noted already.
    public func add(_ blackout: Blackout, of presenter: Presenter.ID) throws(PostgresError) -> Blackout.ID {
        try session.value(
            """
            INSERT INTO presenter_blackout (presenter_id, days, reason)
            VALUES (\(presenter), \(blackout.days), \(blackout.reason))
            RETURNING id
            """
        )
    }

    /// Takes away one blackout of a presenter; false if there is none with this key.
    public func remove(_ id: Blackout.ID, of presenter: Presenter.ID) throws(PostgresError) -> Bool {
        try session.execute(
            "DELETE FROM presenter_blackout WHERE id = \(id) AND presenter_id = \(presenter)"
        ) == 1
    }

    /// Takes away all blackouts of a presenter.
    public func clear(_ presenter: Presenter.ID) throws(PostgresError) {
        try session.execute("DELETE FROM presenter_blackout WHERE presenter_id = \(presenter)")
    }

    /// Lectures after `now` to which a presenter is bound on days of a blackout.
    public func lecturesOnDaysOff(
        of presenter: Presenter.ID,
        after now: Instant
    ) throws(PostgresError) -> [Assignment.ID] {
        try session.rows(
            """
            SELECT assignment.id
              FROM assignment
             WHERE assignment.presenter_id = \(presenter)
               AND assignment.state IN ('confirmed', 'reconfirmed')
               AND lower(assignment.during) > \(now)
               AND EXISTS (
                   SELECT FROM presenter_blackout AS blackout
                    WHERE blackout.presenter_id = assignment.presenter_id
                      AND blackout.days @> (lower(assignment.during) AT TIME ZONE 'Asia/Tokyo')::date
               )
             ORDER BY assignment.id
            """
        ) { row throws(PostgresError) in try row.value("id") }
    }

    /// Adds days, each with the same reason; those of one presenter share none.
    public func insert(
        _ rows: [(presenter: Presenter.ID, days: DateRange)],
        because reason: String? = nil
    ) throws(PostgresError) {
        guard !rows.isEmpty else { return }
        try session.execute(
            """
            INSERT INTO presenter_blackout (presenter_id, days, reason)
            SELECT presenter_id, days, \(reason)::text
              FROM unnest(\(rows.map(\.presenter))::bigint[], \(rows.map(\.days.sqlText))::daterange[])
                   AS new (presenter_id, days)
            """
        )
    }
}

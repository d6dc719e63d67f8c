public import KodanDomain
public import Postgres

extension RequestStore {
    /// Writes whom the host does not want of the request with this key; it travels with the next statement.
    func insert(_ exclusions: [RequestExclusion], of request: SQL) throws(PostgresError) {
        guard !exclusions.isEmpty else { return }
        try session.postpone(
            """
            INSERT INTO request_exclusion (request_id, presenter_id, reason)
            SELECT \(request), presenter_id, reason
              FROM unnest(\(exclusions.map(\.presenter))::bigint[], \(exclusions.map(\.reason))::text[])
                   AS new (presenter_id, reason)
            """
        )
    }

    /// Adds somebody who is not to be asked for a request.
    public func exclude(
        _ exclusion: RequestExclusion,
        from request: LectureRequest.ID
    ) throws(PostgresError) {
        try insert([exclusion], of: "\(request)")
        try session.settle()
    }

    /// Removes somebody from those who are not to be asked for a request; false for who is not among them.
    public func liftExclusion(
        of presenter: Presenter.ID,
        from request: LectureRequest.ID
    ) throws(PostgresError) -> Bool {
        try session.execute(
            "DELETE FROM request_exclusion WHERE request_id = \(request) AND presenter_id = \(presenter)"
        ) == 1
    }

    /// Writes whom the host does not want in place of what stood there.
    func replaceExclusions(
        of request: LectureRequest.ID,
        by exclusions: [RequestExclusion]
    ) throws(PostgresError) {
        try session.postpone("DELETE FROM request_exclusion WHERE request_id = \(request)")
        try insert(exclusions, of: "\(request)")
        try session.settle()
    }

    /// Whom the host does not want, as far as the actor may see it.
    public func exclusions(of request: LectureRequest.ID) throws(PostgresError) -> [RequestExclusion] {
        try session.rows(
            """
            SELECT presenter_id, reason
              FROM request_exclusion
             WHERE request_id = \(request)
             ORDER BY presenter_id
            """,
            as: RequestExclusion.init(row:)
        )
    }

    /// The first of `presenters` who is not there.
    ///
    /// It needs sight of presenters.
    public func firstUnknown(
        of presenters: [Presenter.ID]
    ) throws(PostgresError) -> Presenter.ID? {
        try session.first(
            """
            SELECT wished.id
              FROM unnest(\(presenters)::bigint[]) AS wished (id)
             WHERE NOT EXISTS (SELECT FROM presenter WHERE presenter.id = wished.id)
             ORDER BY wished.id
             LIMIT 1
            """
        ) { row throws(PostgresError) in try row.value("id") }
    }
}

extension RequestExclusion {
    init(row: Row) throws(PostgresError) {
        let presenter: Presenter.ID = try row.value("presenter_id")
        let reason: String = try row.value("reason")
        self = try valid("reason") { () throws(FieldRefused) in
            try RequestExclusion(presenter, reason: reason)
        }
    }
}

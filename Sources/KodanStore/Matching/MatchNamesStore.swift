public import KodanDomain
public import Postgres

/// What requests and presenters of a plan are called.
public struct MatchNamesStore {
    private let session: Session

    /// Works in the transaction of `session`.
    public init(_ session: Session) {
        self.session = session
    }

    /// The names of these presenters; of one that is not there, or not to be seen, none.
    public func presenters(_ ids: [Presenter.ID]) throws(PostgresError) -> [Presenter.ID: String] {
        let rows = try session.rows(
            """
            SELECT id, family_name || ' ' || given_name AS name
              FROM presenter
             WHERE id = ANY (\(ids)::bigint[])
             ORDER BY id
            """
        ) { row throws(PostgresError) -> (Presenter.ID, String) in
            (try row.value("id"), try row.value("name"))
        }
        return Dictionary(uniqueKeysWithValues: rows)
    }

    /// The titles of these requests, with who asks.
    public func requests(
        _ ids: [LectureRequest.ID]
    ) throws(PostgresError) -> [LectureRequest.ID: (title: String, host: String?)] {
        let rows = try session.rows(
            """
            SELECT request.id, request.title, organization.name AS host
              FROM lecture_request AS request
              LEFT JOIN organization ON organization.id = request.organization_id
             WHERE request.id = ANY (\(ids)::bigint[])
             ORDER BY request.id
            """
        ) { row throws(PostgresError) -> (LectureRequest.ID, (title: String, host: String?)) in
            (try row.value("id"), (title: try row.value("title"), host: try row.optional("host")))
        }
        return Dictionary(uniqueKeysWithValues: rows)
    }
}

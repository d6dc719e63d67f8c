public import KodanDomain
public import Postgres

/// What things are called; row-level security decides which the actor may know.
public struct NameQueries {
    private let session: Session

    /// Works in the transaction of `session`.
    public init(_ session: Session) {
        self.session = session
    }

    /// The names of those of `keys` that have one and are in sight, in one statement.
    public func names(of keys: Set<String>) throws(PostgresError) -> ThingNames {
        let queries = NameQueries.queries(keys)
        guard let first = queries.first else { return ThingNames() }
        let all = queries.dropFirst().reduce(first) { $0 + "\nUNION ALL\n" + $1 }
        let rows = try session.rows("\(all) ORDER BY key") { row throws(PostgresError) in
            (key: try row.value("key", as: String.self), name: try row.value("name", as: String.self))
        }
        return ThingNames(Dictionary(rows.map { ($0.key, $0.name) }, uniquingKeysWith: { first, _ in first }))
    }

    /// One query for each kind of key that there is.
    private static func queries(_ keys: Set<String>) -> [SQL] {
        func query<Of: Keyed>(_: Of.Type, _ rest: SQL) -> SQL? {
            let ids = keys.compactMap { ID<Of>($0) }.sorted()
            guard !ids.isEmpty else { return nil }
            let prefix = Of.keyPrefix
            return
                "SELECT \(prefix)::text || '-' || thing.id AS key, \(rest) WHERE thing.id = ANY (\(ids)::bigint[])"
        }
        return [
            query(
                Presenter.self,
                "thing.family_name || ' ' || thing.given_name AS name FROM presenter AS thing"
            ),
            query(Organization.self, "thing.name FROM organization AS thing"),
            query(Payee.self, "thing.name FROM payee AS thing"),
            query(User.self, "thing.display_name AS name FROM app_user AS thing"),
            query(LectureRequest.self, "thing.title AS name FROM lecture_request AS thing"),
            query(
                Assignment.self,
                """
                request.title AS name FROM assignment AS thing
                  JOIN lecture_request AS request ON request.id = thing.request_id
                """
            ),
            query(
                Honorarium.self,
                """
                request.title AS name FROM honorarium AS thing
                  JOIN assignment ON assignment.id = thing.assignment_id
                  JOIN lecture_request AS request ON request.id = assignment.request_id
                """
            ),
            query(
                Payment.self,
                "payee.name FROM payment AS thing JOIN payee ON payee.id = thing.payee_id"
            ),
            query(TransferFile.self, "thing.file_name AS name FROM transfer_file AS thing"),
        ].compactMap(\.self)
    }
}

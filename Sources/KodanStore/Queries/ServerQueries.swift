public import Postgres
import SQL

/// The server itself.
public struct ServerQueries {
    private let session: Session

    /// Works in `session`.
    public init(_ session: Session) {
        self.session = session
    }

    /// The migrations of this program that the database lacks, in order; none where it has newer ones.
    ///
    /// All of them where the database does not tell, as one without tables does not, nor one from before it was let
    /// tell.
    public func missingMigrations() throws(PostgresError) -> [String] {
        let known = Schema.core.map(\.name)
        let tells: Bool = try session.value(
            "SELECT coalesce(has_column_privilege(to_regclass('schema_migration'), 'name', 'SELECT'), false)"
        )
        guard tells else { return known }
        return try session.rows(
            """
            SELECT known.name
              FROM unnest(\(known)::text[]) WITH ORDINALITY AS known (name, place)
             WHERE NOT EXISTS (SELECT FROM schema_migration WHERE schema_migration.name = known.name)
             ORDER BY known.place
            """
        ) { row throws(PostgresError) in try row.value("name") }
    }

    /// The newest migration that the database has and this program does not know; nil if there is none.
    public func newestUnknownMigration() throws(PostgresError) -> String? {
        try session.first(
            """
            SELECT name
              FROM schema_migration
             WHERE name <> ALL (\(Schema.core.map(\.name))::text[])
             ORDER BY name COLLATE "C" DESC
             LIMIT 1
            """
        ) { row throws(PostgresError) in try row.value("name", as: String.self) }
    }

    /// Whether row-level security holds for the role that asks; it does not for the owner of the tables, nor for a
    /// superuser.
    public func isRowSecurityActive() throws(PostgresError) -> Bool {
        try session.value("SELECT row_security_active('lecture_request')")
    }

    /// Gives every further statement of this transaction so long at most.
    public func limitStatements(to limit: Duration) throws(PostgresError) {
        let milliseconds = limit.components.seconds * 1000
        try session.execute("SELECT set_config('statement_timeout', \(String(milliseconds)), true)")
    }
}

public import Postgres
import SQL

extension Migrator {
    /// Brings a database to the tables of this program.
    public static let core = Migrator(Schema.core.map { Migration(name: $0.name, sql: $0.text) })

    /// How the database writes its texts, such as `UTF8`; it cannot be changed after the database is made.
    public static func encoding(_ session: Session) throws(PostgresError) -> String {
        try session.value("SELECT current_setting('server_encoding')")
    }
}

public import Postgres
import SQL

extension Migrator {
    /// Brings a database to the tables of this program.
    public static let core = Migrator(Schema.core.map { Migration(name: $0.name, sql: $0.text) })
}

/// One forward step of the schema; never edited after its release.
public struct Migration: Sendable, Equatable {
    /// Its name, which also orders it: `0001_roles.sql`.
    public let name: String
    /// Its statements; they run in one transaction.
    public let sql: String

    /// A step named `name`.
    public init(name: String, sql: String) {
        self.name = name
        self.sql = sql
    }
}

/// Why the schema was not migrated.
public enum MigrationError: Error, Equatable {
    /// Two migrations have one name, or the second is listed before the first.
    case unordered(String, String)
    /// An applied migration was edited since.
    case changed(String)
    /// The database holds a migration that this program does not have: it belongs to another release.
    case unknown(String)
    /// `pending` comes before `applied`, which the database has already.
    case gap(pending: String, applied: String)
    /// A statement of the migration failed; it was rolled back, those before it stay.
    case failed(String, PostgresError)
}

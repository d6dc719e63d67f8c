import KodanStore
import Postgres

/// Whether the service can work: it can if the database answers and has the tables of this program.
public struct Readiness: Sendable {
    private let office: Office

    /// Asks for `office`.
    public init(office: Office) {
        self.office = office
    }

    /// Throws ``DatabaseOutdated`` if the database's tables are older than this program; `PostgresError` if it does not
    /// answer.
    public func callAsFunction() async throws {
        let missing = try await office.pool.autocommit { session in
            try ServerQueries(session).missingMigrations()
        }
        if let newest = missing.last { throw DatabaseOutdated(missing: newest) }
    }

    /// Whether the database's own policies bind the role that the office acts through.
    public func isRoleBound() async throws -> Bool {
        try await office.pool.autocommit { session in try ServerQueries(session).isRowSecurityActive() }
    }

    /// The newest migration of the database that this program does not know, as a newer one has applied it; nil if
    /// there is none.
    public func newestUnknown() async throws -> String? {
        try await office.pool.autocommit { session in
            try ServerQueries(session).newestUnknownMigration()
        }
    }
}

/// The database has not been brought to what this program expects: `kodan migrate` does it.
public struct DatabaseOutdated: Error, Equatable {
    /// The newest migration that it lacks.
    public let missing: String
}

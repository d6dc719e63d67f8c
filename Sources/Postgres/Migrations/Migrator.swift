/// Brings a database's schema forward, and refuses whatever it cannot account for.
///
/// What was applied is in the table `schema_migration`, with the SHA-256 of its text.
public struct Migrator: Sendable {
    private let migrations: [Migration]

    /// A migrator of `migrations`, in ascending order of their names.
    public init(_ migrations: [Migration]) {
        self.migrations = migrations
    }

    /// Applies what is missing, each migration in a transaction of its own; the names applied, in order.
    ///
    /// A session lock lets one migrator work at a time: a second waits, however long that takes, and finds nothing to
    /// do. Throws `MigrationError`, or `PostgresError` if the table or the lock cannot be had.
    ///
    /// - Parameter appliedAt: the time to record, in microseconds since 1970; nil records none.
    public func migrate(_ connection: Connection, at appliedAt: Int64? = nil) async throws -> [String] {
        try await connection.autocommit { session in
            try Self.takeTurn(on: session)
            do {
                let names = try apply(on: session, at: appliedAt)
                try session.execute("SELECT pg_advisory_unlock(\(Self.lockKey))")
                return names
            } catch {
                // A lost connection has lost the lock as well; the first error is the one to report.
                _ = try? session.control("SELECT pg_advisory_unlock(\(Self.lockKey))")
                throw error
            }
        }
    }
}

extension Migrator {
    /// Chosen once, at random, so that no other program's lock is likely to be the same.
    private static let lockKey: Int64 = 5_113_968_402_771_306_129

    private typealias Applied = (name: String, checksum: String)
    private typealias Pending = (migration: Migration, checksum: String)

    /// Waits for the lock as long as the migrations of another take, which is longer than for a table.
    private static func takeTurn(on session: Session) throws(PostgresError) {
        let limit: String = try session.value("SELECT current_setting('lock_timeout')")
        try session.execute("SELECT set_config('lock_timeout', '0', false)")
        try session.execute("SELECT pg_advisory_lock(\(Self.lockKey))")
        try session.execute("SELECT set_config('lock_timeout', \(limit), false)")
    }

    private func apply(on session: Session, at appliedAt: Int64?) throws -> [String] {
        try session.execute(
            """
            CREATE TABLE IF NOT EXISTS schema_migration (
                name text PRIMARY KEY,
                checksum text NOT NULL,
                applied_at timestamptz
            )
            """
        )
        let pending = try pending(on: session, applied: try Self.applied(on: session))
        for (migration, checksum) in pending {
            do {
                try session.transaction(TransactionOptions()) { session in
                    try session.script(migration.sql)
                    try session.execute(
                        """
                        INSERT INTO schema_migration (name, checksum, applied_at)
                        VALUES (\(migration.name), \(checksum),
                                timestamptz 'epoch' + \(appliedAt) * interval '1 microsecond')
                        """
                    )
                }
            } catch let error as PostgresError {
                throw MigrationError.failed(migration.name, error)
            }
        }
        return pending.map(\.migration.name)
    }

    private static func applied(on session: Session) throws(PostgresError) -> [Applied] {
        let text: SQL = #"SELECT name, checksum FROM schema_migration ORDER BY name COLLATE "C""#
        return try session.rows(text) { row throws(PostgresError) in
            (name: try row.value("name"), checksum: try row.value("checksum"))
        }
    }

    /// What is not applied yet, once everything that is has been found unchanged and without gaps.
    private func pending(on session: Session, applied: [Applied]) throws -> [Pending] {
        for (first, second) in zip(migrations, migrations.dropFirst())
        where !first.name.utf8.lexicographicallyPrecedes(second.name.utf8) {
            throw MigrationError.unordered(first.name, second.name)
        }
        let checksums = try session.rows(
            """
            SELECT encode(sha256(convert_to(sql, 'UTF8')), 'hex') AS checksum
              FROM unnest(\(migrations.map(\.sql))::text[]) WITH ORDINALITY AS migration (sql, position)
             ORDER BY position
            """
        ) { row throws(PostgresError) in try row.value("checksum", as: String.self) }
        var pending = zip(migrations, checksums).map { (migration: $0, checksum: $1) }[...]
        for (name, checksum) in applied {
            guard let next = pending.popFirst() else { throw MigrationError.unknown(name) }
            guard next.migration.name == name else {
                guard migrations.contains(where: { $0.name == name }) else {
                    throw MigrationError.unknown(name)
                }
                throw MigrationError.gap(pending: next.migration.name, applied: name)
            }
            guard next.checksum == checksum else { throw MigrationError.changed(name) }
        }
        return Array(pending)
    }
}

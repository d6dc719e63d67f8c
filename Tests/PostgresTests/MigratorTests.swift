import Postgres
import Testing

private let first = Migration(name: "0001_a.sql", sql: "CREATE TABLE a (id int); CREATE TABLE b (id int)")
private let second = Migration(name: "0002_b.sql", sql: "INSERT INTO a VALUES (1)")
private let third = Migration(name: "0003_c.sql", sql: "INSERT INTO a VALUES (2)")

@Suite("A migrator")
struct MigratorTests {
    @Test("applies what is missing, once, with the time it is given")
    func applies() async throws {
        try await withConnection { connection in
            #expect(try await Migrator([first]).migrate(connection) == [first.name])
            let time: Int64 = 1_775_001_600_123_456
            #expect(try await Migrator([first, second]).migrate(connection, at: time) == [second.name])
            #expect(try await Migrator([first, second]).migrate(connection) == [])
            let rows = try await connection.transaction { session in
                try session.rows("SELECT name, applied_at FROM schema_migration ORDER BY name") {
                    row throws(PostgresError) in
                    try row.optional("applied_at", as: String.self)
                }
            }
            #expect(rows == [nil, "2026-04-01 09:00:00.123456+09"])
        }
    }

    private static let refusals: [([Migration], MigrationError)] = [
        ([first, Migration(name: second.name, sql: "SELECT 2")], .changed(second.name)),
        ([first], .unknown(second.name)),
        ([second], .unknown(first.name)),
        (
            [first, Migration(name: "0001_b.sql", sql: "SELECT 1"), second],
            .gap(pending: "0001_b.sql", applied: second.name)
        ),
        ([second, first], .unordered(second.name, first.name)),
        ([first, first], .unordered(first.name, first.name)),
    ]

    @Test("refuses what it cannot account for", arguments: refusals)
    func refuses(migrations: [Migration], expected: MigrationError) async throws {
        try await withConnection { connection in
            _ = try await Migrator([first, second]).migrate(connection)
            await #expect(throws: expected) { try await Migrator(migrations).migrate(connection) }
        }
    }

    @Test("rolls a failed migration back, keeps those before it and lets go of the lock")
    func rollsBack() async throws {
        try await withDatabase { options in
            let connection = try await Connection.open(options)
            let broken = Migration(name: second.name, sql: "CREATE TABLE c (id int); SELECT 1 / 0")
            let error = await #expect(throws: MigrationError.self) {
                try await Migrator([first, broken]).migrate(connection)
            }
            guard case .failed(second.name, let cause) = error else {
                Issue.record("expected the failure of \(second.name)")
                return
            }
            #expect(cause.sqlState == "22012")
            let other = try await Connection.open(options)
            #expect(try await Migrator([first, second]).migrate(other) == [second.name])
            await other.close()
            await connection.close()
        }
    }

    @Test("waits for another for longer than a statement waits for a lock")
    func waits() async throws {
        try await withDatabase { options in
            var limited = options
            limited.lockTimeout = .milliseconds(50)
            let impatient = limited
            let slow = Migration(name: "0001_a.sql", sql: "SELECT pg_sleep(1)")
            let limits: [String] = try await withThrowingTaskGroup { group in
                for _ in 0..<2 {
                    group.addTask {
                        let connection = try await Connection.open(impatient)
                        _ = try await Migrator([slow]).migrate(connection)
                        let limit = try await connection.transaction { session in
                            try session.value("SELECT current_setting('lock_timeout')", as: String.self)
                        }
                        await connection.close()
                        return limit
                    }
                }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(limits == ["50ms", "50ms"])
        }
    }

    @Test("lets one work at a time: the second waits and does nothing")
    func locks() async throws {
        try await withDatabase { options in
            let slow = Migration(name: "0004_d.sql", sql: "SELECT pg_sleep(0.3)")
            let applied = try await withThrowingTaskGroup { group in
                for _ in 0..<4 {
                    group.addTask {
                        let connection = try await Connection.open(options)
                        let names = try await Migrator([first, second, third, slow]).migrate(connection)
                        await connection.close()
                        return names.count
                    }
                }
                return try await group.reduce(into: []) { $0.append($1) }.sorted()
            }
            #expect(applied == [0, 0, 0, 4])
        }
    }
}

import Postgres
import Testing

@Suite("A transaction of one trip")
struct OneTripTests {
    @Test("sends all its statements together, and what they set ends with them")
    func together() async throws {
        try await withConnection { connection in
            let seen = try await connection.transaction(.oneTrip) { session in
                try session.postpone("SELECT set_config('kodan.role', 'host', true)")
                let first = try session.ask("SELECT current_setting('kodan.role') AS role")
                let second = try session.ask("SELECT pg_current_xact_id()::text AS id")
                let third = try session.value("SELECT pg_current_xact_id()::text", as: String.self)
                return (
                    try first.first { row throws(PostgresError) in try row.value("role", as: String.self) },
                    try second.first { row throws(PostgresError) in try row.value("id", as: String.self) },
                    third
                )
            }
            #expect(seen.0 == "host")
            #expect(seen.1 == seen.2)
            let after = try await connection.transaction { session in
                try session.value("SELECT coalesce(current_setting('kodan.role', true), '')", as: String.self)
            }
            #expect(after == "")
        }
    }

    @Test("refuses a second trip, and the connection serves on", arguments: [false, true])
    func secondTrip(isPipelined: Bool) async throws {
        try await withConnection { connection in
            let error = await #expect(throws: PostgresError.self) {
                try await connection.transaction(.oneTrip) { session in
                    _ = try session.value("SELECT 1", as: Int.self)
                    if isPipelined { try session.postpone("SELECT 2") }
                    _ = try session.value("SELECT 3", as: Int.self)
                }
            }
            #expect(error?.kind == .misuse("a transaction of one trip cannot ask a second time"))
            let answer = try await connection.transaction { try $0.value("SELECT 4", as: Int.self) }
            #expect(answer == 4)
        }
    }

    @Test("is undone whole if one of its statements fails")
    func failure() async throws {
        try await withConnection { connection in
            try await connection.autocommit { try $0.script("CREATE TABLE t (id integer)") }
            let error = await #expect(throws: PostgresError.self) {
                try await connection.transaction(.oneTrip) { session in
                    try session.postpone("INSERT INTO t VALUES (1)")
                    try session.execute("SELECT 1 / 0")
                }
            }
            #expect(error?.sqlState == "22012")
            let rows = try await connection.transaction { session in
                try session.value("SELECT count(*) FROM t", as: Int.self)
            }
            #expect(rows == 0)
        }
    }

    @Test("gives no answer if a statement before it is not accepted")
    func refused() async throws {
        try await withConnection { connection in
            await #expect(throws: PostgresError(.refused)) {
                try await connection.transaction(.oneTrip) { session in
                    try session.postpone("SELECT 1") { _ in false }
                    _ = try session.value("SELECT 2", as: Int.self)
                }
            }
            let answer = try await connection.answer()
            #expect(answer == 1)
        }
    }
}

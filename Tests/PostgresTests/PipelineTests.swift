import Postgres
import Testing

private struct Refusal: Error, Equatable {}

@Suite("A postponed statement")
struct PipelineTests {
    @Test("takes effect before the statement that it travels with")
    func order() async throws {
        try await withTable { connection in
            let seen = try await connection.transaction { session in
                try session.postpone("INSERT INTO t VALUES (\(1))")
                try session.postpone("INSERT INTO t VALUES (\(2))")
                return try session.value("SELECT array_agg(id ORDER BY id) FROM t", as: [Int].self)
            }
            #expect(seen == [1, 2])
            let ids = try await connection.ids()
            #expect(ids == [1, 2])
        }
    }

    @Test("travels with COMMIT if nothing else follows")
    func commit() async throws {
        try await withTable { connection in
            try await connection.transaction { session in
                try session.execute("INSERT INTO t VALUES (1)")
                try session.postpone("INSERT INTO t VALUES (\(2))")
            }
            try await connection.transaction { try $0.postpone("INSERT INTO t VALUES (3)") }
            let ids = try await connection.ids()
            #expect(ids == [1, 2, 3])
        }
    }

    @Test("fails what it travels with: the next statement, or COMMIT")
    func failure() async throws {
        try await withTable { connection in
            for isLast in [false, true] {
                let error = await #expect(throws: PostgresError.self) {
                    try await connection.transaction { session in
                        try session.execute("INSERT INTO t VALUES (1)")
                        try session.postpone("INSERT INTO t VALUES (\(1))")
                        if !isLast { try session.execute("INSERT INTO t VALUES (9)") }
                    }
                }
                #expect(error?.constraint == "t_once")
                let ids = try await connection.ids()
                #expect(ids == [])
            }
            #expect(try await connection.answer() == 1)
        }
    }

    @Test(
        "that is not accepted voids what it travels with, whether anything does or not",
        arguments: [false, true]
    )
    func refused(isAlone: Bool) async throws {
        try await withTable { connection in
            await #expect(throws: PostgresError(.refused)) {
                try await connection.transaction { session in
                    try session.postpone("SELECT id FROM t WHERE id = 7") { row in row != nil }
                    if !isAlone { try session.execute("INSERT INTO t VALUES (1)") }
                }
            }
            let ids = try await connection.ids()
            #expect(ids == [])
            let accepted = try await connection.transaction { session in
                var seen = 0
                try session.postpone("SELECT \(7)::int AS id") { row throws(PostgresError) in
                    seen = try row?.value("id") ?? 0
                    return true
                }
                try session.settle()
                return seen
            }
            #expect(accepted == 7)
        }
    }

    @Test("of a savepoint that failed is undone with it")
    func savepoint() async throws {
        try await withTable { connection in
            try await connection.transaction { session in
                try session.postpone("INSERT INTO t VALUES (1)")
                do {
                    try session.savepoint {
                        try session.postpone("INSERT INTO t VALUES (2)")
                        throw Refusal()
                    }
                } catch is Refusal {}
                try session.postpone("INSERT INTO t VALUES (3)")
            }
            let ids = try await connection.ids()
            #expect(ids == [1, 3])
        }
    }

    @Test("of a transaction that was given up is forgotten")
    func forgotten() async throws {
        try await withTable { connection in
            await #expect(throws: Refusal()) {
                try await connection.transaction { session in
                    try session.postpone("INSERT INTO t VALUES (1)")
                    throw Refusal()
                }
            }
            let ids = try await connection.ids()
            #expect(ids == [])
        }
    }

    @Test("goes out before COPY, a script and a cursor")
    func others() async throws {
        try await withTable { connection in
            try await connection.transaction { session in
                try session.postpone("INSERT INTO t VALUES (1)")
                var lines: [[UInt8]] = [Array("2\n".utf8)]
                _ = try session.copyIn("COPY t FROM STDIN") { lines.popLast() }
                try session.postpone("INSERT INTO t VALUES (3)")
                try session.script("INSERT INTO t SELECT max(id) + 1 FROM t; SELECT 1")
                try session.postpone("INSERT INTO t VALUES (5)")
                var seen: [Int] = []
                try session.forEach("SELECT id FROM t ORDER BY id") { row in seen.append(try row.value("id"))
                }
                #expect(seen == [1, 2, 3, 4, 5])
            }
        }
    }

    @Test("is prepared once, and freed when many others were")
    func prepared() async throws {
        try await withTable { connection in
            try await connection.transaction { session in
                for number in 0..<600 {
                    try session.postpone("SELECT \(number) AS \(unsafeSQL: "n\(number)")")
                    if number % 50 == 49 { try session.settle() }
                }
                let count = try session.value("SELECT count(*) FROM pg_prepared_statements", as: Int.self)
                #expect((1...257).contains(count))
            }
        }
    }

    @Test("transaction that only reads leaves the session ready, also after it failed")
    func readOnly() async throws {
        try await withTable { connection in
            for round in 0..<5 {
                let value = try await connection.transaction(.init(readOnly: true)) { session in
                    try session.value("SELECT \(round)::int", as: Int.self)
                }
                #expect(value == round)
                await #expect(throws: PostgresError.self) {
                    try await connection.transaction(.init(readOnly: true)) { session in
                        try session.execute("INSERT INTO t VALUES (1)")
                    }
                }
                try await connection.autocommit { try $0.execute("INSERT INTO t VALUES (\(round + 10))") }
            }
            let ids = try await connection.ids()
            #expect(ids == [10, 11, 12, 13, 14])
        }
    }

    @Test("that is refused is the cause of what fails behind it")
    func cause() async throws {
        try await withTable { connection in
            await #expect(throws: PostgresError(.refused)) {
                try await connection.transaction { session in
                    try session.postpone("SELECT id FROM t WHERE id = 7") { row in row != nil }
                    try session.execute("SELECT 1 / 0")
                }
            }
            let answer = try await connection.answer()
            #expect(answer == 1)
        }
    }

    @Test("that is moot at the end counts for what follows it, and is not sent if nothing does")
    func moot() async throws {
        try await withTable { connection in
            let seen = try await connection.transaction { session in
                try session.postpone("SELECT set_config('kodan.seen', 'one', true)", mootAtEnd: true)
                let seen = try session.value("SELECT current_setting('kodan.seen', true)", as: String.self)
                // It would fail, if it were sent.
                try session.postpone("SELECT 1 / 0", mootAtEnd: true)
                return seen
            }
            #expect(seen == "one")
        }
    }

    @Test("that is asked gives its rows, whichever of several is looked at first")
    func asked() async throws {
        try await withTable { connection in
            let (first, second, none) = try await connection.transaction { session in
                try session.postpone("INSERT INTO t VALUES (1), (2)")
                let all = try session.ask("SELECT id FROM t ORDER BY id")
                try session.postpone("INSERT INTO t VALUES (3)")
                let newest = try session.ask("SELECT id FROM t ORDER BY id DESC LIMIT 1")
                let none = try session.ask("SELECT id FROM t WHERE id > \(3)")
                let read: (Row) throws(PostgresError) -> Int = { row throws(PostgresError) in
                    try row.value("id")
                }
                return (try newest.first(as: read), try all.rows(as: read), try none.first(as: read))
            }
            #expect(first == 3)
            #expect(second == [1, 2])
            #expect(none == nil)
        }
    }

    @Test("that is asked gives nothing after what it travelled with has failed")
    func askedInVain() async throws {
        try await withTable { connection in
            await #expect(throws: PostgresError(.transactionAborted)) {
                try await connection.transaction { session in
                    let asked = try session.ask("SELECT 1 AS id")
                    _ = try? session.execute("SELECT 1 / 0")
                    _ = try asked.rows { row throws(PostgresError) in try row.value("id", as: Int.self) }
                }
            }
        }
    }

    private func withTable(_ body: (Connection) async throws -> Void) async throws {
        try await withConnection { connection in
            try await connection.autocommit { session in
                try session.script("CREATE TABLE t (id int CONSTRAINT t_once UNIQUE)")
            }
            try await body(connection)
        }
    }
}

extension Connection {
    fileprivate func ids() async throws -> [Int] {
        try await transaction { session in
            try session.rows("SELECT id FROM t ORDER BY id") { row throws(PostgresError) in
                try row.value("id")
            }
        }
    }
}

import Postgres
import Testing

@Suite("A session")
struct SessionTests {
    @Test("binds what is interpolated and reads typed columns")
    func bindsAndReads() async throws {
        try await withConnection { connection in
            let read = try await connection.transaction { session in
                try session.execute("CREATE TABLE note (id bigint, body text, done boolean, raw bytea)")
                let text = "'; DROP TABLE note; --"
                let raw: [UInt8] = [0, 255]
                let count = try session.execute(
                    """
                    INSERT INTO note
                    VALUES (\(1), \(text), \(true), \(raw)), (2, \(nil as String?), \(false), NULL)
                    """
                )
                #expect(count == 2)
                return try session.rows("SELECT * FROM note ORDER BY id", as: Note.init(row:))
            }
            #expect(
                read == [
                    Note(id: 1, body: "'; DROP TABLE note; --", done: true, raw: [0, 255]),
                    Note(id: 2, body: nil, done: false, raw: nil),
                ]
            )
        }
    }

    @Test("asks for one row and refuses none or several")
    func refusesOtherCounts() async throws {
        try await withConnection { connection in
            try await connection.transaction { session in
                let none = try session.first("SELECT 1 WHERE false") { _ in true }
                #expect(none == nil)
                for count in [0, 2] {
                    #expect(throws: PostgresError(.rowCount(found: count))) {
                        try session.value("SELECT 1 FROM generate_series(1, \(count))", as: Int.self)
                    }
                }
            }
        }
    }

    @Test("inserts 10,000 rows in one statement from arrays")
    func insertsBatch() async throws {
        try await withConnection { connection in
            let sum = try await connection.transaction { session in
                try session.execute("CREATE TABLE fee (id bigint, note text)")
                let ids = Array(1...10_000)
                let notes = ids.map { $0.isMultiple(of: 2) ? "note \"\($0)\"" : nil }
                let count = try session.execute(
                    "INSERT INTO fee SELECT * FROM unnest(\(ids)::bigint[], \(notes)::text[])"
                )
                #expect(count == 10_000)
                #expect(try session.value("SELECT count(note) FROM fee", as: Int.self) == 5000)
                return try session.value("SELECT sum(id) FROM fee", as: Int.self)
            }
            #expect(sum == 10_000 * 10_001 / 2)
        }
    }

    @Test(
        "reads many rows in batches, and its body may run other statements",
        arguments: [1, 999, 1000, 1001]
    )
    func readsInBatches(count: Int) async throws {
        try await withConnection { connection in
            let total = try await connection.transaction { session in
                var total = 0
                try session.forEach("SELECT n FROM generate_series(1, \(count)) AS n ORDER BY n", batch: 500)
                {
                    total += try session.value(
                        "SELECT 2 * \(try $0.value("n", as: Int.self))::int",
                        as: Int.self
                    )
                }
                return total
            }
            #expect(total == count * (count + 1))
        }
    }

    @Test("reads ahead of its body, in order", arguments: [0, 1, 255, 256, 257, 1000])
    func readsAhead(count: Int) async throws {
        try await withConnection { connection in
            let (rows, sum) = try await connection.transaction { session in
                var rows: [Int] = []
                let numbers: SQL = "SELECT n, 1 AS one FROM generate_series(1, \(count)) AS n ORDER BY n"
                try session.forEachReadingAhead(numbers) { rows.append(try $0.value("n")) }
                return (rows, try session.value("SELECT 7", as: Int.self))
            }
            #expect(rows == Array(1..<(count + 1)))
            #expect(sum == 7)
        }
    }

    @Test("gives an error of the body on, and of the server, and can be used after it")
    func readsAheadWithErrors() async throws {
        struct Enough: Error {}
        try await withConnection { connection in
            let sum = try await connection.transaction { session in
                let numbers: SQL = "SELECT n FROM generate_series(1, \(1000)) AS n ORDER BY n"
                #expect(throws: Enough.self) {
                    try session.forEachReadingAhead(numbers) { row in
                        if try row.value("n", as: Int.self) == 300 { throw Enough() }
                    }
                }
                return try session.value("SELECT 7", as: Int.self)
            }
            #expect(sum == 7)
            let broken: SQL = "SELECT 1 / (n - \(700)) AS n FROM generate_series(1, 1000) AS n"
            let error = await #expect(throws: PostgresError.self) {
                try await connection.transaction { session in
                    try session.forEachReadingAhead(broken) { _ in }
                }
            }
            #expect(error?.sqlState == "22012")
            let after = try await connection.transaction { session in
                try session.value("SELECT 8", as: Int.self)
            }
            #expect(after == 8)
        }
    }

    @Test("finds columns by name in any order, and of two with one name the first")
    func columns() async throws {
        try await withConnection { connection in
            let found = try await connection.transaction { session in
                try session.rows("SELECT 1 AS a, 2 AS b, 3 AS a, 4 AS c FROM generate_series(1, 2)") {
                    row throws(PostgresError) in
                    var values: [Int] = []
                    for name in ["c", "a", "b", "c", "a", "a", "b"] { values.append(try row.value(name)) }
                    return values
                }
            }
            #expect(found == [[4, 1, 2, 4, 1, 1, 2], [4, 1, 2, 4, 1, 1, 2]])
        }
    }

    @Test("undoes a savepoint alone, even nested, and goes on")
    func rollsBackToSavepoint() async throws {
        try await withConnection { connection in
            let kept = try await connection.transaction { session in
                try session.execute("CREATE TABLE kept (id int PRIMARY KEY)")
                try session.savepoint {
                    try session.execute("INSERT INTO kept VALUES (1)")
                    let error = #expect(throws: PostgresError.self) {
                        try session.savepoint {
                            try session.execute("INSERT INTO kept VALUES (2)")
                            try session.execute("INSERT INTO kept VALUES (1)")
                        }
                    }
                    #expect(error?.sqlState == "23505")
                }
                try session.execute("INSERT INTO kept VALUES (3)")
                return try session.value("SELECT array_agg(id ORDER BY id) FROM kept", as: [Int].self)
            }
            #expect(kept == [1, 3])
        }
    }

    @Test("keeps working when more statements are prepared than it remembers")
    func evictsPrepared() async throws {
        try await withConnection { connection in
            try await connection.transaction { session in
                for round in 1...2 {
                    for number in 1...300 {
                        let sum: SQL = "SELECT \(unsafeSQL: "\(number)") + \(round)::int"
                        #expect(try session.value(sum, as: Int.self) == number + round)
                    }
                }
                let prepared = try session.value("SELECT count(*) FROM pg_prepared_statements", as: Int.self)
                #expect((200...256).contains(prepared))
            }
        }
    }

    @Test("prepares again what a change of the table or DEALLOCATE made stale")
    func preparesAgain() async throws {
        try await withConnection { connection in
            try await connection.autocommit { session in
                try session.script("CREATE TABLE wide (a int); INSERT INTO wide VALUES (1)")
                for change in ["ALTER TABLE wide ADD b int DEFAULT 2", "DEALLOCATE ALL"] {
                    let read: SQL = "SELECT * FROM wide WHERE a = \(1)"
                    #expect(try session.execute(read) == 1)
                    try session.script(change)
                    #expect(try session.execute(read) == 1)
                }
            }
        }
    }

    @Test("tells constraint, table and SQLSTATE, and keeps data out of the description")
    func reportsErrors() async throws {
        try await withConnection { connection in
            try await connection.autocommit { session in
                try session.script(
                    """
                    CREATE TABLE person (name text CONSTRAINT person_name_key UNIQUE, age int NOT NULL);
                    INSERT INTO person VALUES ('secret name', 1)
                    """
                )
                let error = #expect(throws: PostgresError.self) {
                    try session.execute("INSERT INTO person VALUES (\("secret name"), 2)")
                }
                #expect(error?.kind == .server)
                #expect(error?.sqlState == "23505")
                #expect(error?.constraint == "person_name_key")
                #expect(error?.table == "person")
                #expect(error?.schema == "public")
                let missing = #expect(throws: PostgresError.self) {
                    try session.execute("INSERT INTO person VALUES (\("secret name"), NULL)")
                }
                #expect(missing?.column == "age")
                let described = [error, missing].compactMap { $0?.description }
                #expect(described.count == 2)
                #expect(!described.joined().contains("secret"))
            }
        }
    }

    @Test("speaks UTF-8, ISO dates and the time of Tokyo")
    func setsUp() async throws {
        try await withConnection { connection in
            let shown = try await connection.transaction { session in
                try session.value("SELECT timestamptz '2026-04-01 00:00:00Z'", as: String.self)
            }
            #expect(shown == "2026-04-01 09:00:00+09")
        }
    }
}

private struct Note: Equatable {
    let id: Int64
    let body: String?
    let done: Bool
    let raw: [UInt8]?
}

extension Note {
    init(row: Row) throws(PostgresError) {
        id = try row.value("id")
        body = try row.optional("body")
        done = try row.value("done")
        raw = try row.optional("raw")
    }
}

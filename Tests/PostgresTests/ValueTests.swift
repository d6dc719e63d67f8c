import Postgres
import Testing

@Suite("A value")
struct ValueTests {
    @Test("of text comes back the same, from every Unicode plane")
    func roundTripsText() async throws {
        try await withConnection { connection in
            for plane in UInt32(0)...16 {
                var text = "'\"\\{}, $1\u{1}\n"
                for offset in stride(from: UInt32(0x20), to: 0x1_0000, by: 0x35) {
                    if let scalar = Unicode.Scalar(plane << 16 | offset) {
                        text.unicodeScalars.append(scalar)
                    }
                }
                let sent = text
                let read = try await connection.transaction { session in
                    try session.value("SELECT \(sent)::text", as: String.self)
                }
                #expect(Array(read.unicodeScalars) == Array(sent.unicodeScalars))
            }
        }
    }

    @Test("with a NUL character is refused, and the transaction goes on")
    func refusesNUL() async throws {
        try await withConnection { connection in
            let one = try await connection.transaction { session in
                for statement: SQL in [
                    "SELECT \("a\0b")", "SELECT \(["a\0b"])", "SELECT \(unsafeSQL: "'\0'")",
                ] {
                    #expect(throws: PostgresError(.nulCharacter)) { try session.execute(statement) }
                }
                #expect(throws: PostgresError(.nulCharacter)) { try session.script("SELECT 1\0") }
                return try session.value("SELECT 1", as: Int.self)
            }
            #expect(one == 1)
        }
    }

    private static let elements: [[String]] = [
        [], [""], ["NULL", "null"], ["a,b", "{c}", "d\"e", "f\\g", " h ", "\n\t\u{B}"], ["講壇", "👩‍🏫"],
    ]

    @Test("of many texts is an array that the server reads element by element", arguments: elements)
    func roundTripsArrays(elements: [String]) async throws {
        try await withConnection { connection in
            try await connection.transaction { session in
                let parted = try session.rows(
                    "SELECT e FROM unnest(\(elements)::text[]) WITH ORDINALITY AS u (e, n) ORDER BY n"
                ) { row throws(PostgresError) in try row.value("e", as: String.self) }
                #expect(parted == elements)
                #expect(try session.value("SELECT \(elements)::text[]", as: [String].self) == elements)
            }
        }
    }

    @Test("of each type comes back the same")
    func roundTripsTypes() async throws {
        try await withConnection { connection in
            try await connection.transaction { session in
                let minimum = try session.value("SELECT \(Int.min)::bigint", as: Int.self)
                #expect(minimum == .min)
                #expect(try session.value("SELECT \(Int64.max)::bigint", as: Int64.self) == .max)
                #expect(try session.value("SELECT \(Int32.min)::integer", as: Int32.self) == .min)
                #expect(try session.value("SELECT \(Int16.max)::smallint", as: Int16.self) == .max)
                #expect(try session.value("SELECT \(0.1 + 0.2)::float8", as: Double.self) == 0.1 + 0.2)
                #expect(
                    try session.value("SELECT \(-Double.infinity)::float8", as: Double.self) == -.infinity
                )
                #expect(try session.value("SELECT \([1, -2, 3])::int[]", as: [Int].self) == [1, -2, 3])
                #expect(
                    try session.value("SELECT \([true, false])::bool[]", as: [Bool].self) == [true, false]
                )
                let bytes = (0...255).map { UInt8($0) }
                #expect(try session.value("SELECT \(bytes)::bytea", as: [UInt8].self) == bytes)
                #expect(
                    try session.value("SELECT \([bytes, []])::bytea[]", as: [[UInt8]].self) == [bytes, []]
                )
                let gaps: [Int64?] = [1, nil, 3]
                #expect(
                    try session.value("SELECT array_position(\(gaps)::bigint[], NULL)", as: Int.self) == 2
                )
                #expect(throws: PostgresError.self) {
                    try session.value("SELECT \(gaps)::bigint[] AS a", as: [Int64].self)
                }
            }
        }
    }

    @Test("that is NULL, missing or of another type is told by its column")
    func refusesOtherTypes() async throws {
        try await withConnection { connection in
            try await connection.transaction { session in
                _ = try session.one("SELECT NULL AS gap, 'x' AS letter") { row throws(PostgresError) in
                    #expect(throws: PostgresError.decoding(column: "gap", expected: "Int, not NULL")) {
                        try row.value("gap", as: Int.self)
                    }
                    #expect(throws: PostgresError.decoding(column: "letter", expected: "Int")) {
                        try row.optional("letter", as: Int.self)
                    }
                    #expect(throws: PostgresError.decoding(column: "no", expected: "a column of the result"))
                    {
                        try row.isNull("no")
                    }
                    #expect(throws: Never.self) { try row.isNull("gap") && !row.isNull("letter") }
                }
            }
        }
    }

    @Test("spliced with another statement is numbered on")
    func splices() {
        let condition: SQL = "b = \(2) AND c = \(nil as Int?)"
        let whole: SQL = "SELECT * FROM t WHERE a = \(1) AND \(condition) AND d = \("x")" + " LIMIT \(9)"
        #expect(whole.text == "SELECT * FROM t WHERE a = $1 AND b = $2 AND c = $3 AND d = $4 LIMIT $5")
        #expect(whole.binds == ["1", "2", nil, "x", "9"])
    }
}

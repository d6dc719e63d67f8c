import Postgres
import Testing

private struct Refusal: Error, Equatable {}

@Suite("A transaction in parts")
struct OpenTransactionTests {
    @Test("is one transaction, committed at its end")
    func parts() async throws {
        try await withPool { pool in
            let before = try await pool.openTransaction { transaction in
                try await transaction.part { try $0.execute("INSERT INTO t VALUES (1)") }
                let before = try await count(pool)
                try await transaction.part { try $0.postpone("INSERT INTO t VALUES (2)") }
                return before
            }
            #expect(before == 0)
            let kept = try await count(pool)
            #expect(kept == 2)
        }
    }

    @Test("is committed by its last part, behind which there is none")
    func lastPart() async throws {
        try await withPool { pool in
            try await pool.openTransaction { transaction in
                try await transaction.part { try $0.execute("INSERT INTO t VALUES (1)") }
                try await transaction.lastPart { try $0.postpone("INSERT INTO t VALUES (2)") }
                let seen = try await count(pool)
                #expect(seen == 2)
                await #expect(throws: PostgresError(.transactionAborted)) {
                    try await transaction.part { try $0.execute("INSERT INTO t VALUES (3)") }
                }
            }
            let kept = try await count(pool)
            #expect(kept == 2)
        }
    }

    @Test("keeps nothing when a part, the last part or what lies between them throws", arguments: 0..<3)
    func failure(place: Int) async throws {
        try await withPool { pool in
            await #expect(throws: Refusal()) {
                try await pool.openTransaction { transaction in
                    try await transaction.part { session in
                        try session.execute("INSERT INTO t VALUES (1)")
                        if place == 0 { throw Refusal() }
                    }
                    if place == 1 { throw Refusal() }
                    try await transaction.lastPart { session in
                        try session.execute("INSERT INTO t VALUES (2)")
                        throw Refusal()
                    }
                }
            }
            let kept = try await count(pool)
            #expect(kept == 0)
        }
    }

    @Test("is lost when a part threw, even for those who go on")
    func swallowed() async throws {
        try await withPool { pool in
            await #expect(throws: PostgresError(.transactionAborted)) {
                try await pool.openTransaction { transaction in
                    try await transaction.part { try $0.execute("INSERT INTO t VALUES (1)") }
                    _ = try? await transaction.part { _ in throw Refusal() }
                }
            }
            let kept = try await count(pool)
            #expect(kept == 0)
        }
    }

    @Test("of no part takes no connection's turn")
    func nothing() async throws {
        try await withPool { pool in
            let value = try await pool.openTransaction { _ in 7 }
            #expect(value == 7)
            let kept = try await count(pool)
            #expect(kept == 0)
        }
    }
}

/// How many rows others see.
private func count(_ pool: Pool) async throws -> Int {
    try await pool.transaction { try $0.value("SELECT count(*)::int FROM t", as: Int.self) }
}

/// A pool of two, so that one may look at what the other does not show yet.
private func withPool(_ body: (Pool) async throws -> Void) async throws {
    try await withDatabase { options in
        let pool = Pool(options: options, size: 2, acquireTimeout: .seconds(10))
        try await pool.transaction { try $0.script("CREATE TABLE t (id int CONSTRAINT t_once UNIQUE)") }
        try await body(pool)
        await pool.close()
    }
}

import Postgres
import Synchronization
import Testing

private struct Refusal: Error, Equatable {}

@Suite("A transaction")
struct TransactionTests {
    @Test("keeps what its body did, and nothing if the body throws")
    func commitsOrRollsBack() async throws {
        try await withConnection { connection in
            try await connection.transaction { try $0.execute("CREATE TABLE t (id int)") }
            await #expect(throws: Refusal()) {
                try await connection.transaction { session in
                    try session.execute("INSERT INTO t VALUES (1)")
                    throw Refusal()
                }
            }
            try await connection.transaction { try $0.execute("INSERT INTO t VALUES (2)") }
            let ids = try await connection.transaction {
                try $0.value("SELECT array_agg(id) FROM t", as: [Int].self)
            }
            #expect(ids == [2])
        }
    }

    @Test("fails at COMMIT when a deferred constraint is violated, and the next one succeeds")
    func failsAtCommit() async throws {
        try await withConnection { connection in
            try await connection.transaction { session in
                try session.script(
                    "CREATE TABLE d (id int CONSTRAINT d_once UNIQUE DEFERRABLE INITIALLY DEFERRED)"
                )
            }
            let error = await #expect(throws: PostgresError.self) {
                try await connection.transaction { try $0.execute("INSERT INTO d VALUES (1), (1)") }
            }
            #expect(error?.constraint == "d_once")
            let count = try await connection.transaction {
                try $0.value("SELECT count(*) FROM d", as: Int.self)
            }
            #expect(count == 0)
        }
    }

    @Test("whose body swallowed an error is refused, not silently rolled back")
    func refusesSwallowedErrors() async throws {
        try await withConnection { connection in
            await #expect(throws: PostgresError(.transactionAborted)) {
                try await connection.transaction { session in
                    _ = try? session.execute("SELECT 1 / 0")
                    let next = #expect(throws: PostgresError.self) { try session.execute("SELECT \(1)") }
                    #expect(next?.sqlState == "25P02")
                }
            }
            await #expect(throws: PostgresError(.misuse("the body ended the transaction itself"))) {
                try await connection.transaction { try $0.execute("COMMIT") }
            }
            await #expect(throws: PostgresError(.misuse("the body left a transaction open"))) {
                try await connection.autocommit { try $0.execute("BEGIN") }
            }
            let answer = try await connection.answer()
            #expect(answer == 1)
        }
    }

    @Test("has the isolation and access asked for")
    func followsOptions() async throws {
        try await withConnection { connection in
            let level = try await connection.transaction(.init(isolation: .repeatableRead, readOnly: true)) {
                session in
                try session.value(
                    "SELECT current_setting('transaction_isolation') || current_setting('transaction_read_only')",
                    as: String.self
                )
            }
            #expect(level == "repeatable readon")
        }
    }

    @Test("that is cancelled stops its statement; the next is not struck", .timeLimit(.minutes(5)))
    func cancels() async throws {
        try await withConnection { connection in
            for round in 0..<60 {
                let task = Task {
                    try await connection.transaction { try $0.execute("SELECT pg_sleep(30)") }
                }
                // From before the statement is sent to well within it.
                try await Task.sleep(for: .microseconds(round * 100))
                task.cancel()
                let error = await #expect(throws: PostgresError.self) { try await task.value }
                #expect(error?.kind == .cancelled)
                let answer = try await connection.answer()
                #expect(answer == 1)
            }
        }
    }

    @Test("blocks only its own thread: sixteen wait for each other", .timeLimit(.minutes(5)))
    func overlaps() async throws {
        try await withDatabase { options in
            let pool = Pool(options: options, size: 16, acquireTimeout: .seconds(60))
            // First while the connections are opened, then on those.
            for _ in 0..<2 {
                let meeting = Meeting()
                let met = try await withThrowingTaskGroup { group in
                    for _ in 0..<16 {
                        group.addTask { try await pool.transaction { try meeting.join($0, until: 16) } }
                    }
                    return try await group.reduce(into: []) { $0.append($1) }
                }
                #expect(met == Array(repeating: true, count: 16))
            }
            await pool.close()
        }
    }
}

/// Where transactions wait for each other.
private final class Meeting: Sendable {
    private let arrived = Atomic(0)

    /// Waits with blocking statements until `count` have come; false if they have not within a minute.
    func join(_ session: Session, until count: Int) throws -> Bool {
        arrived.add(1, ordering: .acquiringAndReleasing)
        for _ in 0..<600 where arrived.load(ordering: .acquiring) < count {
            try session.execute("SELECT pg_sleep(0.1)")
        }
        return arrived.load(ordering: .acquiring) == count
    }
}

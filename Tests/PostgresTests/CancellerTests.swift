import Testing

@testable import Postgres

@Suite("A canceller", .timeLimit(.minutes(5)))
struct CancellerTests {
    // Under the thread sanitizer it also shows that the lock guards who has to wait for it.
    @Test("asked by many without pause stops each statement that it guards and no other")
    func standsBetweenThreads() async throws {
        try await withConnection { connection in
            let canceller = try await connection.autocommit { session in session.canceller }
            try await withThrowingTaskGroup { group in
                for _ in 0..<4 {
                    group.addTask {
                        while !Task.isCancelled {
                            canceller.cancel()
                            await Task.yield()
                        }
                    }
                }
                defer { group.cancelAll() }
                for _ in 0..<20 {
                    try await connection.autocommit { session in
                        let error = #expect(throws: PostgresError.self) {
                            try session.execute("SELECT pg_sleep(30)")
                        }
                        #expect(error?.sqlState == "57014")
                        // Not guarded, as BEGIN and COMMIT are not; long enough to be struck by a late request.
                        let unguarded = try session.control("SELECT pg_sleep(0.05)")
                        #expect(unguarded.rowCount == 1)
                    }
                }
            }
        }
    }
}

import Dispatch
import KodanDomain
import KodanTestSupport
import Postgres
import Testing

/// Holds a request locked, as another transaction would, until it is released.
struct RowLock {
    private let database: TestDatabase
    private let holding: Task<Void, any Error>
    // The transaction blocks the thread of its own connection, and no other.
    private let end = DispatchSemaphore(value: 0)

    init(on database: TestDatabase, request: LectureRequest.ID) async throws {
        self.database = database
        let (held, hold) = AsyncStream.makeStream(of: Void.self)
        holding = Task { [end] in
            try await database.owner.transaction { session in
                try session.execute("SELECT FROM lecture_request WHERE id = \(request.rawValue) FOR UPDATE")
                hold.yield()
                end.wait()
            }
        }
        _ = await held.first { true }
    }

    /// Lets go, and waits until that is done.
    func release() async throws {
        end.signal()
        try await holding.value
    }

    /// Waits until another transaction waits for a row, a minute at least.
    func waitUntilSomebodyWaits() async throws {
        for _ in 0..<3000 {
            if try await isSomebodyWaiting() { return }
            try await Task.sleep(for: .milliseconds(20))
        }
        Issue.record("nobody waits for the row")
    }

    private func isSomebodyWaiting() async throws -> Bool {
        try await database.owner.autocommit { session in
            try session.value(
                """
                SELECT EXISTS (
                    SELECT FROM pg_locks
                      JOIN pg_stat_activity ON pg_stat_activity.pid = pg_locks.pid
                     WHERE NOT pg_locks.granted
                       AND pg_stat_activity.datname = current_database()
                )
                """
            )
        }
    }
}

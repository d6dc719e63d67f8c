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
        try await eventually(within: .seconds(60)) { try await database.waitersForLocks() > 0 }
    }
}

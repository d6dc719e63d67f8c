import KodanDomain
import KodanTestSupport
import Postgres

/// Holds a request locked, as another transaction would, until it is released.
struct RowLock {
    private let connection: Connection

    init(on database: TestDatabase, request: LectureRequest.ID) async throws {
        connection = try await Connection.open(database.owner.options)
        try await connection.autocommit { session in
            try session.script("BEGIN; SELECT FROM lecture_request WHERE id = \(request.rawValue) FOR UPDATE")
        }
    }

    func release() async throws {
        await connection.close()
    }
}

extension RowLock {
    /// Waits until another transaction waits for a row.
    func waitUntilSomebodyWaits(in database: TestDatabase) async throws {
        while try await !database.owner.autocommit({ session in
            try session.value(
                """
                SELECT EXISTS (
                    SELECT FROM pg_stat_activity
                     WHERE datname = current_database()
                       AND wait_event_type = 'Lock'
                )
                """,
                as: Bool.self
            )
        }) {
            try await Task.sleep(for: .milliseconds(20))
        }
    }
}

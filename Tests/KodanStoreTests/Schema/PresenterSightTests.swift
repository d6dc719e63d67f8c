import KodanDomain
import KodanService
import KodanTestSupport
import Postgres
import Testing

@Suite("A presenter's sight of requests", .database)
struct PresenterSightTests {
    private let database = TestDatabase.current

    private func seen(by name: String) async throws -> [Int] {
        let user = try await database.owner.transaction { session in
            try session.value("SELECT id FROM app_user WHERE display_name = \(name)", as: User.ID.self)
        }
        return try await database.office.transaction(as: .user(user, as: .presenter)) { desk in
            try desk.session.rows("SELECT id FROM lecture_request ORDER BY id") {
                row throws(PostgresError) -> Int in try row.value("id")
            }
        }
    }

    @Test(
        "is of those that they were asked for, are bound to or asked for, and of no offer before it is sent"
    )
    func parts() async throws {
        try await setTheScene()
        #expect(try await seen(by: "ana") == [1])
        #expect(try await seen(by: "ben") == [])
        func run(_ sql: String) async throws {
            try await database.owner.transaction { session in try session.script(sql) }
        }
        try await run(
            """
            INSERT INTO offer (request_id, slot_id, presenter_id, online, travel_minutes, state, queued_at)
            VALUES (2, 2, 2, true, 0, 'queued', '2026-04-01')
            """
        )
        #expect(try await seen(by: "ben") == [])
        try await run(
            "UPDATE offer SET state = 'sent', sent_at = '2026-04-01', deadline = '2026-04-10' WHERE presenter_id = 2"
        )
        #expect(try await seen(by: "ben") == [2])
        try await run(
            """
            UPDATE lecture_request SET delivery = 'self_hosted', asking_presenter_id = 2, state = 'assigned' WHERE id = 1
            """
        )
        #expect(try await seen(by: "ben") == [1, 2])
        #expect(try await seen(by: "ana") == [1])
    }

    @Test("is asked for once in a statement, not of each request anew")
    func plan() async throws {
        let policies: [String] = try await database.owner.transaction { session in
            try session.rows(
                """
                SELECT policyname AS name
                  FROM pg_policies
                 WHERE tablename = 'lecture_request'
                   AND cmd = 'SELECT'
                   AND qual LIKE '%kodan_presenter_has_part(id)%'
                """
            ) { row throws(PostgresError) in try row.value("name") }
        }
        #expect(policies == [])
    }
}

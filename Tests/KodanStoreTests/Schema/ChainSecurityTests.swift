import KodanDomain
import KodanService
import KodanTestSupport
import Postgres
import Testing

@Suite("Drafts, reconfirmation and search under row-level security", .database)
struct ChainSecurityTests: TriesStatements {
    let database = TestDatabase.current

    /// The first request made a draft.
    private func setTheDraft() async throws {
        try await setTheScene()
        try await database.owner.transaction { session in
            try session.script(
                """
                DELETE FROM assignment;
                DELETE FROM offer;
                ALTER TABLE lecture_request DISABLE TRIGGER transition;
                UPDATE lecture_request SET state = 'draft', submitted_at = NULL WHERE id = 1;
                ALTER TABLE lecture_request ENABLE TRIGGER transition;
                """
            )
        }
    }

    @Test("lets nobody but its asker and a coordinator take a draft's wished times away")
    func slots() async throws {
        try await setTheDraft()
        let removal = "DELETE FROM request_slot WHERE request_id = 1"
        let strangers = [
            try await credential("rival", .host), try await credential("ana", .presenter),
            database.staff.clerk, database.staff.auditor, database.staff.accountant,
        ]
        for stranger in strangers {
            #expect(try await change(removal, as: stranger) == 0)
        }
        #expect(try await change(removal, as: try await credential("host", .host)) == 1)
    }

    @Test("keeps the wished times of what was handed in from everybody")
    func history() async throws {
        try await setTheScene()
        for actor in [try await credential("host", .host), database.staff.coordinator] {
            #expect(try await change("DELETE FROM request_slot", as: actor) == 0)
        }
    }

    @Test("finds by names only what the finder may see")
    func search() async throws {
        try await setTheScene()
        let query: SQL = """
            SELECT id FROM lecture_request
             WHERE id IN (SELECT kodan_requests_named('i'))
             ORDER BY id
            """
        func found(_ credential: Credential) async throws -> [Int64] {
            try await database.office.transaction(as: credential) { desk in
                try desk.session.rows(query) { row throws(PostgresError) in try row.value("id") }
            }
        }
        // "rival" has the letter, "host" has not; both requests are called like their hosts.
        #expect(try await found(database.staff.coordinator) == [2])
        #expect(try await found(try await credential("rival", .host)) == [2])
        #expect(try await found(try await credential("host", .host)) == [])
        #expect(try await found(try await credential("ana", .presenter)) == [])
    }

    @Test(
        "refuses a reconfirmation before the bond and evidence of other types",
        arguments: [
            (
                "UPDATE assignment SET presenter_reconfirmed_at = assigned_at - interval '1 second'",
                "assignment_reconfirmed"
            ),
            (
                "UPDATE assignment SET host_reconfirmed_at = assigned_at - interval '1 second'",
                "assignment_reconfirmed"
            ),
            (
                """
                INSERT INTO evidence (assignment_id, kind, sha256, byte_count, media_type, file_name, filed_at)
                VALUES (1, 'other', decode(repeat('00', 32), 'hex'), 1, 'text/html', 'x', '2026-06-01')
                """,
                "evidence_type"
            ),
        ]
    )
    func rules(sql: String, name: String) async throws {
        try await setTheScene()
        #expect(try await constraint(refusing: sql) == name)
    }
}

import KodanDomain
import KodanService
import KodanTestSupport
import Postgres
import Testing

@Suite("The schema of names that were taken away", .database)
struct AnonymizationRuleTests {
    private let database = TestDatabase.current

    @Test(
        "refuses to take away a name that is needed, or in another way than by its function",
        arguments: [
            ("SELECT anonymize_presenter(1, '2026-06-01T00:00:00Z', NULL)", "person_still_needed"),
            ("SELECT anonymize_user(1, '2026-06-01T00:00:00Z', NULL)", "person_still_needed"),
            ("SELECT anonymize_contact(1, '2026-06-01T00:00:00Z')", "person_still_needed"),
            ("UPDATE presenter SET anonymized_at = '2026-06-01T00:00:00Z'", "presenter_anonymized_left"),
            ("UPDATE app_user SET anonymized_at = '2026-06-01T00:00:00Z'", "app_user_anonymized_disabled"),
            (
                "UPDATE lecture_request SET contact_anonymized_at = '2026-06-01T00:00:00Z'",
                "lecture_request_anonymized_ended"
            ),
        ]
    )
    func refuses(sql: String, name: String) async throws {
        try await setTheScene()
        #expect(
            try await constraint(refusing: "SELECT set_config('kodan.role', 'system', true); \(sql)") == name
        )
    }

    @Test("lets only the service itself take away a name, and nobody give one back")
    func service() async throws {
        try await setTheScene()
        try await database.owner.transaction { session in
            try session.script(
                """
                UPDATE assignment SET state = 'cancelled', ended_at = '2026-05-01T00:00:00Z', ended_by = 'host',
                                      end_reason = 'x';
                UPDATE lecture_request SET state = 'cancelled', cancelled_by = 'host', state_reason = 'x';
                UPDATE presenter SET state = 'retired' WHERE id = 1;
                """
            )
        }
        let act = "SELECT anonymize_presenter(1, '2026-06-01T00:00:00Z', NULL)"
        #expect(try await constraint(refusing: act) == "42501")
        for credential in [database.staff.administrator, database.staff.coordinator] {
            for sql in [
                act, "SELECT anonymize_contact(1, '2026-06-01T00:00:00Z')",
                "SELECT forget_old_mails('2030-01-01T00:00:00Z', 10)", "SELECT delete_mails('{1}')",
            ] {
                #expect(try await sqlState(of: sql, as: credential) == "42501", "\(sql)")
            }
        }
        let direct = "UPDATE presenter SET anonymized_at = '2026-06-01T00:00:00Z' WHERE id = 1"
        #expect(try await sqlState(of: direct, as: database.staff.coordinator) == "23001")
        #expect(try await sqlState(of: act, as: .system) == nil)
        for sql in [
            "UPDATE presenter SET family_name = '講壇', anonymized_at = NULL WHERE id = 1",
            "INSERT INTO presenter_blackout (presenter_id, days) VALUES (1, '[2026-08-01,2026-08-02)')",
            "INSERT INTO presenter_qualification VALUES (1, 'riss', '1', NULL)",
        ] {
            #expect(try await constraint(refusing: sql) == "presenter_anonymized", "\(sql)")
        }
    }

    /// With which state the database refuses `sql`; nil where it does not.
    ///
    /// What is not refused stays.
    private func sqlState(of sql: String, as credential: Credential) async throws -> String? {
        do {
            try await database.office.transaction(as: credential) { desk in
                _ = try desk.session.execute("\(unsafeSQL: sql)")
            }
            return nil
        } catch let error as PostgresError {
            return error.sqlState
        } catch Refusal.person(.anonymized) {
            return "23001"
        }
    }
}

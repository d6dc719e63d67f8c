import KodanTestSupport
import Postgres
import Testing

@Suite("The schema of applications", .database)
struct ApplicationRuleTests {
    private static func application(_ rest: String) -> String {
        "INSERT INTO application (digest, typed, created_at, expires_at, confirmed_at, request_id) VALUES (\(rest))"
    }

    @Test(
        "refuses, by the rule that stands against it",
        arguments: [
            (application("'x', '{}', '2026-05-01', '2026-05-03', NULL, NULL"), "application_digest"),
            (application("sha256('x'), '[]', '2026-05-01', '2026-05-03', NULL, NULL"), "application_typed"),
            (
                application(
                    "sha256('x'), jsonb_build_object('a', repeat('x', 100001)), '2026-05-01', '2026-05-03', NULL, NULL"
                ),
                "application_typed"
            ),
            (application("sha256('x'), '{}', '2026-05-01', '2026-05-01', NULL, NULL"), "application_lives"),
            (
                application("sha256('x'), '{}', '2026-05-01', '2026-05-03', '2026-05-03', 1"),
                "application_in_time"
            ),
            (
                application("sha256('x'), '{}', '2026-05-01', '2026-05-03', '2026-05-02', NULL"),
                "application_confirmed"
            ),
            (
                application("sha256('x'), '{\"a\": \"b\"}', '2026-05-01', '2026-05-03', '2026-05-02', 1"),
                "application_forgets"
            ),
            ("UPDATE lecture_request SET link_round = 0", "lecture_request_link_round"),
        ]
    )
    func refused(statement: String, rule: String) async throws {
        try await setTheScene()
        #expect(try await constraint(refusing: statement) == rule)
    }
}

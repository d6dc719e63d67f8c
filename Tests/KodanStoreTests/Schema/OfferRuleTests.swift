import KodanTestSupport
import Postgres
import Testing

@Suite("The schema of offers that run by themselves", .database)
struct OfferRuleTests {
    private static let entry = """
        INSERT INTO desk_entry (kind, request_id, tried, opened_at, closed_at, closed_by, reason)
        VALUES ('nobody_left', 1, '', '2026-05-01',
        """
    private static let order = """
        INSERT INTO asking_order VALUES (1, 'only', 'x', NULL, '2026-05-01');
        INSERT INTO next_presenter VALUES (1, 1, 1);
        """

    @Test(
        "refuses, by the rule that stands against it",
        arguments: [
            ("UPDATE offer SET decline_ground = 'too_far' WHERE id = 1", "offer_declined_on_ground"),
            (
                """
                UPDATE offer
                   SET state = 'declined', answered_at = '2026-04-02', reason = 'x', decline_ground = 'bored'
                 WHERE id = 1
                """, "offer_decline_ground"
            ),
            ("INSERT INTO asking_order VALUES (1, 'free', 'x', NULL, '2026-05-01')", "asking_order_mode"),
            ("INSERT INTO asking_order VALUES (1, 'hold', '', NULL, '2026-05-01')", "asking_order_reason"),
            (order + "INSERT INTO next_presenter VALUES (1, 21, 2)", "next_presenter_position"),
            (
                order + "INSERT INTO next_presenter VALUES (1, 2, 1)",
                "next_presenter_request_id_presenter_id_key"
            ),
            ("INSERT INTO next_presenter VALUES (1, 1, 1)", "next_presenter_request_id_fkey"),
            (entry + "'2026-04-30', NULL, NULL)", "desk_entry_closed"),
            (entry + "NULL, 1, NULL)", "desk_entry_closed_by"),
            (entry + "NULL, NULL, 'x')", "desk_entry_closed_by"),
            (entry + "NULL, NULL, NULL); " + entry + "NULL, NULL, NULL)", "desk_entry_once"),
            (
                "INSERT INTO reminder VALUES (1, 'report', '2026-06-01', 6, '2026-06-02')", "reminder_nth"
            ),
            ("INSERT INTO reminder VALUES (1, 'thanks', '2026-06-01', 0, '2026-06-02')", "reminder_kind"),
            (
                "INSERT INTO request_lapse VALUES (1, '2026-06-02', '2026-06-02')", "request_lapse_ahead"
            ),
            ("INSERT INTO daily_run VALUES ('lunch', '2026-06-01', '2026-06-01', 1)", "daily_run_job"),
        ]
    )
    func refuses(sql: String, rule: String) async throws {
        try await setTheScene()
        #expect(try await constraint(refusing: sql) == rule)
    }

    @Test("shows the desk and the order of asking to staff, and to nobody else")
    func seen() async throws {
        try await setTheScene()
        try await TestDatabase.current.owner.transaction { session in
            try session.script(Self.order + Self.entry + "NULL, NULL, NULL)")
            try session.script("INSERT INTO reminder VALUES (1, 'report', '2026-06-01', 0, '2026-06-02')")
        }
        for (role, count) in [
            ("coordinator", 4), ("auditor", 4), ("system", 4), ("host", 0), ("presenter", 0), ("nobody", 0),
        ] {
            let seen = try await TestDatabase.current.app.transaction { session in
                try session.execute(
                    """
                    SELECT set_config('kodan.role', \(role), true), set_config('kodan.organizations', '{1}', true),
                           set_config('kodan.presenter', '1', true)
                    """
                )
                return try session.value(
                    """
                    SELECT (SELECT count(*) FROM asking_order) + (SELECT count(*) FROM next_presenter)
                           + (SELECT count(*) FROM desk_entry) + (SELECT count(*) FROM reminder)
                    """,
                    as: Int.self
                )
            }
            #expect(seen == count, "\(role)")
        }
    }
}

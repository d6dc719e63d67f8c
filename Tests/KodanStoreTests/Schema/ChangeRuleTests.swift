import KodanTestSupport
import Postgres
import Testing

@Suite("The schema of proposed changes", .database)
struct ChangeRuleTests {
    /// A proposal of the host for the first assignment; what stands behind `and` comes last.
    private static func insert(
        was: String = "[2026-06-01T14:00:00+09:00,2026-06-01T16:00:00+09:00)",
        during: String = "[2026-06-08T14:00:00+09:00,2026-06-08T16:00:00+09:00)",
        side: String = "host",
        state: String = "open",
        deadline: String = "2026-05-10",
        venue: String = "NULL, NULL, NULL",
        and more: String = "NULL, NULL, NULL, NULL, NULL"
    ) -> String {
        """
        INSERT INTO change_proposal (assignment_id, proposed_by, reason, was, during, old_stands, state, proposed_at,
                                     deadline, travel_minutes, venue_name, venue_municipality_code, venue_address,
                                     host_confirmed_at, presenter_confirmed_at, declined_by, ended_at, end_reason)
        VALUES (1, '\(side)', 'x', '\(was)', '\(during)', true, '\(state)', '2026-05-01', '\(deadline)', 0, \(venue),
                \(more));
        """
    }
    private static let ends = "'2026-05-02', '2026-05-03', NULL, '2026-05-03', NULL"

    @Test(
        "refuses, by the rule that stands against it",
        arguments: [
            (insert(side: "rival"), "change_proposal_by"),
            (insert(state: "maybe", and: ends), "change_proposal_state"),
            (
                insert(during: "[2026-06-08T14:00:00+09:00,2026-06-08T14:01:00+09:00)"),
                "change_proposal_during"
            ),
            (
                insert(during: "[2026-06-01T14:00:00+09:00,2026-06-01T16:00:00+09:00)"),
                "change_proposal_changes"
            ),
            (insert(venue: "'会館', NULL, NULL"), "change_proposal_venue"),
            (
                insert() + "UPDATE change_proposal SET online = true, travel_minutes = 10",
                "change_proposal_online"
            ),
            (insert(venue: "'会館', '99999', 'x'"), "change_proposal_venue_municipality_code_fkey"),
            (insert(deadline: "2026-05-01"), "change_proposal_deadline"),
            (insert(deadline: "2026-06-02"), "change_proposal_deadline"),
            (
                insert(state: "confirmed", and: "'2026-05-02', NULL, NULL, '2026-05-03', NULL"),
                "change_proposal_confirmed"
            ),
            (insert(and: "'2026-05-10', NULL, NULL, NULL, NULL"), "change_proposal_in_time"),
            (insert(state: "declined"), "change_proposal_declined"),
            (insert(state: "kept"), "change_proposal_ended"),
            (insert(and: "NULL, NULL, NULL, '2026-05-02', NULL"), "change_proposal_ended"),
            (insert() + insert(side: "presenter"), "change_proposal_one_open"),
            (
                insert(state: "confirmed", and: ends)
                    + "UPDATE change_proposal SET state = 'open', ended_at = NULL",
                "change_proposal_transition"
            ),
        ]
    )
    func refuses(sql: String, rule: String) async throws {
        try await setTheScene()
        let refused = try await constraint(refusing: sql)
        #expect(
            refused == rule || (rule.hasSuffix("transition") && refused != nil),
            "\(String(describing: refused))"
        )
    }

    @Test("shows a proposal to both sides and the staff, and to nobody else; none rewrites what was proposed")
    func seen() async throws {
        try await setTheScene()
        try await TestDatabase.current.owner.transaction { session in try session.script(Self.insert()) }
        for (role, organization, presenter, count) in [
            ("coordinator", "{}", "0", 1), ("auditor", "{}", "0", 1), ("system", "{}", "0", 1),
            ("host", "{1}", "0", 1), ("host", "{2}", "0", 0), ("presenter", "{}", "1", 1),
            ("presenter", "{}", "2", 0), ("nobody", "{}", "0", 0),
        ] {
            let seen = try await TestDatabase.current.app.transaction { session in
                try session.execute(
                    """
                    SELECT set_config('kodan.role', \(role), true),
                           set_config('kodan.organizations', \(organization), true),
                           set_config('kodan.presenter', \(presenter), true)
                    """
                )
                return try session.value("SELECT count(*) FROM change_proposal", as: Int.self)
            }
            #expect(seen == count, "\(role) \(organization) \(presenter)")
        }
        await #expect(throws: PostgresError.self) {
            try await TestDatabase.current.app.transaction { session in
                try session.execute("SELECT set_config('kodan.role', 'coordinator', true)")
                try session.execute("UPDATE change_proposal SET reason = 'y'")
            }
        }
    }
}

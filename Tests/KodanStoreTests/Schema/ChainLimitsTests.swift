import KodanDomain
import KodanService
import KodanTestSupport
import Postgres
import Testing

@Suite("The limits of a coordinator", .database)
struct ChainLimitsTests {
    private let database = TestDatabase.current

    /// What belongs to a request, or to whom the body pays, and has a row in the scene of the first request.
    private static let tables = [
        "request_slot", "request_exclusion", "match_proposal", "offer", "assignment", "asking_order",
        "next_presenter", "desk_entry", "reminder", "material_delivery", "material_link", "material_opening",
        "evidence", "lecture_report", "host_confirmation", "travel_leg", "fee_agreement",
        "separated_consumption_tax", "change_proposal", "finding", "payee", "presenter_payee",
        "payee_residency", "payee_invoice_number", "treaty_decision", "calendar_feed",
    ]
    /// What names a part of the chain, and is open to all of the body's people by its nature.
    private static let open: Set = [
        // Copies in stock, and how much of a budget is left.
        "stock_movement", "budget_reservation",
    ]

    private func count(_ table: String, in prefecture: String?) async throws -> Int {
        let user = try #require(database.staff.coordinator.user)
        return try await database.app.transaction { session in
            try session.execute(
                """
                SELECT set_config('kodan.user', \("\(user.rawValue)"), true),
                       set_config('kodan.role', 'coordinator', true),
                       set_config('kodan.prefectures', \(prefecture.map { "{\($0)}" } ?? ""), true)
                """
            )
            return try session.value("SELECT count(*)::integer FROM \(unsafeSQL: table)")
        }
    }

    @Test("hold on every table of the chain, also where a use case forgot to ask")
    func tables() async throws {
        try await setTheScene()
        try await database.owner.transaction { session in try session.script(Self.chain) }
        for table in Self.tables {
            let all = try await count(table, in: nil)
            #expect(all > 0, "\(table)")
            #expect(try await count(table, in: "13") == all, "\(table)")
            #expect(try await count(table, in: "14") == 0, "\(table)")
        }
        // Payments are no limited coordinator's at all.
        for table in ["payment", "payment_line", "payment_notice", "payment_record", "month_line"] {
            #expect(try await count(table, in: "13") == 0, "\(table)")
        }
    }

    @Test(
        "hold for what is changed and added",
        arguments: [
            "UPDATE offer SET travel_minutes = 1", "UPDATE assignment SET travel_minutes = 1",
            "UPDATE request_slot SET ordinal = 2 WHERE request_id = 1",
            "UPDATE evidence SET file_name = 'b.pdf'",
            "UPDATE travel_leg SET to_place = 'c'", "UPDATE payee SET address = 'x'",
            "UPDATE payee_residency SET residency = 'nonresident'",
            "UPDATE payee_account SET key_version = 9",
            "UPDATE material_link SET revoked_at = '2026-05-03'",
            "UPDATE calendar_feed SET revoked_at = '2026-05-03'",
            """
            UPDATE finding SET state = 'cleared', ended_at = '2026-06-03', cleared_by = 1, reason = 'x'
             WHERE payee_id IS NOT NULL
            """,
            "DELETE FROM request_exclusion",
        ]
    )
    func changes(sql: String) async throws {
        try await setTheScene()
        try await database.owner.transaction { session in try session.script(Self.chain) }
        let changed = try await database.app.transaction { session in
            try session.execute(
                """
                SELECT set_config('kodan.role', 'coordinator', true),
                       set_config('kodan.prefectures', '{14}', true)
                """
            )
            return try session.execute("\(unsafeSQL: sql)")
        }
        #expect(changed == 0)
        await #expect(throws: PostgresError.self) {
            try await database.app.transaction { session in
                try session.execute(
                    """
                    SELECT set_config('kodan.role', 'coordinator', true),
                           set_config('kodan.prefectures', '{14}', true)
                    """
                )
                try session.execute(
                    """
                    INSERT INTO offer (request_id, slot_id, presenter_id, online, travel_minutes, state, queued_at)
                    VALUES (2, 2, 2, true, 0, 'queued', '2026-04-01')
                    """
                )
            }
        }
    }

    @Test("are asked of every table that names a part of the chain")
    func complete() async throws {
        let unlimited: [String] = try await database.owner.transaction { session in
            try session.rows(
                """
                SELECT DISTINCT policy.tablename AS name
                  FROM pg_policies AS policy
                  JOIN information_schema.columns AS part
                    ON part.table_schema = policy.schemaname AND part.table_name = policy.tablename
                 WHERE policy.schemaname = 'public'
                   AND policy.cmd = 'SELECT'
                   AND policy.qual = '( SELECT kodan_is_staff() AS kodan_is_staff)'
                   AND part.column_name IN ('request_id', 'assignment_id', 'offer_id', 'delivery_id', 'payee_id',
                                            'honorarium_id', 'payment_id')
                 ORDER BY name
                """
            ) { row throws(PostgresError) in try row.value("name") }
        }
        #expect(Set(unlimited) == Self.open)
    }

    private static let chain = """
        INSERT INTO request_exclusion (request_id, presenter_id, reason) VALUES (1, 2, 'x');
        INSERT INTO matching_run (run_at, requests, matched, total_cost) VALUES ('2026-04-01', 1, 1, 0);
        INSERT INTO match_proposal (run_id, request_id, slot_id, presenter_id, online, travel_minutes, slot_cost, level_cost,
                                    preference_cost, online_cost, same_host_cost, load_cost, total_cost)
        VALUES (1, 1, 1, 1, true, 0, 0, 0, 0, 0, 0, 0, 0);
        INSERT INTO asking_order (request_id, mode, reason, ordered_at) VALUES (1, 'first', 'x', '2026-04-01');
        INSERT INTO next_presenter VALUES (1, 1, 2);
        INSERT INTO desk_entry (kind, request_id, tried, opened_at) VALUES ('nobody_left', 1, '', '2026-04-01');
        INSERT INTO reminder VALUES (1, 'report', '2026-06-01T14:00:00+09:00', 0, '2026-06-02');
        INSERT INTO material_delivery (assignment_id, edition_id, quantity, ship_by, state, planned_at)
        SELECT 1, min(id), 1, '2026-05-20', 'planned', '2026-05-01' FROM edition;
        INSERT INTO material_link (delivery_id, side, digest, issued_at, expires_at, use_limit)
        SELECT id, 'host', sha256('x'), '2026-05-01', '2026-06-01', 5 FROM material_delivery;
        INSERT INTO material_opening (delivery_id, side, opened_at) SELECT id, 'host', '2026-05-02' FROM material_delivery;
        INSERT INTO evidence (assignment_id, kind, sha256, byte_count, media_type, file_name, filed_at)
        VALUES (1, 'invoice', sha256('x'), 10, 'application/pdf', 'a.pdf', '2026-06-02');
        INSERT INTO lecture_report (assignment_id, presenter_id, held, minutes, attendance, summary, reported_by, on_behalf,
                                    reported_at)
        VALUES (1, 1, '[2026-06-01T14:00:00+09:00,2026-06-01T16:00:00+09:00)', 120, 30, 'x', 1, false, '2026-06-02');
        INSERT INTO host_confirmation (assignment_id, organization_id, attendance, minutes, comment, confirmed_by, on_behalf,
                                       confirmed_at)
        VALUES (1, 1, 30, 120, '', 1, false, '2026-06-02');
        INSERT INTO travel_leg (assignment_id, travelled_on, mode, from_place, to_place, amount, paid_directly, claimed_at)
        VALUES (1, '2026-06-01', 'rail', 'a', 'b', 100, false, '2026-06-02');
        INSERT INTO fee_agreement VALUES (1, 'declined', NULL, 'x', 1, '2026-05-01');
        INSERT INTO separated_consumption_tax SELECT 1, id, 100, 1, '2026-06-02' FROM evidence;
        INSERT INTO change_proposal (assignment_id, proposed_by, reason, was, during, old_stands, state, proposed_at, deadline,
                                     travel_minutes, presenter_confirmed_at)
        VALUES (1, 'presenter', 'x', '[2026-06-01T14:00:00+09:00,2026-06-01T16:00:00+09:00)',
                '[2026-06-02T14:00:00+09:00,2026-06-02T16:00:00+09:00)', true, 'open', '2026-05-01', '2026-05-20', 0,
                '2026-05-01');
        INSERT INTO payee_invoice_number (payee_id, number, valid) VALUES (1, 'T7123456789012', '[2026-04-01,)');
        INSERT INTO treaty_decision (payee_id, relief, treaty, valid, decided_by, decided_at)
        VALUES (1, 'none', 'x', '[2026-04-01,)', 1, '2026-04-01');
        INSERT INTO finding (kind, severity, assignment_id, payee_id, other, state, found_at)
        VALUES ('fee_declined', 'blocks', 1, NULL, '', 'open', '2026-06-02'), ('same_account', 'blocks', NULL, 2, '', 'open', '2026-06-02');
        INSERT INTO calendar_feed (presenter_id, digest, created_at) VALUES (1, sha256('x'), '2026-04-01');
        """
}

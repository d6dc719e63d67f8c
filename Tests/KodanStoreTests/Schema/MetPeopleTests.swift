import KodanTestSupport
import Postgres
import Testing

@Suite("Whom a coordinator with limits knows", .database)
struct MetPeopleTests {
    private let database = TestDatabase.current

    /// Four presenters far away, each with a payee of the same number.
    ///
    /// 3 was offered a lecture here, 4 gave one, 5 asked for one, 6 never came. The first organization also asks for a
    /// lecture at a venue far away, offered to 2.
    private static let scene = """
        INSERT INTO presenter (family_name, given_name, family_kana, given_kana, email, phone, postal_code,
                               municipality_code, address, latitude_e6, longitude_e6, rank_code, reach_minutes,
                               accepts_online, accepts_overnight, monthly_cap, yearly_cap, state, registered_on)
        SELECT '遠方', name, 'エンポウ', 'タロウ', name || '@example.jp', '090-0000-0009', '0600001', '01100', '北一条',
               43060000, 141350000, 'standard', 120, true, false, 2, 12, 'active', '2026-04-01'
          FROM unnest(ARRAY['three', 'four', 'five', 'six']) WITH ORDINALITY AS far (name, place)
         ORDER BY place;
        INSERT INTO presenter_topic SELECT id, 'phishing', 1 FROM presenter WHERE id > 2;
        INSERT INTO payee (legal_status, name, postal_code, address, created_at)
        SELECT 'individual', given_name, postal_code, address, '2026-04-01' FROM presenter WHERE id > 2 ORDER BY id;
        INSERT INTO presenter_payee SELECT id, id, '[2026-04-01,)' FROM presenter WHERE id > 2;
        INSERT INTO lecture_request (programme_id, delivery, organization_id, asking_presenter_id, contact_name,
                                     contact_email, contact_phone, title, purpose, audience, expected_attendance,
                                     open_to_public, place, venue_name, venue_municipality_code, venue_address,
                                     venue_latitude_e6, venue_longitude_e6, topic_code, required_level, equipment,
                                     printed_copies, state, created_at, submitted_at)
        SELECT programme.id, wish.delivery, wish.organization, wish.presenter, 'taro', 'taro@example.jp',
               '03-0000-0001', 'venue', '', '', 30, true, 'venue', 'hall', wish.place, 'x', 35690000, 139750000,
               'phishing', 1, '', 0, wish.state, '2026-04-01', '2026-04-01'
          FROM (VALUES (1, 'self_hosted', NULL, 5, '13101', 'approved', 'regional_self_hosted'),
                       (2, 'dispatched', 1, NULL, '01100', 'offered', 'regional_dispatched'))
               AS wish (number, delivery, organization, presenter, place, state, programme)
          JOIN programme ON programme.code = wish.programme
         ORDER BY wish.number;
        INSERT INTO request_slot (request_id, round, ordinal, during)
        VALUES (4, 1, 1, '[2026-07-01T14:00:00+09:00,2026-07-01T16:00:00+09:00)');
        INSERT INTO offer (request_id, slot_id, presenter_id, online, travel_minutes, state, queued_at, sent_at, deadline)
        VALUES (1, 1, 3, true, 0, 'sent', '2026-04-01', '2026-04-01', '2026-04-10'),
               (4, 3, 2, true, 0, 'sent', '2026-04-01', '2026-04-01', '2026-04-10');
        INSERT INTO assignment (request_id, slot_id, presenter_id, during, online, travel_minutes, state, assigned_at)
        SELECT 2, id, 4, during, true, 0, 'confirmed', '2026-04-02' FROM request_slot WHERE request_id = 2;
        """

    /// What `sql` gives to a role of the body, to a coordinator with limits where `prefectures` are not empty.
    private func seen(_ sql: String, as role: String, _ prefectures: String) async throws -> [Int] {
        try await database.app.transaction { session in
            try session.execute(
                """
                SELECT set_config('kodan.role', \(role), true),
                       set_config('kodan.prefectures', \(prefectures), true)
                """
            )
            return try session.rows("\(unsafeSQL: sql)") { row throws(PostgresError) -> Int in
                try row.value("id")
            }
        }
    }

    @Test(
        "are those of their prefectures and those who have to do with a lecture there; all, without limits",
        arguments: [
            ("coordinator", "", [1, 2, 3, 4, 5, 6], [1, 2]), ("auditor", "", [1, 2, 3, 4, 5, 6], [1, 2]),
            ("coordinator", "{13}", [1, 2, 3, 4, 5], [1, 2]), ("coordinator", "{01}", [2, 3, 4, 5, 6], [1]),
            ("coordinator", "{47}", [] as [Int], [] as [Int]),
            ("coordinator", "{13,01}", [1, 2, 3, 4, 5, 6], [1, 2]),
        ]
    )
    func people(role: String, prefectures: String, presenters: [Int], organizations: [Int]) async throws {
        try await setTheScene()
        try await database.owner.transaction { session in try session.script(MetPeopleTests.scene) }
        for question in [
            "SELECT id FROM presenter ORDER BY id",
            "SELECT presenter_id AS id FROM presenter_topic ORDER BY id",
            "SELECT id FROM payee ORDER BY id", "SELECT payee_id AS id FROM presenter_payee ORDER BY id",
        ] {
            #expect(try await seen(question, as: role, prefectures) == presenters, "\(question)")
        }
        let members = "SELECT organization_id AS id FROM organization_member ORDER BY id"
        #expect(try await seen(members, as: role, prefectures) == organizations)
        let named = "SELECT kodan_presenters_named('遠方') AS id ORDER BY id"
        #expect(try await seen(named, as: role, prefectures) == presenters.filter { $0 > 2 })
        guard !prefectures.isEmpty else { return }
        let known = "SELECT DISTINCT unnest(kodan_known_payees()) AS id ORDER BY id"
        #expect(try await seen(known, as: role, prefectures) == presenters)
    }

    @Test(
        "are users too: the body's own people, and of all others those alone",
        arguments: [
            ("coordinator", "", [1, 2, 3, 4, 5]), ("auditor", "", [1, 2, 3, 4, 5]),
            ("accountant", "", [1, 2, 3, 4, 5]), ("coordinator", "{13}", [1, 2, 3, 4]),
            ("coordinator", "{01}", [2, 3]), ("coordinator", "{47}", [] as [Int]),
        ]
    )
    func users(role: String, prefectures: String, known: [Int]) async throws {
        try await setTheScene()
        try await database.owner.transaction { session in
            try session.script(MetPeopleTests.scene)
            try session.script(
                """
                INSERT INTO app_user (email, display_name, state, created_at)
                VALUES ('nobody@example.jp', 'nobody', 'active', '2026-04-01')
                """
            )
        }
        let named = """
            SELECT asked.place AS id
              FROM unnest(ARRAY['ana', 'ben', 'host', 'rival', 'nobody']) WITH ORDINALITY AS asked (name, place)
             WHERE EXISTS (SELECT FROM app_user WHERE app_user.display_name = asked.name)
             ORDER BY id
            """
        #expect(try await seen(named, as: role, prefectures) == known)
        let own = """
            SELECT id FROM app_user WHERE display_name NOT IN ('ana', 'ben', 'host', 'rival', 'nobody') ORDER BY id
            """
        let staff = try await seen(own, as: "auditor", "")
        #expect(try await seen(own, as: role, prefectures) == staff && !staff.isEmpty)
    }

    @Test("and their lectures are found by who gives them, and by their days through indexes")
    func lectures() async throws {
        try await setTheScene()
        try await database.owner.transaction { session in try session.script(MetPeopleTests.scene) }
        let given = "SELECT kodan_assignments_named('遠方') AS id ORDER BY id"
        #expect(try await seen(given, as: "coordinator", "{13}") == [2])
        #expect(try await seen(given, as: "coordinator", "{47}") == [])
        for (days, requests, assignments) in [
            ("'2026-06-01T05:00:00Z', '2026-06-02'", [1, 2], [1, 2]),
            ("'2026-06-02', NULL", [4], [] as [Int]),
            ("NULL, '2026-06-01T05:00:00Z'", [] as [Int], [] as [Int]), ("NULL, NULL", [1, 2, 4], [1, 2]),
        ] {
            let asked = "SELECT DISTINCT unnest(kodan_requests_around(\(days))) AS id ORDER BY id"
            #expect(try await seen(asked, as: "auditor", "") == requests, "\(days)")
            let bound = "SELECT unnest(kodan_assignments_around(\(days))) AS id ORDER BY id"
            #expect(try await seen(bound, as: "auditor", "") == assignments, "\(days)")
        }
    }
}

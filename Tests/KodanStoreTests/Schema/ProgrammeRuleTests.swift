import KodanDomain
import KodanService
import KodanTestSupport
import Postgres
import Testing

@Suite("The schema of programmes", .database)
struct ProgrammeRuleTests {
    private let database = TestDatabase.current

    @Test(
        "refuses what must not be",
        arguments: [
            ("UPDATE programme SET name_ja = ''", "programme_names"),
            ("UPDATE programme SET name_en = repeat('x', 101)", "programme_names"),
            ("UPDATE programme SET lead_days = 366", "programme_lead_limit"),
            ("UPDATE programme SET minimum_attendance = 100001", "programme_minimum_limit"),
            ("UPDATE programme SET target_group = 'Regional'", "programme_group_form"),
            ("UPDATE programme SET changed_by = 1", "programme_changed"),
            ("UPDATE programme SET code = 'other' WHERE code = 'management_guidance'", "programme_kept"),
            ("UPDATE programme SET pays_honorarium = true WHERE code = 'skill_seminar'", "programme_kept"),
            (
                """
                INSERT INTO programme (code, name_ja, name_en, delivery, target_group, pays_honorarium, lead_days,
                                       minimum_attendance, valid)
                VALUES ('x', 'x', 'x', 'in_house', 'x', true, 0, 0, '[2026-04-01,)')
                """, "programme_paid"
            ),
            ("UPDATE programme SET delivery = 'dispatched' WHERE code = 'skill_seminar'", "programme_kept"),
            (
                "UPDATE programme SET valid = '[2018-04-01,2019-11-08)' WHERE code = 'skill_seminar'",
                "programme_days_kept"
            ),
            ("UPDATE programme_event SET place = ''", "programme_event_place"),
            ("UPDATE programme_event SET capacity = 100001", "programme_event_limit"),
            ("UPDATE programme_event SET attendance = -1", "programme_event_attendance"),
            ("UPDATE programme_event SET removed_at = now()", "programme_event_changed"),
            (
                """
                INSERT INTO programme_event (programme_id, held_on, place, capacity)
                SELECT programme_id, held_on, place, 1 FROM programme_event
                """, "programme_event_once"
            ),
            (
                """
                INSERT INTO programme_event (programme_id, held_on, place, capacity)
                SELECT id, '2026-05-01', '会場', 1 FROM programme WHERE code = 'member_training'
                """, "programme_event_in_house"
            ),
        ]
    )
    func refuses(sql: String, name: String) async throws {
        #expect(try await constraint(refusing: sql) == name)
    }

    @Test("keeps what was asked under a programme, and lets its other rules change")
    func asked() async throws {
        try await setTheScene()
        let asked = "WHERE code = 'regional_dispatched'"
        for change in ["delivery = 'self_hosted'", "pays_honorarium = false"] {
            #expect(
                try await constraint(refusing: "UPDATE programme SET \(change) \(asked)") == "programme_kept"
            )
        }
        let lectures = try await database.owner.transaction { session in
            try session.rows(
                "SELECT (lower(during) AT TIME ZONE 'Asia/Tokyo')::date AS day FROM assignment WHERE state <> 'released'"
            ) { row throws(PostgresError) -> LocalDate in try row.value("day") }
        }
        let last = try #require(lectures.max())
        let ended = "UPDATE programme SET valid = daterange('2018-04-01', '\(last)') \(asked)"
        #expect(try await constraint(refusing: ended) == "programme_days_kept")
        let kept = [
            "lead_days = 7", "name_ja = '別名'", "valid = daterange('2018-04-01', NULL)",
            "target_group = 'other'",
        ]
        for change in kept {
            #expect(
                try await constraint(refusing: "UPDATE programme SET \(change) \(asked)") == nil,
                "\(change)"
            )
        }
    }

    @Test("lets administrators keep programmes and the schedule, and nobody else")
    func roles() async throws {
        let changes = [
            "UPDATE programme SET lead_days = lead_days",
            "UPDATE programme_event SET capacity = capacity",
            "DELETE FROM programme_asker",
        ]
        for role in [Role.coordinator, .clerk, .accountant, .approver, .auditor, .administrator] {
            let credential = try #require(database.staff[role])
            for sql in changes {
                let changed = try await database.office.transaction(as: credential) { desk in
                    try desk.session.execute("\(unsafeSQL: sql)")
                }
                #expect((changed > 0) == (role == .administrator), "\(role): \(sql)")
            }
        }
    }
}

import KodanDomain
import KodanService
import KodanTestSupport
import Postgres
import Testing

@Suite("The schema of people and catalogue", .database)
struct PeopleRuleTests: TriesStatements {
    let database = TestDatabase.current

    @Test(
        "refuses what must not be",
        arguments: [
            ("UPDATE programme_target SET unit = 'people'", "programme_target_unit"),
            ("UPDATE programme_target SET changed_by = 1", "programme_target_changed"),
            ("UPDATE material SET name_ja = ''", "material_names"),
            ("UPDATE edition SET label = ''", "edition_label"),
        ]
    )
    func refuses(sql: String, name: String) async throws {
        #expect(try await constraint(refusing: sql) == name)
    }

    /// What became of a statement: how many rows it changed, or nil where it was refused.
    private func changed(_ sql: String, as credential: Credential) async throws -> Int? {
        do {
            return try await database.office.transaction(as: credential) { desk in
                try desk.session.execute("\(unsafeSQL: sql)")
            }
        } catch let error as PostgresError where error.sqlState == "42501" {
            return nil
        }
    }

    @Test("lets a presenter change how they are reached, and nothing that decides about them")
    func own() async throws {
        try await setTheScene()
        let ana = try await credential("ana", .presenter)
        let allowed = [
            "UPDATE presenter SET phone = '080-0000-0001', reach_minutes = 60 WHERE id = 1",
            "DELETE FROM presenter_hours WHERE presenter_id = 1",
            "INSERT INTO presenter_hours VALUES (1, 2, '[540,600)')",
        ]
        for sql in allowed { #expect(try await changed(sql, as: ana) == 1, "\(sql)") }
        for field in ["rank_code = 'expert'", "state = 'suspended'", "family_name = 'x'", "user_id = NULL"] {
            #expect(
                try await changed("UPDATE presenter SET \(field) WHERE id = 1", as: ana) == nil,
                "\(field)"
            )
        }
        #expect(try await changed("INSERT INTO presenter_hours VALUES (2, 2, '[540,600)')", as: ana) == nil)
        #expect(try await changed("DELETE FROM presenter_topic WHERE presenter_id = 1", as: ana) == 0)
        #expect(try await changed("INSERT INTO presenter_topic VALUES (1, 'five_rules', 3)", as: ana) == nil)
    }

    @Test("lets a coordinator with limits change people of their prefectures only")
    func limits() async throws {
        try await setTheScene()
        let osaka = try await database.makeCoordinator(limitedTo: ["27"])
        for table in [
            "presenter", "presenter_topic", "presenter_hours", "organization_member",
            "presenter_organization",
        ] {
            let seen = try await database.office.transaction(as: osaka) { desk in
                try desk.session.value("SELECT count(*)::integer FROM \(unsafeSQL: table)", as: Int.self)
            }
            #expect(seen == 0, "\(table)")
        }
        for sql in [
            "UPDATE presenter SET reach_minutes = 60", "UPDATE organization SET name = 'x'",
            "DELETE FROM presenter_hours", "DELETE FROM presenter_topic",
        ] {
            #expect(try await changed(sql, as: osaka) == 0, "\(sql)")
        }
        for sql in [
            "INSERT INTO presenter_topic VALUES (1, 'five_rules', 3)",
            "INSERT INTO presenter_blackout (presenter_id, days) VALUES (1, '[2026-08-01,2026-08-02)')",
            "INSERT INTO organization_member (organization_id, user_id, valid) VALUES (1, 1, '[2026-08-01,)')",
            "INSERT INTO presenter_exclusion VALUES (1, 1, 'host', 'x', '2026-06-01')",
        ] {
            #expect(try await changed(sql, as: osaka) == nil, "\(sql)")
        }
    }
}

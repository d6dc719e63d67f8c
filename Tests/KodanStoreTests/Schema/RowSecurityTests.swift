import KodanDomain
import KodanService
import KodanTestSupport
import Postgres
import Testing

@Suite("Row-level security", .database)
struct RowSecurityTests: TriesStatements {
    let database = TestDatabase.current

    private static let tablesOfPeople = [
        "app_user", "user_role", "access_token", "organization", "organization_member", "presenter",
        "presenter_topic", "presenter_hours", "payee", "presenter_payee", "payee_residency", "payee_account",
        "lecture_request", "request_slot", "offer", "assignment", "audit_event", "outbox_message",
    ]

    private func count(_ table: String, as credential: Credential) async throws -> Int {
        try await database.office.transaction(as: credential) { desk in
            try desk.session.value("SELECT count(*)::integer FROM \(unsafeSQL: table)")
        }
    }

    @Test("shows nothing of people to a transaction that has not entered")
    func outside() async throws {
        try await setTheScene()
        for table in Self.tablesOfPeople {
            let seen = try await database.app.transaction { session in
                try session.value("SELECT count(*)::integer FROM \(unsafeSQL: table)", as: Int.self)
            }
            #expect(seen == 0, "\(table)")
        }
    }

    @Test("shows the system what is hidden from the others")
    func system() async throws {
        try await setTheScene()
        for table in ["presenter", "payee_account", "lecture_request", "offer", "assignment"] {
            #expect(try await count(table, as: .system) > 0, "\(table)")
        }
    }

    @Test("shows a presenter their own and nobody else's")
    func presenter() async throws {
        try await setTheScene()
        let ana = try await credential("ana", .presenter)
        let ben = try await credential("ben", .presenter)
        let tables = ["presenter", "presenter_topic", "payee", "payee_account", "presenter_payee"]
        for table in tables {
            #expect(try await count(table, as: ana) == 1, "\(table)")
            #expect(try await count(table, as: ben) == 1, "\(table)")
        }
        for table in ["offer", "assignment", "lecture_request"] {
            #expect(try await count(table, as: ana) == 1, "\(table)")
            #expect(try await count(table, as: ben) == 0, "\(table)")
        }
    }

    @Test("shows a host their organization's and nobody else's")
    func host() async throws {
        try await setTheScene()
        let host = try await credential("host", .host)
        let rival = try await credential("rival", .host)
        for table in ["organization", "organization_member", "lecture_request", "request_slot"] {
            #expect(try await count(table, as: host) == 1, "\(table)")
            #expect(try await count(table, as: rival) == 1, "\(table)")
        }
        #expect(try await count("assignment", as: host) == 1)
        #expect(try await count("assignment", as: rival) == 0)
        #expect(try await count("presenter", as: host) == 1)
        #expect(try await count("presenter", as: rival) == 0)
        #expect(try await count("payee_account", as: host) == 0)
    }

    @Test(
        "hides bank accounts from all but accounting",
        arguments: [Role.coordinator, .clerk, .auditor, .administrator]
    )
    func accounts(role: Role) async throws {
        try await setTheScene()
        #expect(try await count("payee_account", as: try #require(database.staff[role])) == 0)
        #expect(try await count("payee_account", as: database.staff.accountant) == 2)
        #expect(try await count("payee_account", as: database.staff.approver) == 2)
    }

    @Test(
        "changes nothing of another's",
        arguments: [
            "UPDATE presenter SET phone = '090-9999-9999' WHERE id = 1",
            "UPDATE offer SET state = 'declined', answered_at = '2026-04-02', reason = 'x' WHERE id = 1",
            "UPDATE lecture_request SET title = 'mine' WHERE id = 1",
            "UPDATE assignment SET travel_minutes = 1 WHERE id = 1",
            "UPDATE payee_account SET key_version = 9",
        ]
    )
    func unchangeable(sql: String) async throws {
        try await setTheScene()
        for (name, role) in [("ben", Role.presenter), ("rival", .host)] {
            let changed = try await database.office.transaction(as: credential(name, role)) { desk in
                try desk.session.execute("\(unsafeSQL: sql)")
            }
            #expect(changed == 0)
        }
    }

    @Test("binds a presenter to nothing that they were not asked for")
    func unasked() async throws {
        try await setTheScene()
        let binding: SQL = """
            INSERT INTO assignment (request_id, slot_id, presenter_id, during, online, travel_minutes, state, assigned_at)
            VALUES (2, 2, 2, '[2026-06-01T14:00:00+09:00,2026-06-01T16:00:00+09:00)', true, 0, 'confirmed',
                    '2026-04-02T00:00:00Z')
            """
        let ben = try await credential("ben", .presenter)
        await #expect { try await change(binding, as: ben) } throws: {
            ($0 as? PostgresError)?.sqlState == "42501"
        }
        // By a coordinator's hand it is possible: nothing but the missing offer stands in the way.
        #expect(try await change(binding, as: database.staff.coordinator) == 1)
    }

    @Test("lets who is asked move a request on, and rewrite nothing of it")
    func asked() async throws {
        try await setTheScene()
        let ana = try await credential("ana", .presenter)
        for column in [
            "title = 'x'", "contact_email = 'x@example.jp'", "link_round = 2", "organization_id = 2",
        ] {
            await #expect {
                try await change("UPDATE lecture_request SET \(unsafeSQL: column) WHERE id = 1", as: ana)
            } throws: {
                ($0 as? PostgresError)?.sqlState == "42501"
            }
        }
        #expect(try await change("UPDATE lecture_request SET state = 'assigned' WHERE id = 1", as: ana) == 1)
    }

    private func change(_ sql: SQL, as credential: Credential) async throws -> Int {
        try await database.office.transaction(as: credential) { desk in try desk.session.execute(sql) }
    }

    @Test("lets the auditor read everything and change nothing")
    func auditor() async throws {
        try await setTheScene()
        for (table, change) in [
            ("presenter", "reach_minutes = 60"), ("organization", "name = 'x'"),
            ("lecture_request", "title = 'x'"),
            ("offer", "travel_minutes = 1"), ("assignment", "travel_minutes = 1"),
        ] {
            #expect(try await count(table, as: database.staff.auditor) > 0, "\(table)")
            let changed = try await database.office.transaction(as: database.staff.auditor) { desk in
                try desk.session.execute("UPDATE \(unsafeSQL: table) SET \(unsafeSQL: change)")
            }
            #expect(changed == 0, "\(table)")
        }
    }

    @Test("lets a coordinator give no role but host and presenter")
    func coordinatorRoles() async throws {
        let user = try #require(database.staff.coordinator.user)
        await #expect(throws: PostgresError.self) {
            try await database.office.transaction(as: database.staff.coordinator) { desk in
                _ = try desk.session.execute(
                    "INSERT INTO user_role (user_id, role, granted_at) VALUES (\(user), 'approver', \(desk.now))"
                )
            }
        }
    }

    @Test("limits a coordinator to their prefectures")
    func prefectures() async throws {
        try await setTheScene()
        let other = try await database.makeCoordinator(limitedTo: ["14"], number: 1)
        let same = try await database.makeCoordinator(limitedTo: ["13"], number: 2)
        #expect(try await count("lecture_request", as: other) == 0)
        #expect(try await count("lecture_request", as: same) == 2)
    }
}

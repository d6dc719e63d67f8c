import KodanDomain
import KodanService
import KodanTestSupport
import Postgres
import Testing

/// What stands once it was written, whoever may change the row.
@Suite("Standing facts", .database)
struct StandingFactTests: TriesStatements {
    let database = TestDatabase.current

    @Test("are roles: an administrator grants them by name and revokes them, and edits none")
    func roles() async throws {
        try await setTheScene()
        let administrator = database.staff.administrator
        let anas = "WHERE user_id = (SELECT id FROM app_user WHERE display_name = 'ana')"
        for edit in ["role = 'approver'", "user_id = kodan_user()", "granted_by = kodan_user()"] {
            await refuse("UPDATE user_role SET \(edit) \(anas)", as: administrator)
        }
        func grant(by granter: String) -> String {
            """
            INSERT INTO user_role (user_id, role, granted_at, granted_by)
            SELECT id, 'approver', '2026-04-01', \(granter) FROM app_user WHERE display_name = 'ana'
            """
        }
        await refuse(grant(by: "NULL"), as: administrator)
        await refuse(grant(by: "id"), as: administrator)
        #expect(try await change(grant(by: "kodan_user()"), as: administrator) == 1)
        #expect(
            try await change("UPDATE user_role SET revoked_at = '2026-05-01' \(anas)", as: administrator) == 2
        )
        await refuse("UPDATE user_role SET revoked_at = NULL \(anas)", as: administrator)
    }

    @Test("are deeds: nobody notes one in another's name")
    func deeds() async throws {
        try await setTheScene()
        func note(_ user: String, _ role: String) -> String {
            """
            INSERT INTO audit_event (at, user_id, role, action, subject, detail)
            VALUES ('2026-04-01', \(user), '\(role)', 'request.approved', 'req-1', '{}')
            """
        }
        for (actor, role) in [
            (try await credential("ana", .presenter), "presenter"),
            (try await credential("host", .host), "host"),
            (database.staff.coordinator, "coordinator"),
        ] {
            await refuse(note("kodan_user() + 1", role), as: actor)
            await refuse(note("NULL", role), as: actor)
            await refuse(note("kodan_user()", "approver"), as: actor)
            #expect(try await change(note("kodan_user()", role), as: actor) == 1)
        }
        #expect(try await change(note("1", "presenter"), as: .system) == 1)
    }

    @Test("are who prepares a payment and who approves it: each says so themself")
    func hands() async throws {
        try await MoneyRuleTests.setTheBooks()
        let (accountant, approver) = (database.staff.accountant, database.staff.approver)
        await refuse(MoneyRuleTests.payment(on: "2027-01-25"), as: accountant, by: "payment_by_actor")
        #expect(try await change("UPDATE payment \(MoneyRuleTests.submit) WHERE id = 2", as: accountant) == 1)
        func approve(by approving: String) -> String {
            """
            UPDATE payment SET state = 'approved', approved_by = \(approving), approved_at = '2026-11-04T00:00:00Z',
                               account_id = 1
             WHERE id = 2
            """
        }
        let another = "(SELECT max(id) FROM app_user WHERE id NOT IN (payment.prepared_by, kodan_user()))"
        await refuse(approve(by: another), as: approver, by: "payment_by_actor")
        #expect(try await change(approve(by: "kodan_user()"), as: approver) == 1)
    }

    @Test(
        "are what payments were computed from: of a payee's dated facts the end may move",
        arguments: [
            ("payee_residency", "residency = 'nonresident'", "payee_id = 1"),
            ("payee_residency", "valid = '[2026-01-01,)'", "payee_id = 1"),
            ("payee_residency", "payee_id = 2", "payee_id = 1"),
            ("presenter_payee", "payee_id = 2", "presenter_id = 1"),
            ("presenter_payee", "valid = '[2026-01-01,)'", "presenter_id = 1"),
            ("payee", "legal_status = 'corporation'", "id = 1"),
            ("payee_invoice_number", "payee_id = 2", "payee_id = 1"),
            ("payee_invoice_number", "number = 'T8123456789012'", "payee_id = 1"),
        ]
    )
    func payees(table: String, edit: String, row: String) async throws {
        try await setTheScene()
        try await database.owner.transaction { session in
            try session.script(
                "INSERT INTO payee_invoice_number VALUES (1, 'T7123456789012', '[2026-04-01,)')"
            )
        }
        let coordinator = database.staff.coordinator
        await refuse("UPDATE \(table) SET \(edit) WHERE \(row)", as: coordinator, by: "\(table)_kept")
        let next = table == "payee" ? "address = 'x'" : "valid = '[2026-04-01,2027-04-01)'"
        #expect(try await change("UPDATE \(table) SET \(next) WHERE \(row)", as: coordinator) == 1)
    }

    @Test("are who was asked and who is bound; a lecture that was given does not move")
    func bonds() async throws {
        try await setTheScene()
        let coordinator = database.staff.coordinator
        let later = "during = '[2026-06-02T14:00:00+09:00,2026-06-02T16:00:00+09:00)'"
        await refuse("UPDATE offer SET presenter_id = 2 WHERE id = 1", as: coordinator, by: "offer_kept")
        for edit in ["presenter_id = 2", "request_id = 2, slot_id = 2", "offer_id = 1"] {
            let sql = "UPDATE assignment SET \(edit) WHERE id = 1"
            await refuse(sql, as: coordinator, by: "assignment_kept")
            #expect(try await constraint(refusing: sql) == "assignment_kept")
        }
        #expect(try await change("UPDATE assignment SET \(later) WHERE id = 1", as: coordinator) == 1)
        try await database.owner.transaction { session in
            try session.script("UPDATE assignment SET state = 'delivered' WHERE id = 1")
        }
        for edit in ["during = '[2026-06-03T14:00:00+09:00,2026-06-03T16:00:00+09:00)'", "online = false"] {
            let sql = "UPDATE assignment SET \(edit) WHERE id = 1"
            await refuse(sql, as: coordinator, by: "assignment_kept")
            await refuse(sql, as: .system, by: "assignment_kept")
        }
    }

    @Test("are each side's own word that a lecture stands")
    func words() async throws {
        try await setTheScene()
        let sides = [
            (try await credential("ana", .presenter), "host"),
            (try await credential("host", .host), "presenter"),
        ]
        for (side, other) in sides {
            await refuse(
                "UPDATE assignment SET \(other)_reconfirmed_at = '2026-05-01' WHERE id = 1",
                as: side
            )
        }
    }

    @Test("are who asked and under what; what a request says is its asker's while it is being written")
    func requests() async throws {
        try await setTheScene()
        let host = try await credential("host", .host)
        for edit in ["organization_id = 2", "created_at = '2026-03-01'", "programme_id = programme_id + 1"] {
            let sql = "UPDATE lecture_request SET \(edit) WHERE id = 1"
            await refuse(sql, as: database.staff.coordinator, by: "lecture_request_kept")
        }
        for (state, mayWrite) in [
            ("draft", true), ("returned", true), ("screening", false), ("offered", false), ("closed", false),
        ] {
            try await database.owner.transaction { session in
                try session.script("ALTER TABLE lecture_request DISABLE TRIGGER transition")
                try session.execute(
                    "UPDATE lecture_request SET state = \(state), state_reason = 'x' WHERE id = 1"
                )
                try session.script("ALTER TABLE lecture_request ENABLE TRIGGER transition")
            }
            let title = "UPDATE lecture_request SET title = '\(state)' WHERE id = 1"
            if mayWrite {
                #expect(try await change(title, as: host) == 1, "\(state)")
            } else {
                await refuse(title, as: host)
            }
        }
    }
}

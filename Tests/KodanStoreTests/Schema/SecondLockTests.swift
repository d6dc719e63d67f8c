import KodanDomain
import KodanService
import KodanTestSupport
import Postgres
import Testing

/// What each may change of a row that is theirs to change, though no use case stands before it.
@Suite("The second lock", .database)
struct SecondLockTests: TriesStatements {
    let database = TestDatabase.current

    @Test("lets who asks hand a request in, and a coordinator screen it")
    func screening() async throws {
        try await setTheScene()
        try await database.owner.transaction { session in
            try session.script(
                """
                ALTER TABLE lecture_request DISABLE TRIGGER transition;
                UPDATE lecture_request SET state = 'submitted' WHERE id = 2;
                ALTER TABLE lecture_request ENABLE TRIGGER transition;
                """
            )
        }
        let rival = try await credential("rival", .host)
        func step(_ state: String) -> String {
            "UPDATE lecture_request SET state = '\(state)', state_reason = 'x' WHERE id = 2"
        }
        await refuse(step("screening"), as: rival)
        #expect(try await change(step("screening"), as: database.staff.coordinator) == 1)
        for state in ["approved", "returned", "rejected"] { await refuse(step(state), as: rival) }
        #expect(try await change(step("returned"), as: database.staff.coordinator) == 1)
        #expect(try await change(step("submitted"), as: rival) == 1)
    }

    /// Puts the first request where its next step begins; `asking` makes it a presenter's own, with the host beside it.
    private func place(_ state: String, asking: Int? = nil) async throws {
        try await database.owner.transaction { session in
            try session.script("ALTER TABLE lecture_request DISABLE TRIGGER transition")
            try session.execute(
                """
                UPDATE lecture_request
                   SET state = \(state), state_reason = 'x', cancelled_by = NULL,
                       delivery = \(asking == nil ? "dispatched" : "self_hosted"), asking_presenter_id = \(asking)
                 WHERE id = 1
                """
            )
            try session.script("ALTER TABLE lecture_request ENABLE TRIGGER transition")
        }
    }

    private func step(to state: String) -> String {
        let by = state == "cancelled" ? "'body'" : "NULL"
        let set = "state = '\(state)', state_reason = 'x', cancelled_by = \(by)"
        return "UPDATE lecture_request SET \(set) WHERE id = 1"
    }

    @Test(
        "lets a lecture be held, attested and closed by the system alone, and each side take its own steps",
        arguments: [
            ("assigned", "held", []), ("held", "attested", []), ("attested", "closed", []),
            ("approved", "matched", ["desk"]), ("approved", "unmatched", ["desk"]),
            ("matched", "offered", ["desk"]), ("matched", "approved", ["desk"]),
            ("unmatched", "returned", ["desk"]), ("approved", "returned", ["desk"]),
            ("matched", "returned", ["desk"]), ("offered", "returned", ["desk"]),
            ("offered", "approved", ["desk"]), ("assigned", "not_held", ["desk"]),
            ("offered", "assigned", ["ana", "desk"]), ("assigned", "approved", ["ana", "desk"]),
            ("approved", "cancelled", ["host", "desk"]), ("not_held", "approved", ["host", "desk"]),
        ] as [(String, String, Set<String>)]
    )
    func steps(from: String, to: String, by allowed: Set<String>) async throws {
        try await setTheScene()
        let actors = [
            ("ana", try await credential("ana", .presenter)), ("host", try await credential("host", .host)),
            ("desk", database.staff.coordinator),
        ]
        for (name, actor) in actors {
            try await place(from)
            if allowed.contains(name) {
                #expect(try await change(step(to: to), as: actor) == 1, "\(name)")
            } else {
                await refuse(step(to: to), as: actor)
            }
        }
        try await place(from)
        #expect(try await change(step(to: to), as: .system) == 1)
    }

    @Test("lets nobody accept or withdraw for the presenter who is bound, though they were asked as well")
    func bonds() async throws {
        try await setTheScene()
        try await database.owner.transaction { session in
            try session.script(
                """
                INSERT INTO offer (request_id, slot_id, presenter_id, online, travel_minutes, state, queued_at, sent_at,
                                   deadline)
                SELECT request_id, slot_id, 2, online, travel_minutes, state, queued_at, sent_at, deadline
                  FROM offer
                 WHERE id = 1
                """
            )
        }
        let (ana, ben) = (try await credential("ana", .presenter), try await credential("ben", .presenter))
        for (from, to) in [("offered", "assigned"), ("assigned", "approved")] {
            try await place(from)
            await refuse(step(to: to), as: ben)
            #expect(try await change(step(to: to), as: ana) == 1)
        }
    }

    @Test("lets who asked for their own lecture call it off and name new days, and no organization beside it")
    func ownLecture() async throws {
        try await setTheScene()
        let ana = try await credential("ana", .presenter)
        let host = try await credential("host", .host)
        for (from, to) in [("returned", "submitted"), ("assigned", "cancelled"), ("not_held", "approved")] {
            try await place(from, asking: 1)
            await refuse(step(to: to), as: host)
            #expect(try await change(step(to: to), as: ana) == 1)
        }
    }

    @Test("lets who is asked answer an offer, and change nothing else of it")
    func offers() async throws {
        try await setTheScene()
        let ana = try await credential("ana", .presenter)
        for column in ["deadline = '2026-05-10T00:00:00Z'", "travel_minutes = 1", "online = false"] {
            await refuse("UPDATE offer SET \(column) WHERE id = 1", as: ana)
        }
        let answer = """
            UPDATE offer SET state = 'declined', answered_at = '2026-04-02', reason = 'x', decline_ground = 'no_time'
             WHERE id = 1
            """
        #expect(try await change(answer, as: ana) == 1)
    }

    @Test("lets both sides say that a lecture stands, and move or lengthen nothing")
    func assignments() async throws {
        try await setTheScene()
        let sides = [
            (try await credential("ana", .presenter), "presenter_reconfirmed_at"),
            (try await credential("host", .host), "host_reconfirmed_at"),
        ]
        for (side, own) in sides {
            for column in [
                "travel_minutes = 1", "presenter_id = 2", "online = false",
                "during = '[2026-06-02T14:00:00+09:00,2026-06-02T16:00:00+09:00)'",
            ] {
                await refuse("UPDATE assignment SET \(column) WHERE id = 1", as: side)
            }
            let stands = "UPDATE assignment SET \(own) = '2026-05-01' WHERE id = 1"
            #expect(try await change(stands, as: side) == 1)
        }
    }

    @Test("lets a presenter report a lecture of their own, and no other")
    func reports() async throws {
        try await setTheScene()
        func report(by presenter: Int) -> String {
            """
            INSERT INTO lecture_report (assignment_id, presenter_id, held, minutes, attendance, summary, on_behalf,
                                        reported_at)
            VALUES (1, \(presenter), '[2026-06-01T14:00:00+09:00,2026-06-01T16:00:00+09:00)', 120, 30, 'x', false,
                    '2026-06-02T00:00:00Z')
            """
        }
        await refuse(report(by: 2), as: try await credential("ben", .presenter))
        #expect(try await change(report(by: 1), as: try await credential("ana", .presenter)) == 1)
    }

    @Test("lets an account be confirmed, and its number be sealed by the system alone")
    func accounts() async throws {
        try await setTheScene()
        let sealed = "sealed_number = decode(repeat('01', 40), 'hex')"
        for column in [sealed, "key_version = 2", "fingerprint = decode(repeat('01', 32), 'hex')"] {
            let sql = "UPDATE payee_account SET \(column) WHERE id = 1"
            for credential in [database.staff.accountant, database.staff.approver] {
                await refuse(sql, as: credential)
            }
            #expect(try await change(sql, as: .system) == 1)
        }
        let confirmed = "confirmed_at = '2026-04-02T00:00:00Z', confirmed_by = kodan_user()"
        let sql = "UPDATE payee_account SET \(confirmed), call_back_note = 'x' WHERE id = 1"
        #expect(try await change(sql, as: database.staff.accountant) == 1)
    }

    @Test("lets accountants set budgets, and administrators none")
    func budgets() async throws {
        let sql = """
            INSERT INTO budget (programme_id, fiscal_year, amount, reason, set_by, set_at)
            SELECT programme.id, 2026, 1, 'x', app_user.id, '2026-04-01T00:00:00Z' FROM programme, app_user
             ORDER BY programme.id, app_user.id LIMIT 1
            """
        await refuse(sql, as: database.staff.administrator)
        #expect(try await change(sql, as: database.staff.accountant) == 1)
    }

    @Test("lets an approver approve and close what an accountant prepared")
    func payments() async throws {
        try await MoneyRuleTests.setTheBooks()
        // December's draft.
        let (accountant, approver) = (database.staff.accountant, database.staff.approver)
        let submit = "UPDATE payment \(MoneyRuleTests.submit) WHERE id = 2"
        #expect(try await change(submit, as: accountant) == 1)
        let approve = """
            UPDATE payment SET state = 'approved', approved_by = kodan_user(), approved_at = '2026-11-04T00:00:00Z',
                               account_id = 1
             WHERE id = 2
            """
        await refuse(approve, as: accountant)
        #expect(try await change(approve, as: approver) == 1)
        let close = "UPDATE payment SET state = 'closed' WHERE id = 2"
        await refuse(close, as: accountant)
        #expect(try await change(close, as: approver) == 1)
        // January, in which nothing is paid.
        let month = """
            UPDATE payment_month
               SET (state, closed_at, payees, payments, lines, gross, base, tax, net, transfers, transferred)
                 = ('closed', '2026-11-05T00:00:00Z', 0, 0, 0, 0, 0, 0, 0, 0, 0)
             WHERE month = '2027-01-01'
            """
        await refuse(month, as: accountant)
        #expect(try await change(month, as: approver) == 1)
    }
}

import KodanDomain
import KodanTestSupport
import Postgres
import Testing

@Suite("The desk of accounting over HTTP", .database)
struct AccountingDeskHTTPTests {
    @Test("tells step by step what is done next about a month, and who does it")
    func stages() async throws {
        let money = try await MoneyWorld()
        try await money.world.serve { browser in
            func work(as asker: World.Asker = .staff(.auditor)) async throws -> JSON {
                let answer = try await browser.get("/v1/months/2026-07/work", as: asker)
                try #require(answer.status == 200, "\(answer.text)")
                return try answer.json
            }
            let unopened = try await browser.get("/v1/months/2026-07/work", as: .staff(.auditor))
            #expect(unopened.status == 404 && unopened.problem == "month_unknown")
            let empty = """
                {"months": [], "next_month": "2026-07", "blocking_findings": 0, "warning_findings": 0,
                 "unconfirmed_accounts": 0, "objections": 0}
                """
            let first = try await browser.get("/v1/accounting-desk", as: .staff(.accountant))
            #expect(first.status == 200)
            #expect(try first.json == JSON(empty))
            try await money.submitted(browser)
            let expected = { (own: Int) in
                """
                {"month": "2026-07", "state": "open", "pay_on": "2026-07-24", "stage": "to_approve",
                 "holder": "approver", "drafts": 0, "submitted": 2, "own": \(own), "approved": 0, "unsent": 0,
                 "sent": 0, "returned": 0, "unnoticed": 0, "claims": 0}
                """
            }
            // Who prepared them does not approve them; what waits is the same for both.
            let (accountant, approver) = (
                try await work(as: .staff(.accountant)), try await work(as: .staff(.approver))
            )
            #expect(try accountant.without("submitted_mark") == JSON(expected(2)))
            #expect(try approver.without("submitted_mark") == JSON(expected(0)))
            #expect(approver["submitted_mark"]?.text?.wholeMatch(of: /[0-9a-f]{64}/) != nil)
            #expect(accountant["submitted_mark"] == approver["submitted_mark"])
            _ = try await browser.approve("/v1/months/2026-07")
            _ = try await browser.post("/v1/months/2026-07/closure", as: .staff(.approver))
            let closed = try await work()
            #expect(closed["submitted_mark"] == nil)
            #expect(closed["state"] == .string("closed") && closed["stage"] == .string("to_export"))
            #expect(closed["holder"] == .string("accountant") && closed["unsent"] == .number(2))
            let desk = try await browser.get("/v1/accounting-desk", as: .staff(.auditor)).json
            #expect(desk["months"] == .array([closed]) && desk["next_month"] == .string("2026-08"))
        }
    }

    @Test("knows what a preparation would leave out, and why, and prepares nothing")
    func leftOut() async throws {
        let money = try await MoneyWorld()
        try await money.world.serve { browser in
            let path = "/v1/months/2026-07/left-out"
            #expect(try await browser.get(path, as: .staff(.accountant)).status == 404)
            _ = try await browser.post("/v1/months/2026-07/preparation", as: .staff(.accountant))
            let lectures = money.lectures.map { #"{"assignment": "\#($0)"}"# }.joined(separator: ", ")
            let early = try await browser.get(path, as: .staff(.accountant))
            #expect(try early.json == JSON(#"{"lectures": [\#(lectures)], "payees": []}"#))
            try await money.calculated(browser)
            let other = money.otherPayee
            try await money.world.database.owner.transaction { session in
                try session.execute("DELETE FROM payee_residency WHERE payee_id = \(other.rawValue)")
            }
            let before = try await money.world.count("payment")
            let left = try await browser.get(path, as: .staff(.auditor)).json
            #expect(left["lectures"] == .array([]) && left["payees"]?.elements.count == 1)
            let payee = left["payees"]?.elements.first
            #expect(payee?["payee"] == .string("\(other)") && payee?["gross"] == .number(30_000))
            #expect(payee?["honoraria"]?.elements.count == 1)
            #expect(payee?["reason"] == .string("residency_unknown") && payee?["detail"]?.text != nil)
            #expect(try await money.world.count("payment") == before)
        }
    }

    @Test("is accounting's alone", arguments: [World.Asker.host, .presenter, .staff(.administrator)])
    func roles(asker: World.Asker) async throws {
        let money = try await MoneyWorld()
        try await money.world.serve { browser in
            try await money.submitted(browser)
            for path in ["accounting-desk", "months/2026-07/work", "months/2026-07/left-out"] {
                #expect(try await browser.get("/v1/\(path)", as: asker).status == 403, "\(path)")
            }
        }
    }
}

import HTTPTypes
import HummingbirdTesting
import KodanDomain
import KodanService
import KodanTestSupport
import Postgres
import Testing

@testable import KodanWeb

@Suite("Payments over HTTP", .database)
struct PaymentsTests {
    @Test("are listed by month, state and payee, and shown with their lines")
    func shown() async throws {
        let money = try await MoneyWorld()
        try await money.world.serve { browser in
            try await money.submitted(browser)
            let summary = """
                "id": "pmt-1", "state": "submitted", "payee": "pye-1", "payee_name": "講師 第一",
                "pay_on": "2026-07-24", "lines": 2, "gross": 61200, "tax": 6248, "net": 54952
                """
            for query in ["payee=pye-1", "month=2026-07&limit=1", "state=submitted&payee=pye-1"] {
                let listed = try await browser.get("/v1/payments?\(query)", as: .staff(.auditor))
                #expect(try listed.json["items"] == JSON("[{\(summary)}]"), "\(query)")
            }
            let none = try await browser.get("/v1/payments?state=paid", as: .staff(.auditor))
            #expect(try none.json == JSON(#"{"items": []}"#))
            let accountant = try #require(money.world.database.staff.accountant.user)
            let shown = try await browser.get("/v1/payments/pmt-1", as: .staff(.approver))
            let expected = """
                {\(summary), "payee_class": "resident_individual", "base": 61200, "reversed_gross": 0,
                 "reversed_tax": 0, "prepared_by": "\(accountant)", "prepared_at": "2026-07-01T10:00:00+09:00",
                 "submitted_at": "2026-07-01T10:00:00+09:00", "next_account": "acc-1", "transfers": [],
                 "honoraria": [
                   {"honorarium": "hon-1", "entry": "original", "assignment": "asg-1", "lecture_on": "2026-06-10",
                    "gross": 31200, "base": 31200, "tax": 3185},
                   {"honorarium": "hon-2", "entry": "original", "assignment": "asg-2", "lecture_on": "2026-06-17",
                    "gross": 30000, "base": 30000, "tax": 3063}]}
                """
            #expect(try shown.json == JSON(expected))
            // Auditors see no account.
            let audited = try await browser.get("/v1/payments/pmt-1", as: .staff(.auditor))
            #expect(try audited.json == JSON(expected).without("next_account"))
        }
    }

    @Test("are approved one by one, and taken back with a reason")
    func approval() async throws {
        let money = try await MoneyWorld()
        try await money.world.serve { browser in
            try await money.submitted(browser)
            let approved = try await browser.approve("/v1/payments/pmt-1")
            #expect(try approved.json["state"] == .string("approved"))
            #expect(try approved.json["account"] == .string("acc-1"))
            // The answer has the tag for the next change.
            let tag = try await browser.approvable("/v1/payments/pmt-1")
            #expect(tag != nil && approved.headers[.eTag] == tag)
            let again = try await browser.approve("/v1/payments/pmt-1")
            #expect(again.status == 409 && again.problem == "payment_state")
            let reopened = try await browser.post(
                "/v1/payments/pmt-1/reopening",
                as: .staff(.accountant),
                #"{"reason": "金額の確認"}"#
            )
            #expect(try reopened.json["state"] == .string("draft"))
            #expect(try reopened.json["approved_by"] == nil)
            let early = try await browser.post(
                "/v1/payments/pmt-1/repayment",
                as: .staff(.accountant),
                #"{"paid_on": "2026-07-01"}"#
            )
            #expect(early.status == 409 && early.problem == "payment_state")
        }
    }

    @Test("are approved as they were seen: not once they were handed in anew, nor to another account")
    func seen() async throws {
        let money = try await MoneyWorld()
        try await money.world.serve { browser in
            try await money.submitted(browser)
            try await refuse(browser, after: { try await handInAnew(money, browser) })
            try await refuse(
                browser,
                after: {
                    try await money.scene.account(
                        of: money.payee,
                        number: "0000009",
                        confirmed: "2026-07-01T00:30:00Z"
                    )
                }
            )
            #expect(try await money.world.count("payment WHERE state <> 'submitted'") == 0)
            let approved = try await browser.approve("/v1/payments/pmt-1")
            #expect(approved.status == 200, "\(approved.text)")
            let account = try approved.json["account"]
            #expect(account != nil && account != .string("acc-1"))
            #expect(try approved.json["next_account"] == account)
            let rest = try await browser.approve("/v1/months/2026-07")
            #expect(try rest.json == JSON(#"{"items": ["pmt-2"]}"#))
        }
    }

    /// Neither the month nor its first payment is approved by who saw them before `change`, or says nothing of it.
    private func refuse(_ browser: Browser, after change: () async throws -> Void) async throws {
        let paths = ["/v1/months/2026-07", "/v1/payments/pmt-1"]
        var tags: [String: String] = [:]
        for path in paths { tags[path] = try await browser.approvable(path) }
        #expect(tags.count == paths.count)
        try await change()
        for path in paths {
            let stale = try await browser.approve(path, seen: tags[path])
            #expect(stale.status == 412 && stale.problem == "changed_meanwhile", "\(path) \(stale.text)")
            let blind = try await browser.approve(path, seen: nil)
            #expect(blind.status == 428, "\(path) \(blind.text)")
        }
    }

    /// Takes the first payment back and hands it in again, a minute later.
    private func handInAnew(_ money: MoneyWorld, _ browser: Browser) async throws {
        let reopened = try await browser.post(
            "/v1/payments/pmt-1/reopening",
            as: .staff(.accountant),
            #"{"reason": "運賃の確認"}"#
        )
        try #require(reopened.status == 200, "\(reopened.text)")
        money.world.database.clock.set(moment("2026-07-01T10:01:00+09:00"))
        let submitted = try await browser.post("/v1/months/2026-07/submission", as: .staff(.accountant))
        try #require(submitted.status == 200, "\(submitted.text)")
    }

    @Test("are not approved by whom they pay")
    func own() async throws {
        let money = try await MoneyWorld()
        let approver = try #require(money.world.database.staff.approver.user)
        try await money.world.database.owner.transaction { session in
            try session.execute(
                """
                UPDATE presenter SET user_id = \(approver.rawValue)
                 WHERE id = (SELECT presenter_id FROM presenter_payee ORDER BY payee_id LIMIT 1)
                """
            )
        }
        try await money.world.serve { browser in
            try await money.submitted(browser)
            for path in ["payments/pmt-1", "months/2026-07"] {
                let answer = try await browser.approve("/v1/\(path)")
                #expect(answer.status == 409 && answer.problem == "own_payment", "\(path)")
            }
            #expect(try await money.world.count("payment WHERE state <> 'submitted'") == 0)
        }
    }

    @Test("are walked back to their requests")
    func explained() async throws {
        let money = try await MoneyWorld()
        try await money.world.serve { browser in
            try await money.closed(browser)
            for (path, lectures, payments) in [("payments/pmt-1", 2, 1), ("honoraria/hon-3", 1, 1)] {
                let walk = try await browser.get("/v1/\(path)/explanation", as: .staff(.auditor))
                #expect(try walk.json["lectures"]?.elements.count == lectures)
                #expect(try walk.json["payments"]?.elements.count == payments)
                let steps = try walk.json["lectures"]?.elements.first?["steps"]?.elements ?? []
                #expect(steps.first?["step"] == .string("request"))
                #expect(steps.last?["step"] == .string("honorarium"))
                #expect(!walk.text.contains("1234567"))
            }
        }
    }
}

import HTTPTypes
import HummingbirdTesting
import KodanDomain
import KodanService
import KodanTestSupport
import Testing

@testable import KodanWeb

@Suite("Months over HTTP", .database)
struct MonthsTests {
    /// 30,000 three times with 1,200 of travel; the bank pays 10.21 % less of each sum: 61,200 and 30,000.
    static let totals = """
        {"payees": 2, "payments": 2, "lines": 3, "gross": 91200, "base": 91200, "tax": 9311, "net": 81889}
        """

    @Test("go from the lectures to their close, and tell at each step what stands in the way")
    func walk() async throws {
        let money = try await MoneyWorld()
        try await money.world.serve { browser in
            let early = try await browser.get("/v1/months/2026-07/readiness", as: .staff(.approver))
            #expect(early.status == 404)
            let calculated = try await browser.post(
                "/v1/honorarium-calculations",
                as: .staff(.coordinator),
                #"{"up_to": "2026-06-30"}"#
            )
            #expect(try calculated.json["owed"]?.elements.count == 3)
            #expect(try calculated.json["left_out"] == .array([]))
            let prepared = try await browser.post("/v1/months/2026-07/preparation", as: .staff(.accountant))
            let payment = """
                {"id": "pmt-1", "payee": "pye-1", "lines": 2, "gross": 61200, "tax": 6248, "net": 54952}
                """
            #expect(try prepared.json["pay_on"] == .string("2026-07-24"))
            #expect(try prepared.json["prepared"]?.elements.first == JSON(payment))
            #expect(try await concerns(browser) == ["drafts 2 true"])
            let refused = try await browser.post("/v1/months/2026-07/closure", as: .staff(.approver))
            #expect(refused.status == 409 && refused.problem == "unapproved_payments")
            let submitted = try await browser.post("/v1/months/2026-07/submission", as: .staff(.accountant))
            #expect(try submitted.json == JSON(#"{"items": ["pmt-1", "pmt-2"]}"#))
            #expect(try await concerns(browser) == ["submitted 2 true"])
            let twice = try await browser.post("/v1/months/2026-07/submission", as: .staff(.accountant))
            #expect(twice.status == 409 && twice.problem == "payment_state")
            let approved = try await browser.approve("/v1/months/2026-07")
            #expect(try approved.json == JSON(#"{"items": ["pmt-1", "pmt-2"]}"#))
            #expect(try await concerns(browser) == [])
            let closed = try await browser.post("/v1/months/2026-07/closure", as: .staff(.approver))
            let month = """
                {"month": "2026-07", "state": "closed", "pay_on": "2026-07-24",
                 "closed_at": "2026-07-01T10:00:00+09:00", "unapproved": 0, "totals": \(Self.totals),
                 "transfers": 2, "transferred": 81889}
                """
            #expect(try closed.json == JSON(month))
            #expect(try await concerns(browser) == ["closed_already 1 true"])
            #expect(try await browser.get("/v1/months/2026-07", as: .staff(.auditor)).json == JSON(month))
            let listed = try await browser.get("/v1/months?before=2026-08", as: .staff(.auditor))
            #expect(try listed.json == JSON(#"{"items": [\#(month)]}"#))
            #expect(listed.headers[.link] == nil)
            let next = try await browser.post("/v1/months/2026-08/preparation", as: .staff(.accountant))
            #expect(next.status == 200)
            let first = try await browser.get("/v1/months?limit=1", as: .staff(.auditor))
            #expect(try first.json["items"]?.elements.map { $0["month"] } == [.string("2026-08")])
            #expect(try first.json["next"] == .string("2026-08"))
            #expect(first.headers[.link] == "</v1/months?before=2026-08&limit=1>; rel=\"next\"")
            let last = try await browser.get("/v1/months?before=2026-08&limit=1", as: .staff(.auditor))
            #expect(try last.json == JSON(#"{"items": [\#(month)]}"#))
            #expect(last.headers[.link] == nil)
            let again = try await browser.post("/v1/months/2026-07/closure", as: .staff(.approver))
            #expect(again.status == 409 && again.problem == "month_closed")
        }
    }

    private func concerns(_ browser: Browser) async throws -> [String] {
        let answer = try await browser.get("/v1/months/2026-07/readiness", as: .staff(.accountant))
        return try #require(try answer.json["concerns"]).elements.map { concern in
            guard case .number(let count)? = concern["count"], case .bool(let stops)? = concern["obstacle"]
            else {
                return "?"
            }
            return "\(concern["check"]?.text ?? "?") \(count) \(stops)"
        }
    }

    @Test("list their honoraria, page by page")
    func honoraria() async throws {
        let money = try await MoneyWorld()
        try await money.world.serve { browser in
            try await money.closed(browser)
            let first = try await browser.get("/v1/months/2026-07/honoraria?limit=2", as: .staff(.approver))
            #expect(try first.json["next"] == .string("hon-2"))
            let rest = try await browser.get("/v1/months/2026-07/honoraria?after=hon-2", as: .staff(.auditor))
            let expected = """
                {"items": [{"id": "hon-3", "payment": "pmt-2", "payee": "pye-2", "payee_name": "講師 第二",
                  "assignment": "asg-3", "lecture_on": "2026-06-24", "programme": "regional_dispatched",
                  "billed_minutes": 90, "fee": 30000, "travel_to_presenter": 0, "travel_directly": 0,
                  "gross": 30000, "tax": 3063, "net": 26937}]}
                """
            #expect(try rest.json == JSON(expected))
        }
    }

    @Test(
        "that were never opened, or are none, are not found",
        arguments: ["2026-08", "2026-13", "July", "2026-7"]
    )
    func unknown(month: String) async throws {
        let world = try await World()
        try await world.serve { browser in
            for path in ["", "/honoraria", "/honorarium-list", "/readiness"] {
                let answer = try await browser.get("/v1/months/\(month)\(path)", as: .staff(.accountant))
                #expect(answer.status == 404, "\(path)")
            }
            for step in ["submission", "notices", "transfer-files"] {
                let answer = try await browser.post("/v1/months/\(month)/\(step)", as: .staff(.accountant))
                #expect(answer.status == 404, "\(step)")
            }
        }
    }
}

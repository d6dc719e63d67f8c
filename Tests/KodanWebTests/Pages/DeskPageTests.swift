import Hummingbird
import HummingbirdTesting
import KodanDomain
import KodanService
import KodanStore
import KodanTestSupport
import Postgres
import Testing

@testable import KodanWeb

@Suite("The pages of the desk", .database)
struct DeskPageTests {
    @Test("approve several requests: ticked, looked at, confirmed, and told apart")
    func approvals() async throws {
        let world = try await World()
        try await world.serve { browser in
            let first = try await world.submitted(browser, title: "<script>一つ目")
            let second = try await world.submitted(browser, title: "二つ目")
            let visitor = try await world.visitor(.staff(.coordinator), at: browser.client)
            #expect(try await visitor.open("/desk").text.contains("審査待ちの申込"))
            let list = try await visitor.open("/desk/approvals").text
            #expect(list.contains("name=\"\(first)\"") && list.contains("name=\"\(second)\""))
            #expect(list.contains("&lt;script&gt;一つ目") && !list.contains("<script>一"))
            let preview = try await visitor.open("/desk/approvals?\(first)=true&\(second)=true&req-999=true")
                .text
            #expect(preview.contains("2件を承認する") && preview.contains("何もしません"))
            #expect(try await world.count("lecture_request WHERE state = 'approved'") == 0)
            // Somebody else is quicker with one of them.
            _ = try await browser.post(
                "/v1/requests/\(second)/screening",
                as: .staff(.coordinator),
                #"{"decision": "approve"}"#
            )
            let done = try await visitor.send("/desk/approvals", "run", [first: "true", second: "true"])
            #expect(done.status == .ok && done.text.contains("1件が終わり、1件はできませんでした。"))
            #expect(done.text.contains("完了") && done.text.contains("できませんでした"))
            #expect(try await world.count("lecture_request WHERE state = 'approved'") == 2)
            let again = try await visitor.send("/desk/approvals", "run", [first: "true"])
            #expect(again.text.contains("0件が終わり、1件はできませんでした。"))
        }
    }

    @Test("tell who approves a request that it exceeds its programme's budget, alone and among several")
    func overBudget() async throws {
        let world = try await World()
        try await world.serve { browser in
            var requests: [String] = []
            for title in ["一つ目", "二つ目", "三つ目"] {
                requests.append(try await world.submitted(browser, title: title))
            }
            let visitor = try await world.visitor(.staff(.coordinator), at: browser.client)
            let decision = ["decision": "approve"]
            let within = try await visitor.send("/requests/\(requests[0])", "screen", decision)
            #expect(within.location == "/requests/\(requests[0])?done=approved", "\(within.text)")
            let accountant = try await world.visitor(.staff(.accountant), at: browser.client)
            for year in [2026, 2027] {
                let budget = [
                    "programme": "regional_dispatched", "fiscal_year": "\(year)", "amount": "1",
                    "reason": "試し",
                ]
                let set = try await accountant.send("/budgets", "set", budget)
                #expect(set.status == .seeOther, "\(set.text)")
            }
            let over = try await visitor.send("/requests/\(requests[1])", "screen", decision)
            #expect(over.location == "/requests/\(requests[1])?done=approved_over", "\(over.text)")
            let told = try await visitor.open("/requests/\(requests[1])?done=approved_over").text
            #expect(told.contains("この申込で事業の予算を超えました。"))
            let bulk = try await visitor.send("/desk/approvals", "run", [requests[2]: "true"])
            #expect(bulk.text.contains("この申込で、事業の予算を超えました。"), "\(bulk.text)")
        }
    }

    @Test("send the offers of several requests, each named beforehand")
    func offers() async throws {
        let world = try await World()
        try await world.serve { browser in
            let request = try await world.approved(browser)
            _ = try await browser.post("/v1/matching-runs", as: .staff(.coordinator), #"{"save": true}"#)
            let visitor = try await world.visitor(.staff(.coordinator), at: browser.client)
            let preview = try await visitor.open("/desk/offers?\(request)=true").text
            #expect(preview.contains("講師 第1さんにメールで打診します。") && preview.contains("1件を打診する"))
            let done = try await visitor.send("/desk/offers", "run", [request: "true"])
            #expect(done.text.contains("1件を打診する処理が終わりました。"))
            #expect(try await world.count("offer WHERE state = 'sent'") == 1)
        }
    }

    @Test("show what lies in a queue, and close an entry with what was done")
    func entries() async throws {
        let world = try await World()
        try await world.serve { browser in
            let request = try await world.submitted(browser)
            let key = try #require(LectureRequest.ID(request))
            let id = try await world.database.owner.transaction { session in
                try DeskStore(session).open(.nobodyLeft, key, tried: "declined too_far 1", at: World.today)
            }
            let entry = try #require(id)
            let visitor = try await world.visitor(.staff(.coordinator), at: browser.client)
            let queue = try await visitor.open("/desk?queue=nobody_left").text
            #expect(queue.contains("href=\"/desk/entries/\(entry)\"") && queue.contains("調整担当"))
            #expect(queue.contains("辞退（会場が遠い）1件") && !queue.contains("too_far"))
            #expect(try await visitor.open("/desk?queue=finding").text.contains("支払前の確認事項"))
            let path = "/desk/entries/\(entry)"
            let silent = try await visitor.send(path, "close")
            #expect(silent.status == .unprocessableContent)
            let closed = try await visitor.send(path, "close", ["reason": "電話で別の日に決めた"])
            #expect(closed.location == "/desk?done=closed")
            #expect(try await visitor.open(path).text.contains("電話で別の日に決めた"))
            #expect(try await visitor.open("/desk/entries/dsk-99").status == .notFound)
        }
    }

    @Test("find everything by one box, and keep each reader within what they may see")
    func search() async throws {
        let world = try await World()
        try await world.serve { browser in
            let request = try await world.submitted(browser, title: "さがされる講演")
            let visitor = try await world.visitor(.staff(.coordinator), at: browser.client)
            let found = try await visitor.open("/search?text=\("さがされる".percentEncoded)").text
            #expect(found.contains("href=\"/requests/\(request)\"") && found.contains("団体1"))
            let read = try await visitor.open("/search?text=\("こうし".percentEncoded)").text
            #expect(read.contains("講師 第1") && read.contains("講師 第2"))
            let none = try await visitor.open("/search?text=\("<script>".percentEncoded)").text
            #expect(none.contains("&lt;script&gt;」に当てはまるものはありません。") && !none.contains("<script>」"))
            let host = try await world.visitor(.host, at: browser.client)
            #expect(try await host.open("/search?text=1").status == .forbidden)
        }
    }
}

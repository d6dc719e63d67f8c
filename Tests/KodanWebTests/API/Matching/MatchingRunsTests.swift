import HTTPTypes
import KodanDomain
import KodanService
import KodanTestSupport
import Postgres
import Testing

@testable import KodanWeb

@Suite("Matching runs over HTTP", .database)
struct MatchingRunsTests {
    private func match(_ body: String, _ browser: Browser, as asker: World.Asker = .staff(.coordinator))
        async throws
        -> Answer
    {
        try await browser.post("/v1/matching-runs", as: asker, body)
    }

    @Test("are kept with what they proposed, term by term, and what became of it")
    func kept() async throws {
        let world = try await World()
        try await world.serve { browser in
            let request = try await world.approved(browser)
            let run = try await match(#"{"save": true}"#, browser)
            #expect(run.status == 201)
            let path = "/v1/matching-runs"
            let listed = try await browser.get(path, as: .staff(.auditor))
            #expect(
                try listed.json
                    == JSON(
                        """
                        {"items": [{"id": "run-1", "run_at": "2026-06-01T10:00:00+09:00",
                                    "run_by": "\(try #require(world.database.staff.coordinator.user))", "requests": 1,
                                    "matched": 1, "total_cost": \(try cost(run))}]}
                        """
                    )
            )
            #expect(
                try await browser.get("\(path)/run-1", as: .staff(.clerk)).json
                    == listed.json["items"]?.elements.first
            )
            _ = try await browser.post("/v1/requests/\(request)/offers", as: .staff(.coordinator))
            let proposed = try await browser.get("\(path)/run-1/proposals", as: .staff(.coordinator)).json
            let proposal = try #require(proposed["items"]?.elements.first)
            #expect(proposal["offer_state"] == .string("sent") && proposal["title"] == .string("情報セキュリティ講習"))
            // A saved row says what the plan said.
            let planned = try #require(try run.json["assignments"]?.elements.first)
            for name in ["request", "presenter", "slot", "start", "end", "online", "cost"] {
                #expect(proposal[name] == planned[name], "\(name)")
            }
            // One state is one text, and has one tag.
            var tags: Set<String> = []
            for _ in 0..<10 {
                let again = try await browser.get("\(path)/run-1/proposals", as: .staff(.coordinator))
                tags.insert(try #require(again.headers[.eTag]))
            }
            #expect(tags.count == 1)
            #expect(try await browser.get("\(path)/run-2", as: .staff(.clerk)).status == 404)
            #expect(try await browser.get("\(path)/run-2/proposals", as: .staff(.clerk)).status == 404)
            for outsider in [World.Asker.host, .presenter] {
                #expect(try await browser.get(path, as: outsider).status == 403)
                #expect(try await browser.get("\(path)/run-1", as: outsider).status == 403)
            }
        }
    }

    private func cost(_ run: Answer) throws -> Int {
        if case .number(let cost)? = try run.json["plan_cost"] { cost } else { -1 }
    }

    @Test("are listed the newest first, page by page")
    func paged() async throws {
        let world = try await World()
        try await world.serve { browser in
            for _ in 0..<3 {
                let saved = try await match(#"{"save": true}"#, browser)
                #expect(saved.status == 201)
                let run = try #require(try saved.json["run"]?.text)
                #expect(saved.headers[.location] == "/v1/matching-runs/\(run)")
            }
            #expect(try await match(#"{"save": false}"#, browser).headers[.location] == nil)
            let first = try await browser.get("/v1/matching-runs?limit=2", as: .staff(.coordinator))
            #expect(try first.json.items() == ["run-3", "run-2"])
            #expect(first.headers[.link] == "</v1/matching-runs?after=run-2&limit=2>; rel=\"next\"")
            let rest = try await browser.get("/v1/matching-runs?after=run-2", as: .staff(.coordinator))
            #expect(try rest.json.items() == ["run-1"])
        }
    }

    @Test("explain what they are asked about, and where a presenter is missing")
    func explained() async throws {
        let world = try await World()
        try await world.serve { browser in
            let request = try await world.approved(browser)
            let other = try await browser.post(
                "/v1/requests",
                as: .host,
                world.requestBody().replacing("five_rules", with: "phishing").replacing(
                    #""place": "online""#,
                    with: """
                        "place": "venue", "venue": {"name": "会館", "municipality": "13101", "address": "一丁目"}
                        """
                )
            )
            let lonely = try #require(try other.json["id"]?.text)
            _ = try await browser.post(
                "/v1/requests/\(lonely)/screening",
                as: .staff(.coordinator),
                #"{"decision": "approve"}"#
            )
            let body = #"{"save": false, "scarcity": true, "explain": ["\#(request)", "\#(lonely)"]}"#
            let answer = try await match(body, browser)
            #expect(answer.status == 200)
            let explanations = try #require(try answer.json["explanations"]?.elements)
            #expect(explanations.map { $0["outcome"] } == [.string("matched"), .string("nobody_eligible")])
            #expect(explanations.last?["rules"]?.elements.first?["rule"] == .string("topic_missing"))
            #expect(try answer.json["scarcities"]?.elements.first?["topic"] == .string("phishing"))
            #expect(try answer.json["unmatched"] == .number(1))
            // Nothing was saved, and figures of the process are nobody's business.
            #expect(try answer.json["run"] == nil && answer.json["peak_rss_bytes"] == nil)
            #expect(try await world.count("matching_run") == 0)
            let unknown = try await match(#"{"save": false, "explain": ["req-99"]}"#, browser)
            #expect(unknown.status == 404 && unknown.errors == ["/explain/0 not_found"])
            let submitted = try await world.submitted(browser)
            let closed = try await match(#"{"save": false, "explain": ["\#(submitted)"]}"#, browser)
            #expect(closed.status == 409 && closed.problem == "request_state", "\(closed.text)")
            let elsewhere = #"{"save": false, "prefectures": ["01"], "explain": ["\#(request)"]}"#
            let outside = try await match(elsewhere, browser)
            #expect(outside.status == 409 && outside.problem == "not_matched", "\(outside.text)")
        }
    }

    @Test("are limited to prefectures and programmes, and refuse what they do not know")
    func limited() async throws {
        let world = try await World()
        try await world.serve { browser in
            _ = try await world.approved(browser)
            let here = try await match(#"{"save": false, "prefectures": ["13"]}"#, browser)
            #expect(try here.json["matched"] == .number(1))
            let there = try await match(#"{"save": false, "prefectures": ["27", "28"]}"#, browser)
            #expect(try there.json["matched"] == .number(0) && there.json["unmatched"] == .number(0))
            let strange = try await match(#"{"save": false, "programmes": ["moon"]}"#, browser)
            #expect(strange.status == 422 && strange.problem == "unknown_code")
            let wrong = try await match(
                #"{"save": 1, "prefectures": ["99", 3], "programmes": "a", "explain": ["org-1"], "as_of": "now"}"#,
                browser
            )
            #expect(
                wrong.errors.sorted() == [
                    "/as_of moment", "/explain/0 key", "/prefectures/0 prefecture", "/prefectures/1 text",
                    "/programmes list", "/save true_or_false",
                ]
            )
            let moment = #""as_of": "2026-06-01T00:00:00+09:00""#
            let both = try await match("{\"save\": true, \(moment)}", browser)
            #expect(both.status == 422 && both.errors == ["/as_of absent"])
            #expect(both.text.contains("plan of the present"), "\(both.text)")
            #expect(try await match(#"{"save": false}"#, browser, as: .presenter).status == 403)
        }
    }
}

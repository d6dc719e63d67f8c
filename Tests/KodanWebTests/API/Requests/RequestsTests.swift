import HTTPTypes
import KodanDomain
import KodanService
import KodanTestSupport
import Postgres
import Testing

@Suite("Requests over HTTP", .database)
struct RequestsTests {
    @Test("come in and are shown whole")
    func roundTrip() async throws {
        let world = try await World()
        try await world.serve { browser in
            let made = try await browser.post("/v1/requests", as: .host, world.requestBody())
            #expect(made.status == 201)
            #expect(made.headers[.location] == "/v1/requests/req-1")
            #expect(try made.json == JSON(#"{"id": "req-1"}"#))
            let shown = try await browser.get("/v1/requests/req-1", as: .host)
            #expect(shown.status == 200)
            #expect(shown.headers[.contentType] == "application/json; charset=utf-8")
            let expected = """
                {"id": "req-1", "state": "submitted", "holder": "coordinator", "programme": "regional_dispatched",
                 "organization": "\(world.organization)", "organization_name": "団体1",
                 "contact": {"name": "窓口", "email": "contact@org.example.jp", "phone": "03-0000-0001"},
                 "title": "情報セキュリティ講習", "purpose": "会員のため", "audience": "会員",
                 "expected_attendance": 30, "open_to_public": true, "place": "online", "topic": "five_rules",
                 "required_level": 1, "equipment": "", "printed_copies": 20,
                 "arrangements": {"flexibility": "fixed", "parking": "unknown", "recording": "none"},
                 "submitted_at": "2026-06-01T10:00:00+09:00",
                 "slots": [{"id": "slt-1", "start": "2026-07-08T14:00:00+09:00",
                            "end": "2026-07-08T15:30:00+09:00"},
                           {"id": "slt-2", "start": "2026-07-15T14:00:00+09:00",
                            "end": "2026-07-15T15:30:00+09:00"}]}
                """
            #expect(try shown.json == JSON(expected))
        }
    }

    @Test("of presenters come in too, with a venue and a co-host")
    func selfHosted() async throws {
        let world = try await World()
        try await world.serve { browser in
            let body = """
                {"programme": "regional_self_hosted", "presenter": "\(world.presenter)",
                 "organization": "\(world.organization)",
                 "contact": {"name": "本人", "email": "me@people.example.jp", "phone": "09000001001"},
                 "title": "勉強会", "purpose": "", "audience": "", "expected_attendance": 12,
                 "open_to_public": false, "place": "both",
                 "venue": {"name": "会館", "municipality": "13101", "address": "千代田一丁目"},
                 "topic": "phishing", "required_level": 0,
                 "slots": [{"start": "2026-07-08T14:00:00+09:00", "end": "2026-07-08T15:30:00+09:00"}]}
                """
            let made = try await browser.post("/v1/requests", as: .presenter, body)
            #expect(made.status == 201)
            let listed = try await browser.get("/v1/requests", as: .presenter)
            let expected = """
                {"items": [{"id": "req-1", "state": "submitted", "holder": "coordinator",
                 "programme": "regional_self_hosted", "organization": "\(world.organization)",
                 "presenter": "\(world.presenter)", "organization_name": "団体1",
                 "title": "勉強会", "topic": "phishing", "place": "both", "municipality": "13101",
                 "expected_attendance": 12,
                 "first_slot": {"start": "2026-07-08T14:00:00+09:00", "end": "2026-07-08T15:30:00+09:00"},
                 "submitted_at": "2026-06-01T10:00:00+09:00"}]}
                """
            #expect(try listed.json == JSON(expected))
        }
    }

    @Test("are listed page by page, each its own readers'")
    func pages() async throws {
        let world = try await World()
        try await world.serve { browser in
            for number in 1...3 { _ = try await world.submitted(browser, title: "講習\(number)") }
            let first = try await browser.get("/v1/requests?state=submitted&limit=2", as: .host)
            #expect(try first.json["items"]?.elements.map { $0["id"]?.text } == ["req-1", "req-2"])
            #expect(try first.json["next"]?.text == "req-2")
            #expect(
                first.headers.filter { $0.name.canonicalName == "link" }.map(\.value) == [
                    #"</v1/requests?after=req-2&limit=2&state=submitted>; rel="next""#
                ]
            )
            let second = try await browser.get("/v1/requests?after=req-2&limit=2", as: .staff(.auditor))
            #expect(try second.json["items"]?.elements.map { $0["id"]?.text } == ["req-3"])
            #expect(try second.json["next"] == nil)
            let others = try await browser.get("/v1/requests", as: .otherHost)
            #expect(try others.json == JSON(#"{"items": []}"#))
            let closed = try await browser.get("/v1/requests?state=closed", as: .staff(.coordinator))
            #expect(try closed.json == JSON(#"{"items": []}"#))
        }
    }

    @Test(
        "of other hosts and unknown ones are not found",
        arguments: ["req-1", "req-99", "org-1", "1", "req-01"]
    )
    func notFound(id: String) async throws {
        let world = try await World()
        try await world.serve { browser in
            _ = try await world.submitted(browser)
            let answer = try await browser.get("/v1/requests/\(id)", as: .otherHost)
            #expect(answer.status == 404)
            #expect(answer.problem == "not_found")
        }
    }

    @Test("are sent back and wished anew twenty times at most")
    func rounds() async throws {
        let world = try await World()
        try await world.serve { browser in
            let id = try await world.submitted(browser)
            let back = try await browser.post(
                "/v1/requests/\(id)/screening",
                as: .staff(.coordinator),
                #"{"decision": "send_back", "reason": "人数を確かめてください"}"#
            )
            try #require(back.status == 200)
            try await world.database.owner.transaction { session in
                try session.script("UPDATE lecture_request SET round = 20")
            }
            let corrected = try await browser.post(
                "/v1/requests/\(id)/correction",
                as: .host,
                world.requestBody(title: "直した題")
            )
            #expect(corrected.status == 409 && corrected.problem == "moved_too_often", "\(corrected.text)")
        }
    }

    @Test("are screened, sent back, corrected and called off")
    func decisions() async throws {
        let world = try await World()
        try await world.serve { browser in
            let id = try await world.submitted(browser)
            let reasoned = try await browser.post(
                "/v1/requests/\(id)/screening",
                as: .staff(.coordinator),
                #"{"decision": "approve", "reason": "問題なし"}"#
            )
            #expect(reasoned.status == 422 && reasoned.errors == ["/reason absent"])
            let back = try await browser.post(
                "/v1/requests/\(id)/screening",
                as: .staff(.coordinator),
                #"{"decision": "send_back", "reason": "人数を確かめてください"}"#
            )
            #expect(back.status == 200)
            #expect(try back.json["state"] == .string("returned"))
            #expect(try back.json["holder"] == .string("asker"))
            #expect(try back.json["reason"] == .string("人数を確かめてください"))
            let corrected = try await browser.post(
                "/v1/requests/\(id)/correction",
                as: .host,
                world.requestBody(title: "直した題")
            )
            #expect(corrected.status == 200)
            #expect(try corrected.json["title"] == .string("直した題"))
            #expect(try corrected.json["slots"]?.elements.map { $0["id"]?.text } == ["slt-3", "slt-4"])
            let silent = try await browser.post(
                "/v1/requests/\(id)/cancellation",
                as: .host,
                #"{"by": "host", "reason": " "}"#
            )
            #expect(silent.status == 422)
            #expect(silent.errors == ["/reason present"])
            let cancelled = try await browser.post(
                "/v1/requests/\(id)/cancellation",
                as: .host,
                #"{"by": "host", "reason": "延期"}"#
            )
            #expect(try cancelled.json["cancelled_by"] == .string("host"))
            let status = try await browser.get("/v1/requests/\(id)/status", as: .host)
            #expect(
                try status.json["timeline"]?.elements.compactMap { $0["action"]?.text } == [
                    "request.submitted", "request.screening", "request.returned", "request.submitted",
                    "request.cancelled",
                ]
            )
            let again = try await browser.post(
                "/v1/requests/\(id)/cancellation",
                as: .host,
                #"{"by": "host", "reason": "延期"}"#
            )
            #expect(again.status == 409)
            #expect(again.problem == "request_state")
        }
    }

    @Test("that were not held get new dates")
    func rescheduling() async throws {
        let world = try await World()
        try await world.serve { browser in
            let (request, assignment) = try await world.assigned(browser)
            world.database.clock.set(World.end)
            let missed = try await browser.post(
                "/v1/assignments/\(assignment)/no-show",
                as: .staff(.coordinator),
                #"{"absent": "presenter", "reason": "急病"}"#
            )
            #expect(missed.status == 200)
            #expect(try missed.json["assignment"]?["state"] == .string("no_show"))
            let answer = try await browser.post(
                "/v1/requests/\(request)/rescheduling",
                as: .host,
                #"{"slots": [{"start": "2026-08-05T14:00:00+09:00", "end": "2026-08-05T15:30:00+09:00"}]}"#
            )
            #expect(answer.status == 200)
            #expect(try answer.json["state"] == .string("approved"))
            #expect(
                try answer.json["slots"]?.elements.compactMap { $0["start"]?.text } == [
                    "2026-08-05T14:00:00+09:00"
                ]
            )
        }
    }

    @Test(
        "are screened by coordinators only",
        arguments: Role.allCases.filter { $0 != .coordinator && $0 != .system }
    )
    func screeningIsTheCoordinators(role: Role) async throws {
        let world = try await World()
        try await world.serve { browser in
            let id = try await world.submitted(browser)
            let asker: World.Asker =
                switch role {
                case .host: .host
                case .presenter: .presenter
                default: .staff(role)
                }
            let answer = try await browser.post(
                "/v1/requests/\(id)/screening",
                as: asker,
                #"{"decision": "approve"}"#
            )
            #expect(answer.status == 403)
            #expect(answer.problem == "not_permitted")
        }
    }
}

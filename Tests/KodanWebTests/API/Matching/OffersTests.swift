import HTTPTypes
import KodanDomain
import KodanService
import KodanTestSupport
import Testing

@Suite("Offers over HTTP", .database)
struct OffersTests {
    @Test("follow a saved match, and say what is asked")
    func matchAndOffer() async throws {
        let world = try await World()
        try await world.serve { browser in
            let request = try await world.approved(browser)
            let dry = try await browser.post(
                "/v1/matching-runs",
                as: .staff(.coordinator),
                #"{"save": false}"#
            )
            #expect(dry.status == 200)
            let run = try await browser.post(
                "/v1/matching-runs",
                as: .staff(.coordinator),
                #"{"save": true}"#
            )
            #expect(run.status == 201)
            // Saved, the plan is the same, and has the key of its run.
            #expect(try run.json["run"] == .string("run-1"))
            #expect(try run.json.without("run") == dry.json)
            let match = try #require(try run.json["assignments"]?.elements.first)
            let names = [
                "travel", "slot_order", "missing_level", "not_preferred", "online_instead", "same_host_again",
                "load",
            ]
            let terms = names.map { match["cost"]?[$0] }
            let sum = terms.reduce(0) { sum, term in
                if case .number(let minutes)? = term { sum + minutes } else { sum }
            }
            #expect(match["cost"]?["total"] == .number(sum))
            #expect(try run.json["stale"] == .array([]))
            #expect(match["request"] == .string(request))
            #expect(match["slot"] == .number(1) && match["start"] == .string("\(World.start)"))
            #expect(match["online"] == .bool(true))
            #expect(terms.first == .number(0))
            #expect(try run.json["unmatched_requests"] == .array([]))
            #expect(try run.json["matched"] == .number(1))
            #expect(try run.json["total_cost"] == match["cost"]?["total"])
            let sent = try await browser.post("/v1/requests/\(request)/offers", as: .staff(.coordinator))
            #expect(sent.status == 201)
            #expect(try sent.json == JSON(#"{"items": ["ofr-1"]}"#))
            let isFirst = match["presenter"] == .string(world.presenter.description)
            let shown = try await browser.get("/v1/offers/ofr-1", as: isFirst ? .presenter : .otherPresenter)
            #expect(shown.status == 200)
            #expect(
                try shown.json
                    == JSON(
                        """
                        {"id": "ofr-1", "state": "sent", "request": "\(request)", "title": "情報セキュリティ講習",
                         "presenter": "\(isFirst ? world.presenter : world.otherPresenter)",
                         "presenter_name": "講師 第\(isFirst ? 1 : 2)",
                         "start": "2026-07-08T14:00:00+09:00", "end": "2026-07-08T15:30:00+09:00", "online": true,
                         "travel_minutes": 0, "from_run": true, "sent_at": "2026-06-01T10:00:00+09:00",
                         "deadline": "2026-06-08T10:00:00+09:00"}
                        """
                    )
            )
        }
    }

    @Test("are each presenter's own; another's is not found")
    func ownOnly() async throws {
        let world = try await World()
        try await world.serve { browser in
            let (request, offers) = try await world.offered(browser)
            #expect(offers == ["ofr-1", "ofr-2"])
            let own = try await browser.get("/v1/offers", as: .presenter)
            #expect(try own.json["items"]?.elements.compactMap { $0["id"]?.text } == ["ofr-1"])
            let all = try await browser.get(
                "/v1/offers?request=\(request)&state=sent",
                as: .staff(.coordinator)
            )
            #expect(try all.json["items"]?.elements.compactMap { $0["id"]?.text } == offers)
            for path in ["/v1/offers/ofr-2", "/v1/offers/ofr-99", "/v1/offers/req-1"] {
                #expect(try await browser.get(path, as: .presenter).problem == "not_found")
            }
            for step in ["acceptance", "refusal"] {
                let body = step == "refusal" ? #"{"reason": "都合"}"# : "{}"
                let answer = try await browser.post("/v1/offers/ofr-2/\(step)", as: .presenter, body)
                #expect(answer.status == 404)
            }
            let host = try await browser.get("/v1/offers", as: .host)
            #expect(host.status == 403)
        }
    }

    @Test("show a presenter the request, but no contact before they are bound")
    func contactAfterBinding() async throws {
        let world = try await World()
        try await world.serve { browser in
            let (request, offers) = try await world.offered(browser)
            let before = try await browser.get("/v1/requests/\(request)", as: .presenter)
            #expect(before.status == 200)
            #expect(try before.json["contact"] == nil)
            _ = try await browser.post("/v1/offers/\(try #require(offers.first))/acceptance", as: .presenter)
            let after = try await browser.get("/v1/requests/\(request)", as: .presenter)
            #expect(try after.json["contact"]?["name"] == .string("窓口"))
            let loser = try await browser.get("/v1/requests/\(request)", as: .otherPresenter)
            #expect(try loser.json["contact"] == nil)
        }
    }

    @Test("are declined with a reason, and once")
    func refusal() async throws {
        let world = try await World()
        try await world.serve { browser in
            let (_, offers) = try await world.offered(browser)
            let path = "/v1/offers/\(try #require(offers.first))/refusal"
            let silent = try await browser.post(path, as: .presenter)
            #expect(silent.status == 422)
            #expect(silent.errors == ["/reason present"])
            let answer = try await browser.post(path, as: .presenter, #"{"reason": "出張"}"#)
            #expect(answer.status == 200)
            #expect(try answer.json["state"] == .string("declined"))
            #expect(try answer.json["reason"] == .string("出張"))
            let again = try await browser.post(path, as: .presenter, #"{"reason": "出張"}"#)
            #expect(again.status == 409)
            #expect(again.problem == "offer_state")
        }
    }

    @Test("accepted at once by two bind one presenter; the other is told that it was too late")
    func race() async throws {
        let world = try await World()
        try await world.serve { browser in
            _ = try await world.offered(browser)
            async let first = browser.post("/v1/offers/ofr-1/acceptance", as: .presenter)
            async let second = browser.post("/v1/offers/ofr-2/acceptance", as: .otherPresenter)
            let answers = try await [first, second].sorted { $0.status < $1.status }
            #expect(answers.map(\.status) == [201, 409])
            #expect(try answers[0].json == JSON(#"{"id": "asg-1"}"#))
            #expect(answers[0].headers[.location] == "/v1/assignments/asg-1")
            #expect(answers[1].problem == "already_assigned")
            let bound = try await browser.get("/v1/assignments", as: .staff(.coordinator))
            #expect(try bound.json["items"]?.elements.count == 1)
        }
    }

    @Test("end with their deadline")
    func deadline() async throws {
        let world = try await World()
        try await world.serve { browser in
            _ = try await world.offered(browser)
            world.database.clock.advance(days: 7)
            let answer = try await browser.post("/v1/offers/ofr-1/acceptance", as: .presenter)
            #expect(answer.status == 409)
            #expect(answer.problem == "deadline_passed")
        }
    }
}

import HTTPTypes
import KodanDomain
import KodanService
import KodanTestSupport
import Postgres
import Testing

@Suite("Offers chosen by hand, over HTTP", .database)
struct ChosenOffersTests {
    private func choose(
        _ presenter: Presenter.ID,
        for request: String,
        _ browser: Browser,
        _ more: String = "",
        as asker: World.Asker = .staff(.coordinator)
    ) async throws -> Answer {
        try await browser.post(
            "/v1/requests/\(request)/chosen-offers",
            as: asker,
            #"{"presenter": "\#(presenter)", "reason": "前回も好評"\#(more)}"#
        )
    }

    @Test("ask a presenter at once, with the deadline that every offer has")
    func sent() async throws {
        let world = try await World()
        try await world.serve { browser in
            let request = try await world.approved(browser)
            let answer = try await choose(world.otherPresenter, for: request, browser)
            #expect(answer.status == 201)
            #expect(try answer.json == JSON(#"{"id": "ofr-1", "overridden": []}"#))
            #expect(answer.headers[.location] == "/v1/offers/ofr-1")
            let offer = try await browser.get("/v1/offers/ofr-1", as: .otherPresenter).json
            #expect(offer["state"] == .string("sent") && offer["from_run"] == .bool(false))
            #expect(offer["deadline"] == .string("2026-06-08T10:00:00+09:00"))
            #expect(
                try await browser.get("/v1/requests/\(request)", as: .host).json["state"]
                    == .string("offered")
            )
            let accepted = try await browser.post("/v1/offers/ofr-1/acceptance", as: .otherPresenter)
            #expect(accepted.status == 201)
        }
    }

    @Test("wait where they are not sent, and go out with those of the plan, or after them")
    func queued() async throws {
        let world = try await World()
        try await world.serve { browser in
            let request = try await world.approved(browser)
            let first = try await choose(world.presenter, for: request, browser, #", "send": false"#)
            #expect(first.status == 201)
            #expect(try await browser.get("/v1/offers/ofr-1", as: .presenter).status == 404)
            let sent = try await browser.post("/v1/requests/\(request)/offers", as: .staff(.coordinator))
            #expect(try sent.json == JSON(#"{"items": ["ofr-1"]}"#))
            #expect(
                try await choose(world.otherPresenter, for: request, browser, #", "send": false"#).status
                    == 201
            )
            let rest = try await browser.post("/v1/requests/\(request)/offers", as: .staff(.coordinator))
            #expect(try rest.json == JSON(#"{"items": ["ofr-2"]}"#))
            let none = try await browser.post("/v1/requests/\(request)/offers", as: .staff(.coordinator))
            #expect(none.status == 409 && none.problem == "request_state")
            let twice = try await choose(world.presenter, for: request, browser)
            #expect(twice.status == 409 && twice.problem == "asked_already")
        }
    }

    @Test("tell which rules speak against the presenter, and set them aside only if told to")
    func rules() async throws {
        let world = try await World()
        try await world.serve { browser in
            let request = try await world.approved(browser)
            try await world.database.owner.transaction { session in
                try session.execute(
                    """
                    INSERT INTO presenter_blackout (presenter_id, days)
                    VALUES (\(world.presenter.rawValue), '[2026-07-01,2026-08-01)')
                    """
                )
                try session.execute(
                    "UPDATE presenter SET monthly_cap = 0 WHERE id = \(world.presenter.rawValue)"
                )
            }
            let refused = try await choose(world.presenter, for: request, browser)
            #expect(refused.status == 409 && refused.problem == "soft_rules")
            #expect(refused.text.contains("not on that day") && refused.text.contains("month full"))
            #expect(try await browser.get("/v1/offers", as: .staff(.coordinator)).json.items() == [])
            #expect(
                try await browser.get("/v1/requests/\(request)", as: .host).json["state"]
                    == .string("approved")
            )
            let taken = try await choose(world.presenter, for: request, browser, #", "override": true"#)
            #expect(taken.status == 201)
            #expect(
                try taken.json["overridden"] == .array([.string("blackout"), .string("monthly_cap_reached")])
            )
            // The record says what was set aside, and why.
            let recorded = try await world.database.owner.transaction { session in
                try session.value(
                    "SELECT reason || ' ' || (detail ->> 'overridden') FROM audit_event WHERE action = 'offer.chosen'",
                    as: String.self
                )
            }
            #expect(recorded == "前回も好評 blackout monthly_cap_reached")
        }
    }

    @Test("never set aside what a presenter is, or what either side asked for")
    func hard() async throws {
        let world = try await World()
        try await world.serve { browser in
            let request = try await world.approved(browser)
            try await world.database.owner.transaction { session in
                try session.execute(
                    "DELETE FROM presenter_topic WHERE presenter_id = \(world.presenter.rawValue)"
                )
                try session.execute(
                    "UPDATE presenter SET state = 'suspended' WHERE id = \(world.otherPresenter.rawValue)"
                )
            }
            for (presenter, rule) in [
                (world.presenter, "topic not covered"), (world.otherPresenter, "not active"),
            ] {
                let answer = try await choose(presenter, for: request, browser, #", "override": true"#)
                #expect(answer.status == 409 && answer.problem == "hard_rules")
                #expect(answer.text.contains(rule))
            }
        }
    }

    @Test("are for coordinators, of what there is, for days that lie ahead")
    func refused() async throws {
        let world = try await World()
        try await world.serve { browser in
            let request = try await world.approved(browser)
            for asker in [World.Asker.host, .presenter, .staff(.clerk), .staff(.auditor)] {
                #expect(try await choose(world.presenter, for: request, browser, as: asker).status == 403)
            }
            #expect(try await choose(Presenter.ID(99), for: request, browser).status == 404)
            #expect(try await choose(world.presenter, for: "req-99", browser).status == 404)
            #expect(
                try await choose(world.presenter, for: request, browser, #", "slot": "slt-99""#).status == 404
            )
            let second = try await choose(world.presenter, for: request, browser, #", "slot": "slt-2""#)
            #expect(second.status == 201)
            #expect(
                try await browser.get("/v1/offers/ofr-1", as: .presenter).json["start"]
                    == .string("2026-07-15T14:00:00+09:00")
            )
            let silent = try await browser.post(
                "/v1/requests/\(request)/chosen-offers",
                as: .staff(.coordinator),
                #"{"presenter": "\#(world.otherPresenter)", "reason": " "}"#
            )
            #expect(silent.status == 422 && silent.errors == ["/reason present"])
            world.database.clock.set(moment("2026-07-20T00:00:00+09:00"))
            let late = try await choose(world.otherPresenter, for: request, browser)
            #expect(late.status == 422 && late.problem == "day_passed")
            let submitted = try await browser.post(
                "/v1/requests",
                as: .host,
                world.requestBody().replacing("2026-07", with: "2026-10")
            )
            let early = try await choose(
                world.presenter,
                for: try #require(try submitted.json["id"]?.text),
                browser
            )
            #expect(early.status == 409 && early.problem == "request_state")
        }
    }

    @Test("are taken back by the desk, and the request waits for the next match")
    func withdrawal() async throws {
        let world = try await World()
        try await world.serve { browser in
            let (request, offers) = try await world.offered(browser)
            let reason = #"{"reason": "日程の見直し"}"#
            #expect(
                try await browser.post("/v1/offers/ofr-1/withdrawal", as: .presenter, reason).status == 403
            )
            for offer in offers {
                let answer = try await browser.post(
                    "/v1/offers/\(offer)/withdrawal",
                    as: .staff(.coordinator),
                    reason
                )
                #expect(answer.status == 200)
                #expect(try answer.json["state"] == .string("withdrawn"))
                #expect(try answer.json["reason"] == .string("日程の見直し"))
            }
            #expect(
                try await browser.get("/v1/requests/\(request)", as: .host).json["state"]
                    == .string("approved")
            )
            let again = try await browser.post(
                "/v1/offers/ofr-1/withdrawal",
                as: .staff(.coordinator),
                reason
            )
            #expect(again.status == 409 && again.problem == "offer_state")
            let late = try await browser.post("/v1/offers/ofr-1/acceptance", as: .presenter)
            #expect(late.status == 409 && late.problem == "offer_state")
            #expect(try await world.count("outbox_message WHERE kind = 'offer_withdrawn'") == 2)
            let ended = try await browser.get("/v1/offers?state=withdrawn,declined", as: .presenter)
            #expect(try ended.json.items() == ["ofr-1"])
        }
    }

    @Test("who is bound already is not bound again")
    func boundAlready() async throws {
        let world = try await World()
        try await world.serve { browser in
            let (request, _) = try await world.assigned(browser)
            let answer = try await browser.post(
                "/v1/requests/\(request)/assignment",
                as: .staff(.coordinator),
                #"{"presenter": "\#(world.presenter)", "reason": "電話で合意"}"#
            )
            #expect(answer.status == 409 && answer.problem == "request_state", "\(answer.text)")
            #expect(answer.text.contains(request) && !answer.text.contains("ofr-"))
        }
    }

    @Test("who accepted is not taken back but replaced")
    func accepted() async throws {
        let world = try await World()
        try await world.serve { browser in
            _ = try await world.assigned(browser)
            let answer = try await browser.post(
                "/v1/offers/ofr-1/withdrawal",
                as: .staff(.coordinator),
                #"{"reason": "見直し"}"#
            )
            #expect(answer.status == 409 && answer.problem == "offer_state")
        }
    }
}

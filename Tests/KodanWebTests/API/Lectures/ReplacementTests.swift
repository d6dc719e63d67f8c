import KodanDomain
import KodanService
import KodanTestSupport
import Testing

@Suite("Bound presenters over HTTP", .database)
struct ReplacementTests {
    @Test("are replaced in one step, and the host's details stay")
    func replaced() async throws {
        let world = try await World()
        try await world.serve { browser in
            let (request, id) = try await world.assigned(browser)
            let before = try await browser.get("/v1/requests/\(request)", as: .host).json
            let answer = try await browser.post(
                "/v1/assignments/\(id)/replacement",
                as: .staff(.coordinator),
                """
                {"by": "body", "reason": "業務の都合", "on_behalf_of": "講師の家族",
                 "successor": {"presenter": "\(world.otherPresenter)", "reason": "同じ地域"}}
                """
            )
            #expect(answer.status == 200)
            let released = try #require(try answer.json["released"]?["assignment"])
            #expect(released["state"] == .string("released") && released["ended_by"] == .string("body"))
            let offer = try #require(try answer.json["offer"]?["id"]?.text)
            let after = try await browser.get("/v1/requests/\(request)", as: .host).json
            #expect(after["state"] == .string("offered"))
            for name in ["title", "purpose", "audience", "contact", "slots", "topic", "printed_copies"] {
                #expect(after[name] == before[name], "\(name)")
            }
            let kinds = try await world.mails().suffix(3)
            #expect(kinds == ["presenter_withdrew", "assignment_released", "offer_sent"])
            let accepted = try await browser.post("/v1/offers/\(offer)/acceptance", as: .otherPresenter)
            #expect(accepted.status == 201)
        }
    }

    @Test("are let go without a successor, and a match proposes somebody else")
    func released() async throws {
        let world = try await World()
        try await world.serve { browser in
            let (request, id) = try await world.assigned(browser)
            let answer = try await browser.post(
                "/v1/assignments/\(id)/replacement",
                as: .staff(.coordinator),
                #"{"by": "host", "reason": "主催者の希望"}"#
            )
            #expect(answer.status == 200)
            #expect(try answer.json["offer"] == nil)
            #expect(
                try await browser.get("/v1/requests/\(request)", as: .host).json["state"]
                    == .string("approved")
            )
            let run = try await browser.post(
                "/v1/matching-runs",
                as: .staff(.coordinator),
                #"{"save": false}"#
            )
            #expect(
                try run.json["assignments"]?.elements.map { $0["presenter"] }
                    == [.string("\(world.otherPresenter)")]
            )
        }
    }

    @Test("stay bound where their successor cannot be asked")
    func impossible() async throws {
        let world = try await World()
        try await world.serve { browser in
            let (_, id) = try await world.assigned(browser)
            let path = "/v1/assignments/\(id)/replacement"
            let same = """
                {"by": "body", "reason": "都合", "successor": {"presenter": "\(world.presenter)", "reason": "同じ人"}}
                """
            let answer = try await browser.post(path, as: .staff(.coordinator), same)
            #expect(answer.status == 409 && answer.problem == "soft_rules")
            let state = try await browser.get("/v1/assignments/\(id)", as: .presenter).json["assignment"]?[
                "state"
            ]
            #expect(state == .string("confirmed"))
            let wrong = try await browser.post(
                path,
                as: .staff(.coordinator),
                #"{"by": "nobody", "reason": "都合", "successor": {"presenter": "org-1", "why": 1}}"#
            )
            #expect(
                wrong.errors.sorted() == [
                    "/by one_of", "/successor/presenter key", "/successor/reason present",
                    "/successor/why unknown_field",
                ]
            )
            for asker in [World.Asker.presenter, .host, .staff(.clerk)] {
                let refused = try await browser.post(path, as: asker, #"{"by": "body", "reason": "都合"}"#)
                #expect(refused.status == 403)
            }
        }
    }

    @Test("and their hosts say again that the lecture stands; after both it is reconfirmed")
    func reconfirmed() async throws {
        let world = try await World()
        try await world.serve { browser in
            let (_, id) = try await world.assigned(browser)
            let path = "/v1/assignments/\(id)/reconfirmation"
            for stranger in [World.Asker.otherHost, .otherPresenter] {
                let side = stranger == .otherHost ? "host" : "presenter"
                #expect(try await browser.post(path, as: stranger, #"{"by": "\#(side)"}"#).status == 404)
            }
            #expect(try await browser.post(path, as: .presenter, #"{"by": "host"}"#).status == 403)
            let first = try await browser.post(path, as: .presenter, #"{"by": "presenter"}"#)
            #expect(first.status == 200)
            let assignment = try #require(try first.json["assignment"])
            #expect(assignment["state"] == .string("confirmed") && assignment["host_reconfirmed_at"] == nil)
            #expect(assignment["presenter_reconfirmed_at"] == .string("\(World.today)"))
            let twice = try await browser.post(path, as: .presenter, #"{"by": "presenter"}"#)
            #expect(twice.status == 409 && twice.problem == "reconfirmed_already")
            let body = try await browser.post(path, as: .staff(.coordinator), #"{"by": "body"}"#)
            #expect(body.status == 422 && body.errors == ["/by one_of"])
            let second = try await browser.post(
                path,
                as: .staff(.coordinator),
                #"{"by": "host", "on_behalf_of": "窓口の方"}"#
            )
            #expect(try second.json["assignment"]?["state"] == .string("reconfirmed"))
            world.database.clock.set(World.start)
            let late = try await browser.post(path, as: .host, #"{"by": "host"}"#)
            #expect(late.status == 422 && late.problem == "day_passed")
        }
    }

    @Test("are listed by presenter, host, states and days")
    func listed() async throws {
        let world = try await World()
        try await world.serve { browser in
            let (_, id) = try await world.assigned(browser)
            func ids(_ query: String, as asker: World.Asker = .staff(.coordinator)) async throws -> [String] {
                try await browser.get("/v1/assignments?\(query)", as: asker).json.items()
            }
            #expect(try await ids("presenter=\(world.presenter)&state=confirmed,reconfirmed") == [id])
            #expect(try await ids("presenter=\(world.otherPresenter)") == [])
            #expect(try await ids("organization=\(world.organization)&from=2026-07-08&to=2026-07-08") == [id])
            #expect(try await ids("organization=\(world.otherOrganization)") == [])
            #expect(try await ids("from=2026-07-09") == [])
            #expect(try await ids("to=2026-07-07") == [])
            #expect(try await ids("", as: .host) == [id])
            #expect(try await ids("", as: .otherHost) == [])
            #expect(try await ids("", as: .otherPresenter) == [])
        }
    }
}

import HTTPTypes
import HummingbirdTesting
import KodanDomain
import KodanService
import KodanTestSupport
import Testing

@Suite("Drafts over HTTP", .database)
struct DraftsTests {
    /// The wished times of ``body(_:slots:)``, which is without by itself.
    private static let wish =
        #""slots": [{"start": "2026-07-08T14:00:00+09:00", "end": "2026-07-08T15:30:00+09:00"}],"#

    private func body(_ world: World, title: String = "下書き", wish: String = "") -> String {
        """
        {"programme": "regional_dispatched", "organization": "\(world.organization)",
         "contact": {"name": "窓口", "email": "contact@org.example.jp", "phone": "03-0000-0001"},
         "title": "\(title)", "expected_attendance": 30, \(wish)
         "open_to_public": true, "place": "online", "topic": "five_rules", "required_level": 1}
        """
    }

    private func drafted(_ world: World, _ browser: Browser, wish: String = "") async throws -> String {
        let answer = try await browser.post("/v1/request-drafts", as: .host, body(world, wish: wish))
        try #require(answer.status == 201)
        let id = try #require(try answer.json["id"]?.text)
        #expect(answer.headers[.location] == "/v1/requests/\(id)")
        return id
    }

    @Test("may lack wished times and purpose, and are handed in once they have the times")
    func life() async throws {
        let world = try await World()
        try await world.serve { browser in
            let id = try await drafted(world, browser)
            let shown = try await browser.get("/v1/requests/\(id)", as: .host).json
            #expect(shown["state"] == .string("draft") && shown["slots"] == .array([]))
            #expect(shown["submitted_at"] == nil && shown["purpose"] == .string(""))
            let early = try await browser.post("/v1/requests/\(id)/submission", as: .host)
            #expect(early.status == 422 && early.errors == ["count"])
            let changed = try await browser.change(
                .put,
                "/v1/requests/\(id)",
                as: .host,
                body(world, title: "改題", wish: DraftsTests.wish),
                ifMatch: "*"
            )
            #expect(changed.status == 200)
            #expect(try changed.json["title"] == .string("改題"))
            #expect(try changed.json["slots"]?.elements.map { $0["start"] } == [.string("\(World.start)")])
            let submitted = try await browser.post("/v1/requests/\(id)/submission", as: .host)
            #expect(submitted.status == 200)
            #expect(try submitted.json["state"] == .string("submitted"))
            #expect(try submitted.json["submitted_at"] == .string("\(World.today)"))
            let status = try await browser.get("/v1/requests/\(id)/status", as: .host)
            #expect(
                try status.json["timeline"]?.elements.compactMap { $0["action"]?.text }
                    == ["request.drafted", "request.redrafted", "request.submitted"]
            )
            // Only what was handed in is told of.
            #expect(try await world.mails() == ["request_received"])
            let again = try await browser.post("/v1/requests/\(id)/submission", as: .host)
            #expect(again.status == 409 && again.problem == "request_state")
            let late = try await browser.change(
                .put,
                "/v1/requests/\(id)",
                as: .host,
                body(world),
                ifMatch: "*"
            )
            #expect(late.status == 409 && late.problem == "request_state")
        }
    }

    @Test("are held against the programme's rules when they are handed in")
    func rules() async throws {
        let world = try await World()
        try await world.serve { browser in
            let near = DraftsTests.wish.replacing("2026-07-08", with: "2026-06-02")
            let id = try await drafted(world, browser, wish: near)
            let refused = try await browser.post("/v1/requests/\(id)/submission", as: .host)
            #expect(refused.status == 422 && refused.problem == "lead_time")
            #expect(try await browser.get("/v1/requests/\(id)", as: .host).json["state"] == .string("draft"))
        }
    }

    @Test("are discarded without telling anybody, and nobody screens or corrects them")
    func discarded() async throws {
        let world = try await World()
        try await world.serve { browser in
            let id = try await drafted(world, browser, wish: DraftsTests.wish)
            let screened = try await browser.post(
                "/v1/requests/\(id)/screening",
                as: .staff(.coordinator),
                #"{"decision": "approve"}"#
            )
            #expect(screened.problem == "request_state")
            let corrected = try await browser.post(
                "/v1/requests/\(id)/correction",
                as: .host,
                world.requestBody()
            )
            #expect(corrected.problem == "request_state")
            let gone = try await browser.post(
                "/v1/requests/\(id)/cancellation",
                as: .host,
                #"{"by": "host", "reason": "取りやめ"}"#
            )
            #expect(gone.status == 200)
            #expect(try gone.json["state"] == .string("cancelled"))
            #expect(try await world.mails() == [])
        }
    }

    @Test("are discarded on their page, by whoever acts for the organization, and nobody is told")
    func discardedOnPage() async throws {
        let world = try await World()
        try await world.serve { browser in
            let path = "/requests/\(try await drafted(world, browser))"
            let host = try await world.visitor(.host, at: browser.client)
            let page = try await host.open(path)
            #expect(page.status == .ok && page.text.contains("申込を取り消す"))
            // It is no request yet that somebody else could see to.
            #expect(!page.text.contains("担当者を引き継ぐ"))
            let gone = try await host.send(path, "cancel", ["reason": "書き直すため"])
            #expect(gone.location == "\(path)?done=cancelled", "\(gone.text)")
            #expect(try await browser.get("/v1\(path)", as: .host).json["state"] == .string("cancelled"))
            #expect(try await world.mails() == [])
        }
    }

    @Test("are the asker's own: others find nothing, and change nothing")
    func own() async throws {
        let world = try await World()
        try await world.serve { browser in
            let id = try await drafted(world, browser, wish: DraftsTests.wish)
            let path = "/v1/requests/\(id)"
            for stranger in [World.Asker.otherHost, .presenter] {
                #expect(try await browser.get(path, as: stranger).status == 404)
                #expect(
                    try await browser.change(.put, path, as: stranger, body(world), ifMatch: "*").status
                        == 404
                )
                #expect(try await browser.post("\(path)/submission", as: stranger).status == 404)
                #expect(try await browser.get("\(path)/status", as: stranger).status == 404)
                #expect(try await browser.get("\(path)/slots", as: stranger).status == 404)
            }
            #expect(
                try await browser.change(.put, path, as: .staff(.clerk), body(world), ifMatch: "*").status
                    == 403
            )
            let foreign = try await browser.post("/v1/request-drafts", as: .otherHost, body(world))
            #expect(foreign.status == 404)
            let moved = body(world).replacing("\(world.organization)", with: "\(world.otherOrganization)")
            #expect(
                try await browser.change(.put, path, as: .staff(.coordinator), moved, ifMatch: "*").status
                    == 404
            )
            let nowhere = body(world).replacing("five_rules", with: "fishing")
            #expect(
                try await browser.change(.put, path, as: .host, nowhere, ifMatch: "*").problem
                    == "unknown_code"
            )
            #expect(
                try await browser.get("/v1/requests?state=draft", as: .host).json.items() == [id]
            )
            #expect(try await browser.get("/v1/requests?state=draft", as: .otherHost).json.items() == [])
        }
    }
}

import HTTPTypes
import KodanDomain
import KodanService
import KodanTestSupport
import Testing

@Suite("The status of a request", .database)
struct RequestStatusTests {
    private func status(_ id: String, _ browser: Browser) async throws -> [String?] {
        let answer = try await browser.get("/v1/requests/\(id)/status", as: .host)
        let json = try answer.json
        return ["state", "holder", "next_step", "due"].map { json[$0]?.text }
    }

    @Test("says at every step who holds it, what is waited for and until when")
    func steps() async throws {
        let world = try await World()
        try await world.serve { browser in
            let first = try await world.submitted(browser)
            #expect(try await status(first, browser) == ["submitted", "coordinator", "screen", nil])
            let (asked, offers) = try await world.offered(browser)
            #expect(
                try await status(asked, browser)
                    == ["offered", "presenter", "answer", "2026-06-08T10:00:00+09:00"]
            )
            let path = "/v1/offers/\(try #require(offers.first))/acceptance"
            #expect(try await browser.post(path, as: .presenter).status == 201)
            #expect(
                try await status(asked, browser) == ["assigned", "presenter", "lecture", "\(World.start)"]
            )
            world.database.clock.set(World.end)
            #expect(try await status(asked, browser) == ["assigned", "presenter", "report", nil])
            let report = """
                {"held": {"start": "\(World.start)", "end": "\(World.end)"}, "minutes": 90, "attendance": 28,
                 "summary": "五か条"}
                """
            #expect(
                try await browser.post("/v1/assignments/asg-1/report", as: .presenter, report).status == 201
            )
            #expect(try await status(asked, browser) == ["held", "host", "confirm", nil])
            let confirmation = #"{"minutes": 90, "attendance": 28}"#
            let confirmed = try await browser.post(
                "/v1/assignments/asg-1/confirmation",
                as: .host,
                confirmation
            )
            #expect(confirmed.status == 201)
            #expect(try await status(asked, browser) == ["attested", "accountant", "pay", nil])
        }
    }

    @Test("is told in the reader's language, with what happened and when last")
    func message() async throws {
        let world = try await World()
        try await world.serve { browser in
            let id = try await world.submitted(browser)
            let english = try await browser.get("/v1/requests/\(id)/status", as: .host)
            #expect(try english.json["message"] == .string("The office is reading it."))
            #expect(english.headers[.contentLanguage] == "en")
            #expect(try english.json["since"] == .string("\(World.today)"))
            #expect(
                try english.json["timeline"]?.elements.map { $0["action"] } == [.string("request.submitted")]
            )
            let japanese = try await browser.send(
                .get,
                "/v1/requests/\(id)/status",
                [.acceptLanguage: "ja", .authorization: "Bearer \(try world.token(of: .host))"],
                nil
            )
            #expect(try japanese.json["message"] == .string("事務局が審査しています。"))
        }
    }

    @Test("shows the wished times by themselves")
    func slots() async throws {
        let world = try await World()
        try await world.serve { browser in
            let id = try await world.submitted(browser)
            #expect(
                try await browser.get("/v1/requests/\(id)/slots", as: .host).json
                    == JSON(
                        """
                        {"items": [
                          {"id": "slt-1", "start": "2026-07-08T14:00:00+09:00", "end": "2026-07-08T15:30:00+09:00"},
                          {"id": "slt-2", "start": "2026-07-15T14:00:00+09:00", "end": "2026-07-15T15:30:00+09:00"}]}
                        """
                    )
            )
        }
    }
}

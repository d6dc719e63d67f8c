import HTTPTypes
import KodanDomain
import KodanTestSupport
import Testing

@Suite("Days off over HTTP", .database)
struct BlackoutsTests {
    @Test("are noted, listed and taken back, and take offers back")
    func added() async throws {
        let world = try await World()
        try await world.serve { browser in
            let (_, offers) = try await world.offered(browser)
            let path = "/v1/presenters/\(world.presenter)/blackouts"
            let made = try await browser.post(
                path,
                as: .presenter,
                #"{"first": "2026-07-06", "last": "2026-07-08", "reason": "出張"}"#
            )
            let id = try #require(try made.json["id"]?.text)
            // One alone has no address to be read at.
            #expect(made.status == 201 && made.headers[.location] == nil)
            #expect(
                try made.json
                    == JSON(
                        #"{"id": "\#(id)", "withdrawn_offers": ["\#(offers[0])"], "standing_assignments": []}"#
                    )
            )
            let item = #"{"id": "\#(id)", "first": "2026-07-06", "last": "2026-07-08", "reason": "出張"}"#
            let list = try await browser.get(path, as: .staff(.clerk))
            #expect(try list.json == JSON(#"{"items": [\#(item)]}"#))
            let twice = try await browser.post(path, as: .presenter, #"{"first": "2026-07-08"}"#)
            #expect(twice.status == 422 && twice.errors == ["/first free_days"])
            #expect(try await browser.send(.delete, "\(path)/\(id)", as: .otherPresenter).status == 404)
            #expect(try await browser.send(.delete, "\(path)/\(id)", as: .staff(.clerk)).status == 403)
            #expect(try await browser.send(.delete, "\(path)/\(id)", as: .presenter).status == 204)
            #expect(try await browser.send(.delete, "\(path)/\(id)", as: .presenter).status == 404)
        }
    }

    @Test("are set as a whole by who knows those before")
    func set() async throws {
        let world = try await World()
        try await world.serve { browser in
            _ = try await world.assigned(browser)
            let path = "/v1/presenters/\(world.presenter)/blackouts"
            let tag = try #require(try await browser.get(path, as: .presenter).headers[.eTag])
            let body = #"{"days": [{"first": "2026-07-08"}, {"first": "2026-07-09", "last": "2026-07-10"}]}"#
            let answer = try await browser.change(.put, path, as: .presenter, body, ifMatch: tag)
            #expect(answer.status == 200)
            #expect(try answer.json["standing_assignments"]?.elements.count == 1)
            #expect(try await browser.change(.put, path, as: .presenter, body, ifMatch: tag).status == 412)
            let list = try await browser.get(path, as: .presenter).json["items"]?.elements
            #expect(list?.map { $0["first"]?.text } == ["2026-07-08"])
            #expect(list?.map { $0["last"]?.text } == ["2026-07-10"])
        }
    }

    @Test(
        "are a presenter's own and staff's to see",
        arguments: [
            (World.Asker.host, 403), (.otherPresenter, 404), (.staff(.auditor), 200), (.presenter, 200),
        ]
    )
    func sight(asker: World.Asker, status: Int) async throws {
        let world = try await World()
        try await world.serve { browser in
            let path = "/v1/presenters/\(world.presenter)/blackouts"
            let answer = try await browser.get(path, as: asker)
            #expect(answer.status == status)
        }
    }
}

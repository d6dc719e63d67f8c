import KodanDomain
import KodanService
import KodanTestSupport
import Testing

@Suite("Presenters whom a host does not want, over HTTP", .database)
struct ExcludedPresentersTests {
    private func body(_ world: World, _ excluded: String) -> String {
        let plain = world.requestBody()
        return "{\"excluded_presenters\": \(excluded), " + plain.dropFirst()
    }

    @Test("come with a request, and are shown to the host and staff")
    func roundTrip() async throws {
        let world = try await World()
        try await world.serve { browser in
            let entry = #"[{"presenter": "\#(world.presenter)", "reason": "前回も同じ講師"}]"#
            let made = try await browser.post("/v1/requests", as: .host, body(world, entry))
            #expect(made.status == 201)
            let id = try #require(try made.json["id"]?.text)
            for asker in [World.Asker.host, .staff(.coordinator)] {
                let shown = try await browser.get("/v1/requests/\(id)", as: asker)
                #expect(try shown.json["excluded_presenters"] == JSON(entry))
            }
        }
    }

    @Test("are refused field by field")
    func refused() async throws {
        let world = try await World()
        try await world.serve { browser in
            func errors(_ excluded: String) async throws -> [String] {
                try await browser.post("/v1/requests", as: .host, body(world, excluded)).errors.sorted()
            }
            let presenter = world.presenter
            #expect(
                try await errors(#"[{"presenter": "org-1"}]"#)
                    == ["/excluded_presenters/0/presenter key", "/excluded_presenters/0/reason present"]
            )
            let twice =
                #"[{"presenter": "\#(presenter)", "reason": "a"}, {"presenter": "\#(presenter)", "reason": "b"}]"#
            #expect(try await errors(twice) == ["/excluded_presenters/1 once"])
            #expect(try await errors("5") == ["/excluded_presenters list"])
            let unknown = try await browser.post(
                "/v1/requests",
                as: .host,
                body(world, #"[{"presenter": "pre-999", "reason": "a"}]"#)
            )
            #expect(unknown.status == 404)
        }
    }
}

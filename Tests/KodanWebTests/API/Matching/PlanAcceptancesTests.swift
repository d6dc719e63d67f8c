import KodanDomain
import KodanTestSupport
import Testing

@testable import KodanWeb

@Suite("Plans taken in part over HTTP", .database)
struct PlanAcceptancesTests {
    private let coordinator = World.Asker.staff(.coordinator)

    @Test("save the accepted rows, refuse what the plan does not hold, and leave the rest as it is")
    func part() async throws {
        let world = try await World()
        try await world.serve { browser in
            let accepted = try await world.approved(browser)
            let left = try await world.approved(browser)
            let plan = try await browser.post("/v1/matching-runs", as: coordinator, #"{"save": false}"#)
            let row = try #require(
                try plan.json["assignments"]?.elements.first { $0["request"] == .string(accepted) }
            )
            let presenter = try #require(row["presenter"]?.text)
            let body = """
                {"rows": [{"request": "\(accepted)", "presenter": "\(presenter)"},
                          {"request": "req-99999", "presenter": "\(presenter)"}]}
                """
            let saved = try await browser.post("/v1/plan-acceptances", as: coordinator, body, key: "k1")
            #expect(saved.status == 201)
            #expect(try saved.json["saved"] == .array([.string(accepted)]))
            #expect(try saved.json["refused"]?.elements.map { $0["request"]?.text } == ["req-99999"])
            #expect(try saved.json["run"] == .string("run-1"))
            func state(_ id: String) async throws -> String? {
                try await browser.get("/v1/requests/\(id)", as: coordinator).json["state"]?.text
            }
            #expect(try await state(accepted) == "matched")
            #expect(try await state(left) == "approved")
            let again = try await browser.post("/v1/plan-acceptances", as: coordinator, body, key: "k1")
            #expect(again.status == 201 && again.text == saved.text)
            #expect(try await world.count("matching_run") == 1)
        }
    }

    @Test("refuse a request that stands in two rows, unknown fields, and everybody but coordinators")
    func refused() async throws {
        let world = try await World()
        try await world.serve { browser in
            let row = #"{"request": "req-1", "presenter": "pre-1"}"#
            let twice = try await browser.post(
                "/v1/plan-acceptances",
                as: coordinator,
                #"{"rows": [\#(row), \#(row)], "save": true}"#
            )
            #expect(twice.status == 422)
            #expect(Set(twice.errors.map { $0.prefix { $0 != " " } }) == ["/rows/1/request", "/save"])
            for outsider in [World.Asker.host, .presenter, .staff(.clerk)] {
                let answer = try await browser.post(
                    "/v1/plan-acceptances",
                    as: outsider,
                    #"{"rows": [\#(row)]}"#
                )
                #expect(answer.status == 403, "\(outsider)")
            }
            #expect(try await world.count("matching_run") == 0)
        }
    }

    @Test("are explained for one request, with what the rules say of one presenter")
    func explained() async throws {
        let world = try await World()
        try await world.serve { browser in
            let id = try await world.approved(browser)
            let path = "/v1/requests/\(id)/explanation"
            let answer = try await browser.post(
                path,
                as: coordinator,
                #"{"presenter": "\#(world.otherPresenter)"}"#
            )
            #expect(answer.status == 200)
            #expect(try answer.json["standing"] == .string("planned"))
            #expect(try answer.json["asked_about"]?["presenter"] == .string("\(world.otherPresenter)"))
            #expect(try answer.json["asked_about"]?["slots"]?.elements.count == 2)
            #expect(try await world.count("matching_run") == 0)
            #expect(
                try await browser.post("/v1/requests/req-99999/explanation", as: coordinator).status == 404
            )
            #expect(try await browser.post(path, as: .host).status == 403)
        }
    }
}

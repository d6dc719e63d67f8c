import HTTPTypes
import KodanDomain
import KodanTestSupport
import Testing

@testable import KodanWeb

@Suite("What a host arranges around a lecture", .database)
struct ArrangementsTests {
    private static let whole = """
        {"department": "経営支援課", "deputy": {"name": "代理", "email": "deputy@org.example.jp", "phone": "03-0000-0002"},
         "flexibility": "days", "nearest_station": "九段下駅", "parking": "available", "recording": "members"}
        """

    private func body(_ world: World, _ arrangements: String, online: Bool = false) -> String {
        let venue = #"{"name": "会館", "municipality": "13101", "address": "千代田一丁目"}"#
        let place = online ? #""place": "online""# : #""place": "both", "venue": \#(venue)"#
        return world.requestBody().replacing(
            #""place": "online""#,
            with: #"\#(place), "arrangements": \#(arrangements)"#
        )
    }

    @Test("comes in and is shown, people only to those who may call them")
    func shown() async throws {
        let world = try await World()
        try await world.serve { browser in
            let made = try await browser.post("/v1/requests", as: .host, body(world, Self.whole))
            #expect(made.status == 201, "\(made.text)")
            let shown = try await browser.get("/v1/requests/req-1", as: .host)
            #expect(try shown.json["arrangements"] == JSON(Self.whole))
            let approval = #"{"decision": "approve"}"#
            _ = try await browser.post("/v1/requests/req-1/screening", as: .staff(.coordinator), approval)
            let offers = try await world.offers(of: "req-1", browser)
            let asked = try await browser.get("/v1/requests/req-1", as: .presenter).json["arrangements"]
            #expect(asked?["department"] == nil && asked?["deputy"] == nil)
            #expect(asked?["nearest_station"] == .string("九段下駅"))
            #expect(asked?["recording"] == .string("members"))
            _ = try await browser.post("/v1/offers/\(try #require(offers.first))/acceptance", as: .presenter)
            let bound = try await browser.get("/v1/requests/req-1", as: .presenter)
            #expect(try bound.json["arrangements"] == JSON(Self.whole))
        }
    }

    @Test("is changed with a draft, and kept by what is handed in")
    func draft() async throws {
        let world = try await World()
        try await world.serve { browser in
            let made = try await browser.post("/v1/request-drafts", as: .host, body(world, Self.whole))
            let id = try #require(try made.json["id"]?.text)
            let drafted = try await browser.get("/v1/requests/\(id)", as: .host)
            #expect(try drafted.json["arrangements"] == JSON(Self.whole))
            let changed = try await browser.change(
                .put,
                "/v1/requests/\(id)",
                as: .host,
                body(world, #"{"recording": "public"}"#),
                ifMatch: "*"
            )
            #expect(changed.status == 200)
            let submitted = try await browser.post("/v1/requests/\(id)/submission", as: .host)
            #expect(submitted.status == 200)
            let shown = try await browser.get("/v1/requests/\(id)", as: .host).json["arrangements"]
            #expect(
                shown == (try JSON(#"{"flexibility": "fixed", "parking": "unknown", "recording": "public"}"#))
            )
        }
    }

    @Test(
        "is refused with every wrong field named",
        arguments: [
            (
                #"{"nearest_station": "九段下駅", "parking": "none"}"#, true,
                ["/arrangements/nearest_station absent", "/arrangements/parking absent"]
            ),
            (
                #"{"deputy": {"name": "代理", "phone": "12"}, "flexibility": "weeks", "rooms": 3}"#, false,
                [
                    "/arrangements/deputy/email present", "/arrangements/deputy/phone phone",
                    "/arrangements/flexibility one_of", "/arrangements/rooms unknown_field",
                ]
            ),
            (
                #"{"department": "", "nearest_station": "\#(String(repeating: "駅", count: 101))", "recording": 1}"#,
                false,
                [
                    "/arrangements/department present", "/arrangements/nearest_station at_most",
                    "/arrangements/recording text",
                ]
            ),
        ]
    )
    func wrong(arrangements: String, online: Bool, errors: [String]) async throws {
        let world = try await World()
        try await world.serve { browser in
            let answer = try await browser.post(
                "/v1/requests",
                as: .host,
                body(world, arrangements, online: online)
            )
            #expect(answer.status == 422)
            #expect(answer.errors.sorted() == errors)
            #expect(try await world.count("lecture_request") == 0)
        }
    }
}

import KodanDomain
import KodanService
import KodanTestSupport
import Testing

@Suite("What a presenter is told before saying yes, over HTTP", .database(.withGeography))
struct EstimatesTests {
    @Test("is fee, fares and tax of both, and the way")
    func estimated() async throws {
        let world = try await World().paying(TravelEstimatePageTests.fares)
        try await world.serve { browser in
            let (_, offers) = try await world.offered(browser)
            try await world.place(in: "13104", travelMinutes: 10)
            let path = "/v1/offers/\(try #require(offers.first))/estimate"
            let answer = try await browser.get(path, as: .presenter)
            #expect(answer.status == 200, "\(answer.text)")
            let told = try answer.json
            guard case .number(let fee)? = told["fee"]?["fee"] else {
                Issue.record("no fee in \(answer.text)")
                return
            }
            // One part there and one back; withheld at 10.21 % of both together, rounded down.
            let gross = fee + 10_000
            let tax = gross * 1021 / 10_000
            let expected = """
                {"offer": "\(offers[0])", "place": "東京都新宿区",
                 "fee": {"fee": \(fee), "travel": 10000, "gross": \(gross), "tax": \(tax), "net": \(gross - tax)},
                 "travel": {"basis": "estimated", "amount": 10000, "means": ["car"]},
                 "journey": {"online": false, "travel_minutes": 10, "home": "東京都新宿区", "venue": "東京都新宿区"}}
                """
            #expect(try told == JSON(expected))
            #expect(try await browser.get(path, as: .staff(.coordinator)).json == told)
            #expect(try await browser.get(path, as: .otherPresenter).status == 404)
            #expect(try await browser.get(path, as: .host).status == 403)
        }
    }

    @Test("says where nothing can be told, and of an online lecture that nobody travels")
    func unknown() async throws {
        let world = try await World()
        try await world.serve { browser in
            let (_, offers) = try await world.offered(browser)
            let path = "/v1/offers/\(try #require(offers.first))/estimate"
            let online = try await browser.get(path, as: .presenter).json
            #expect(try online["travel"] == JSON(#"{"basis": "online", "means": []}"#))
            #expect(try online["journey"] == JSON(#"{"online": true, "travel_minutes": 0}"#))
            #expect(online["place"] == nil)
            try await world.place(in: "13104", travelMinutes: 10)
            let travel = try await browser.get(path, as: .presenter).json["travel"]
            #expect(try travel == JSON(#"{"basis": "no_fares", "means": []}"#))
        }
    }

    @Test("stays the way to a lecture that is settled, which no host is told")
    func journey() async throws {
        let world = try await World()
        try await world.serve { browser in
            let (_, assignment) = try await world.assigned(browser)
            let path = "/v1/assignments/\(assignment)/journey"
            let online = JSON.object(["online": .bool(true), "travel_minutes": .number(0)])
            #expect(try await browser.get(path, as: .presenter).json == online)
            try await world.place(in: "22130", travelMinutes: 95)
            let expected = """
                {"online": false, "travel_minutes": 95, "home": "東京都新宿区", "venue": "静岡県浜松市"}
                """
            for asker in [World.Asker.presenter, .staff(.coordinator), .staff(.auditor)] {
                #expect(try await browser.get(path, as: asker).json == JSON(expected), "\(asker)")
            }
            #expect(try await browser.get(path, as: .otherPresenter).status == 404)
            #expect(try await browser.get(path, as: .host).status == 403)
        }
    }
}

import Hummingbird
import HummingbirdTesting
import KodanDomain
import KodanService
import KodanTestSupport
import Postgres
import Testing

@testable import KodanWeb

@Suite("The small map of the way to a lecture", .database(.withGeography))
struct JourneyPageTests {
    @Test("shows venue and home to the presenter and to the body, and to no host")
    func maps() async throws {
        let world = try await World()
        try await world.serve { browser in
            let (request, assignment) = try await world.assigned(browser)
            try await world.place(in: "22130", travelMinutes: 95)
            let presenter = try await world.visitor(.presenter, at: browser.client)
            let offer = try #require(
                try await browser.get("/v1/offers", as: .presenter).json["items"]?.elements.first?["id"]?.text
            )
            let asked = try await presenter.open("/offers/\(offer)").text
            #expect(asked.contains("会場の位置の地図") && asked.contains("<path class=\"land\""))
            #expect(asked.contains("静岡県浜松市") && asked.contains("講師の住所地は東京都新宿区"))
            #expect(asked.contains("1時間半以上2時間半未満") && asked.utf8.count < 40_000)
            for asker in [World.Asker.presenter, .staff(.coordinator), .staff(.auditor)] {
                let visitor = try await world.visitor(asker, at: browser.client)
                #expect(try await visitor.open("/lectures/\(assignment)").text.contains("会場の位置の地図"))
            }
            let host = try await world.visitor(.host, at: browser.client)
            let page = try await host.open("/lectures/\(assignment)")
            #expect(page.status == .ok && !page.text.contains("会場の位置") && !page.text.contains("新宿区"))
            #expect(try await host.open("/requests/\(request)").status == .ok)
            // Far islands lie in a frame of their own: no line leads there.
            try await world.place(in: "47201", travelMinutes: 300)
            let island = try await presenter.open("/lectures/\(assignment)").text
            #expect(island.contains("沖縄県那覇市") && island.contains("会場の周辺だけ"))
            #expect(island.contains("2時間半以上") && !island.contains(">住所地<"))
        }
    }
}

@Suite("What an offer tells of money for the way", .database(.withGeography))
struct TravelEstimatePageTests {
    /// 5,000 yen for every part of a way, however long.
    static let fares = FareTable(
        TravelMeans.allCases.map {
            FareTable.Band($0, upToKilometres: nil, base: Yen(5000), centiYenPerKilometre: 0)
        }
    )

    /// What the offer's page says of money, in order; the offer is of a lecture in the presenter's own town.
    private func amounts(_ fares: FareTable?) async throws -> (page: String, yen: [Int]) {
        let world = try await World().paying(fares)
        return try await world.serve { browser in
            let (_, offers) = try await world.offered(browser)
            try await world.place(in: "13104", travelMinutes: 10)
            let presenter = try await world.visitor(.presenter, at: browser.client)
            let page = try await presenter.open("/offers/\(try #require(offers.first))").text
            let yen = page.matches(of: /<dd>約?([0-9,]+)円/).compactMap { Int($0.1.replacing(",", with: "")) }
            return (page, yen)
        }
    }

    @Test("is the way there and back, taxed with the fee")
    func estimated() async throws {
        let (page, yen) = try await amounts(TravelEstimatePageTests.fares)
        let fee = try #require(yen.first)
        // One part there and one back; withheld at 10.21 % of both together, rounded down.
        let tax = (fee + 10_000) * 1021 / 10_000
        #expect(yen == [fee, 10_000, fee + 10_000, tax, fee + 10_000 - tax])
        #expect(page.contains("自家用車") && page.contains("謝金と旅費の目安（税引後）"))
    }

    @Test("is not there without a table of fares, and the page says so")
    func unknown() async throws {
        let (page, yen) = try await amounts(nil)
        let fee = try #require(yen.first)
        #expect(yen == [fee, fee * 1021 / 10_000, fee - fee * 1021 / 10_000])
        #expect(page.contains("運賃の目安の表がありません"))
    }
}

extension World {
    /// The same people, served by an office with these fares, or without any.
    func paying(_ fares: FareTable?) -> World {
        var rules = OfficeRules()
        rules.fares = fares
        return with(Office(pool: office.pool, clock: office.clock, vault: office.vault, rules: rules))
    }

    /// Moves all requests to a venue in a municipality, so many minutes from whoever is asked.
    func place(in municipality: String, travelMinutes: Int) async throws {
        try await database.owner.transaction { session in
            try session.execute(
                """
                UPDATE lecture_request
                   SET place = 'venue', venue_name = '会館', venue_municipality_code = \(municipality),
                       venue_address = '一丁目', venue_latitude_e6 = latitude_e6, venue_longitude_e6 = longitude_e6
                  FROM municipality
                 WHERE code = \(municipality)
                """
            )
            try session.execute("UPDATE offer SET online = false, travel_minutes = \(travelMinutes)")
            try session.execute("UPDATE assignment SET online = false, travel_minutes = \(travelMinutes)")
        }
    }
}

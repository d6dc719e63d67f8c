import KodanDomain
import KodanMatching
import KodanService
import KodanStore
import KodanTestSupport
import Postgres
import Testing

@Suite("How near presenters are", .database(.withGeography))
struct CoverageTests {
    private let cast = Cast()

    private func coverage(_ topic: String? = nil) async throws -> CoverageFound {
        try await ReadCoverage(office: cast.office)(
            on: try topic.map { try TopicCode($0) },
            as: cast.coordinator
        )
    }

    /// The bands of the whole country as the matching engine's journeys from `home` have them, one by one.
    private func counts(from home: String) async throws -> [Int] {
        let graph = try TravelGraph(shippedIn: Checkout.config + "/geo")
        let places = try await cast.database.owner.transaction { session in
            try TravelStore(session).municipalities()
        }
        let base = try #require(places.first { $0.municipality.digits == home })
        let journeys = graph.journeys(from: Place(base.point, in: base.municipality, isExact: false))
        var counts = Array(repeating: 0, count: 6)
        for place in places {
            let time = journeys.time(to: Place(place.point, in: place.municipality, isExact: false))
            let band = time.map { TravelBand(minutes: $0.minutes, isDayTrip: $0.isDayTrip) } ?? .overnight
            counts[band.rawValue] += 1
        }
        return counts
    }

    @Test("is what the journeys from their municipalities say, for one and for the nearer of two")
    func nearest() async throws {
        _ = try await cast.lecturer(1, in: "25202")
        let alone = try await coverage()
        #expect(alone.presenters == 1)
        #expect(alone.bands.map(\.count) == (try await counts(from: "25202")))
        _ = try await cast.lecturer(2, in: "01101")
        let both = try await coverage()
        #expect(both.presenters == 2)
        #expect(both.bands[0].count > alone.bands[0].count)
        #expect(both.bands.map(\.count).reduce(0, +) == alone.bands.map(\.count).reduce(0, +))
        // The farthest come first, and no two answers differ when nothing has changed.
        let minutes = both.far.map { $0.minutes ?? Int.max }
        #expect(minutes == minutes.sorted(by: >) && both.far.count == ReadCoverage.farAtMost)
        #expect(try await coverage() == both)
    }

    @Test("counts for a topic only those who lecture on it, and proposes places far from them")
    func topics() async throws {
        _ = try await cast.lecturer(1, in: "13101", topics: ["five_rules"])
        let none = try await coverage("cloud")
        #expect(none.presenters == 0 && none.bands.dropLast().allSatisfy(\.isEmpty))
        let some = try await coverage("five_rules")
        #expect(some.presenters == 1 && some.gains.count == ReadCoverage.gainsAtMost)
        let gains = some.gains.map(\.minutes)
        #expect(gains == gains.sorted(by: >) && !some.gains.contains { $0.name.hasPrefix("東京都") })
        await #expect(throws: Refusal.notPermitted(.host)) {
            try await ReadCoverage(office: cast.office)(as: try await cast.host().credential)
        }
    }

    @Test("heeds where lectures were asked for, and who is active no more")
    func weights() async throws {
        let lecturer = try await cast.lecturer(1, in: "13101")
        let before = try await coverage()
        let host = try await cast.host(in: "27128")
        _ = try await cast.approved(by: host, place: .venue(try cast.venue(in: "27128")))
        let after = try await coverage()
        let gain = { (found: CoverageFound) in found.gains.first { $0.name.hasPrefix("大阪府") }?.minutes ?? 0 }
        #expect(gain(after) > gain(before) && gain(before) > 0)
        try await cast.database.owner.transaction { session in
            try session.execute("UPDATE presenter SET state = 'suspended' WHERE id = \(lecturer.id)")
        }
        #expect(try await coverage().presenters == 0)
    }
}

import KodanDomain
import Testing

@testable import KodanMatching

@Suite("A journey")
struct JourneyPropertyTests {
    /// Places all over Japan, off their municipality's point, and some on small islands.
    private static func places(_ count: Int) throws -> [Place] {
        var dice = Dice(seed: 11)
        let codes = try Japan.graph().network.codes.map { $0 < 10_000 ? "0\($0)" : "\($0)" }
        return try ["13421", "47357", "46303", "32525", "13101"].map { try Japan.place($0) }
            + (0..<count).map { _ in
                try Japan.place(
                    codes[dice.roll(codes.count)],
                    north: Int32(dice.roll(40_000)),
                    east: Int32(dice.roll(2) * dice.roll(40_000))
                )
            }
    }

    @Test("back takes as long as there, and never less than ten minutes")
    func symmetry() throws {
        let graph = try Japan.graph()
        let places = try Self.places(35)
        let journeys = places.map { graph.journeys(from: $0) }
        for (from, there) in zip(places, journeys) {
            for (to, back) in zip(places, journeys) {
                #expect(there.time(to: to) == back.time(to: from))
                #expect(there.minutes(to: to) ?? .max >= 10)
            }
        }
    }

    @Test("by public transport is no longer than one through a third place, and a change there")
    func triangles() throws {
        let nodes = try Self.places(35).map { try Japan.graph().node(of: $0) }
        let times = try nodes.map { try Japan.graph().times(from: $0) }
        func minutes(_ from: Int, _ to: Int) -> Int {
            from == to ? 10 : times[from].minutes(to: nodes[to], by: .publicTransport) ?? 100_000
        }
        for from in nodes.indices {
            for to in nodes.indices where to != from {
                for middle in nodes.indices {
                    // One start of ten minutes is saved, the longest change costs 45.
                    let parts = minutes(from, middle) + minutes(middle, to) - 10 + 45
                    if minutes(from, to) > parts { Issue.record("\(from) \(middle) \(to)") }
                }
            }
        }
    }

    @Test("is never shorter than its municipality's lower bound, which come nearest first")
    func lowerBounds() throws {
        let graph = try Japan.graph()
        let model = TravelModel.graph(graph)
        let places = try Self.places(300)
        for origin in places.prefix(12) {
            let journeys = model.journeys(from: origin)
            let bounds = journeys.lowerBounds
            #expect(bounds.map(\.minutes) == bounds.map(\.minutes).sorted())
            #expect(Set(bounds.map(\.node)).count == bounds.count)
            let minutes = Dictionary(uniqueKeysWithValues: bounds.map { ($0.node, $0.minutes) })
            for place in places {
                let bound = minutes[model.node(of: place)]
                #expect((bound == nil) == (journeys.minutes(to: place) == nil))
                #expect(bound ?? .max <= journeys.minutes(to: place) ?? .max)
            }
            // From the municipality's own point the bound is what it takes.
            let fromPoint = model.journeys(from: try Self.inexact(origin))
            for bound in fromPoint.lowerBounds {
                let there = Place(graph.network.points[bound.node], in: try Self.code(graph, bound.node))
                #expect(fromPoint.minutes(to: there) == bound.minutes)
            }
        }
    }

    private static func inexact(_ place: Place) throws -> Place {
        let graph = try Japan.graph()
        let node = graph.node(of: place)
        return Place(graph.network.points[node], in: try code(graph, node), isExact: false)
    }

    private static func code(_ graph: TravelGraph, _ node: Int) throws -> MunicipalityCode {
        let number = graph.network.codes[node]
        return try MunicipalityCode(number < 10_000 ? "0\(number)" : "\(number)")
    }

    @Test(
        "to an island takes as long as its ship or flight, and is a day trip or not",
        arguments: [
            ("13101", "13421", TravelBand.overnight),  // Ogasawara, a ship a week
            ("47201", "47357", .overnight),  // Minamidaitō, by rule whatever the flight takes
            ("15100", "15224", .under150),  // Sado, hydrofoils all day
            ("13101", "13101", .under30),
            ("13101", "01101", .overnight),  // Sapporo, 290 minutes
            ("13101", "27100", .dayTrip),  // Osaka, three hours
        ]
    )
    func islands(from: String, to: String, band: TravelBand) throws {
        let journeys = try Japan.graph().journeys(from: try Japan.place(from))
        let time = try #require(journeys.time(to: try Japan.place(to)))
        #expect(TravelBand(minutes: time.minutes, isDayTrip: time.isDayTrip) == band)
    }

    @Test("within an island that is never a day trip stays one")
    func within() throws {
        let journeys = try Japan.graph().journeys(from: try Japan.place("13421"))
        #expect(journeys.time(to: try Japan.place("13421", north: 10_000))?.isDayTrip == true)
    }

    @Test("adds the way from an exact point, and none from one that is not exact")
    func exactness() throws {
        let graph = try Japan.graph()
        let osaka = graph.journeys(from: try Japan.place("27100"))
        let point = try #require(osaka.minutes(to: try Japan.place("13101")))
        // 0.05 degrees north are 5.56 km of great circle, 7.51 km of road, 16.1 minutes at 28 km/h.
        let off = try Japan.place("13101", north: 50_000)
        #expect(osaka.minutes(to: off) == point + 17)
        let vague = Place(off.point, in: try MunicipalityCode("13101"), isExact: false)
        #expect(osaka.minutes(to: vague) == point)
    }

    @Test("between exact places of neighbours goes straight where the way over both offices is longer")
    func neighbours() throws {
        let graph = try Japan.graph()
        let (chiyoda, chuo) = (try Japan.place("13101"), try Japan.place("13102"))
        // Both moved together by 7 km: as near to each other as the two offices are, under 3 km.
        let (from, to) = (
            try Japan.place("13101", north: 60_000), try Japan.place("13102", north: 60_000)
        )
        let straight = TravelModel.greatCircle.journeys(from: chiyoda).minutes(to: chuo)
        #expect(graph.journeys(from: from).minutes(to: to) == straight)
    }

    @Test("of a place in no known municipality begins at the nearest")
    func nearest() throws {
        let graph = try Japan.graph()
        var dice = Dice(seed: 5)
        for _ in 0..<300 {
            let point = place(
                Int32(24_000_000 + dice.roll(21_000_000)),
                Int32(123_000_000 + dice.roll(25_000_000))
            ).point
            let distances = graph.network.points.map { Sphere.kilometres(from: point, to: $0) }
            let node = graph.node(of: Place(point, in: try MunicipalityCode("13999")))
            #expect(distances[node] == distances.min())
        }
    }
}

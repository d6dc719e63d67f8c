import KodanDomain
import Testing

@testable import KodanMatching

private func code(_ number: Int) throws -> MunicipalityCode { try MunicipalityCode("0\(number)") }

@Suite("A travel graph")
struct TravelGraphTests {
    /// Three towns in a row, the last across the sea; an island that nothing reaches.
    private func graph(
        edges: [(Int, Int, Int)] = [],
        links: [TravelGraph.Link] = []
    ) throws -> TravelGraph {
        try TravelGraph(
            municipalities: try [1101, 1102, 1103, 1104].enumerated().reversed().map {
                .init(code: try code($1), point: place(43_000_000, 141_000_000 + Int32($0) * 500_000).point)
            },
            landEdges: try edges.map {
                .init(from: try code($0.0), to: try code($0.1), metres: $0.2)
            },
            links: links
        )
    }

    private func link(
        _ mode: TravelGraph.Mode,
        _ from: Int,
        _ to: Int,
        minutes: Int,
        note: String = "line"
    ) throws -> TravelGraph.Link {
        .init(mode, from: try code(from), to: try code(to), minutes: minutes, metres: 1_000, note: note)
    }

    @Test("numbers municipalities by ascending code, whatever the order of rows")
    func order() throws {
        let graph = try graph()
        #expect([1101, 1102, 1103, 1104].map { graph.network.node($0) } == [0, 1, 2, 3])
        #expect(graph.network.node(1105) == nil)
        #expect(graph.count == 4)
    }

    @Test("goes by road at the speeds of the model, and nowhere without a way")
    func road() throws {
        // 50 km straight are 61 km of road: 8 at 28, 42 at 50 and 11 at 84 km/h; by bus at 42 km/h and ten more.
        let times = try graph(edges: [(1101, 1102, 50_000)]).times(from: 0)
        #expect(times.minutes(to: 1, by: .car) == 76)
        #expect(times.minutes(to: 1, by: .publicTransport) == 98)
        #expect(times.faster(to: 1) == .car)
        #expect(times.minutes(to: 2, by: .car) == nil)
        #expect(times.faster(to: 3) == nil)
    }

    @Test("adds boarding, changing and leaving to rides")
    func rides() throws {
        func minutes(_ first: TravelGraph.Link, _ second: TravelGraph.Link) throws -> Int? {
            try graph(links: [first, second]).times(from: 0).minutes(to: 2, by: .publicTransport)
        }
        var fast = try link(.rail, 1101, 1102, minutes: 20, note: "one")
        var faster = try link(.rail, 1102, 1103, minutes: 30, note: "other")
        // Ten to the stop, fifteen to the train, five from it; ten for changing lines.
        #expect(try minutes(fast, faster) == 10 + 15 + 20 + 10 + 30 + 5)
        (fast.isShinkansen, faster.isShinkansen) = (true, true)
        #expect(try minutes(fast, faster) == 10 + 15 + 20 + 30 + 5)
        let flights = try (link(.air, 1101, 1102, minutes: 60), link(.air, 1102, 1103, minutes: 70))
        #expect(try minutes(flights.0, flights.1) == 10 + 75 + 60 + 45 + 70 + 25)
        var ship = try link(.ferry, 1102, 1103, minutes: 40)
        ship.accessMinutes = 15
        #expect(try minutes(fast, ship) == 10 + 15 + 20 + 5 + 25 + 15 + 40 + 5)
    }

    @Test("finds the way that is best in all, not first at the platform where it changes")
    func change() throws {
        // By air one is at 1102 after 130 minutes, by rail after 150: but a second flight costs 45 more.
        let graph = try graph(links: [
            link(.air, 1101, 1102, minutes: 20), link(.rail, 1101, 1102, minutes: 120),
            link(.air, 1102, 1103, minutes: 60),
        ])
        let times = graph.times(from: 0)
        #expect(times.minutes(to: 1, by: .publicTransport) == 10 + 75 + 20 + 25)
        #expect(times.minutes(to: 2, by: .publicTransport) == 10 + 75 + 20 + 45 + 60 + 25)
        let slower = try self.graph(links: [
            link(.air, 1101, 1102, minutes: 20), link(.rail, 1101, 1102, minutes: 35),
            link(.air, 1102, 1103, minutes: 60),
        ])
        #expect(
            slower.times(from: 0).minutes(to: 2, by: .publicTransport) == 10 + 15 + 35 + 5 + 75 + 60 + 25
        )
    }

    @Test("takes cars only on ferries that take cars")
    func ferries() throws {
        var ship = try link(.ferry, 1101, 1102, minutes: 60)
        #expect(try graph(links: [ship]).times(from: 0).minutes(to: 1, by: .car) == nil)
        ship.takesCars = true
        #expect(try graph(links: [ship]).times(from: 0).minutes(to: 1, by: .car) == 85)
    }

    @Test(
        "is back the same day within 240 minutes, of which rare departures take some",
        arguments: [
            (100, nil, true), (200, nil, true), (201, nil, false), (100, 100, false), (100, 300, true),
        ]
            as [(Int, Int?, Bool)]
    )
    func dayTrips(minutes: Int, departures: Int?, isDayTrip: Bool) throws {
        var ship = try link(.ferry, 1101, 1102, minutes: minutes)
        ship.departuresIn100Days = departures
        let graph = try graph(links: [ship])
        let (from, to) = (Place(graph.network.points[0]), Place(graph.network.points[1]))
        let time = try #require(graph.journeys(from: from).time(to: to))
        #expect(time.minutes == 10 + 25 + minutes + 5)
        #expect(time.isDayTrip == isDayTrip)
    }

    @Test("refuses rows that make no sense")
    func refuses() throws {
        let (one, two, unknown) = (try code(1101), try code(1102), try code(1199))
        func refusal(_ edges: [(Int, Int, Int)], _ links: TravelGraph.Link...) -> TravelGraphError? {
            do {
                _ = try graph(edges: edges, links: links)
                return nil
            } catch let error as TravelGraphError { return error } catch { return nil }
        }
        #expect(refusal([(1101, 1199, 5)]) == .unknownMunicipality(unknown, from: one, to: unknown))
        #expect(refusal([(1101, 1101, 5)]) == .loop(one))
        #expect(refusal([(1101, 1102, -1)]) == .metres(-1, from: one, to: two))
        let backwards = try link(.air, 1101, 1102, minutes: -5)
        #expect(refusal([], backwards) == .minutes(-5, from: one, to: two))
        var port = try link(.ferry, 1101, 1102, minutes: 5)
        port.accessMinutes = -1
        #expect(refusal([], port) == .minutes(-1, from: one, to: two))
        port.accessMinutes = 0
        port.departuresIn100Days = 0
        #expect(refusal([], port) == .departures(0, from: one, to: two))
        #expect(
            refusal([], try link(.rail, 1102, 1199, minutes: 5))
                == .unknownMunicipality(unknown, from: two, to: unknown)
        )
        #expect(throws: TravelGraphError.empty) {
            try TravelGraph(municipalities: [], landEdges: [], links: [])
        }
        let twice = TravelGraph.Municipality(code: one, point: place(43_000_000, 141_000_000).point)
        #expect(throws: TravelGraphError.municipalityTwice(one)) {
            try TravelGraph(municipalities: [twice, twice], landEdges: [], links: [])
        }
    }
}

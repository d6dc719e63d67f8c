import KodanDomain
import Testing

@testable import KodanMatching

@Suite("The parts of a journey")
struct JourneyPartsTests {
    private func code(_ number: Int) throws -> MunicipalityCode { try MunicipalityCode("0\(number)") }

    /// Four towns in a row, half a degree apart.
    private func model(
        edges: [(Int, Int, Int)] = [],
        links: [TravelGraph.Link] = []
    ) throws -> TravelModel {
        .graph(
            try TravelGraph(
                municipalities: try [1101, 1102, 1103, 1104].enumerated().map {
                    .init(
                        code: try code($1),
                        point: place(43_000_000, 141_000_000 + Int32($0) * 500_000).point
                    )
                },
                landEdges: try edges.map { .init(from: try code($0.0), to: try code($0.1), metres: $0.2) },
                links: links
            )
        )
    }

    private func link(
        _ mode: TravelGraph.Mode,
        _ from: Int,
        _ to: Int,
        minutes: Int,
        metres: Int
    ) throws -> TravelGraph.Link {
        .init(mode, from: try code(from), to: try code(to), minutes: minutes, metres: metres, note: "line")
    }

    private func parts(_ model: TravelModel, to number: Int) throws -> [JourneyPart]? {
        func town(_ number: Int) throws -> Place {
            Place(
                place(43_000_000, 141_000_000 + Int32(number - 1101) * 500_000).point,
                in: try code(number),
                isExact: false
            )
        }
        return model.parts(from: try town(1101), to: try town(number))
    }

    @Test("are the road, 1.22 times the straight line, and the ship with the car")
    func car() throws {
        var ferry = try link(.ferry, 1102, 1103, minutes: 60, metres: 30_000)
        ferry.takesCars = true
        let model = try model(edges: [(1101, 1102, 10_000), (1103, 1104, 20_000)], links: [ferry])
        #expect(
            try parts(model, to: 1104) == [
                JourneyPart(.car, metres: 12_200), JourneyPart(.carFerry, metres: 30_000),
                JourneyPart(.car, metres: 24_400),
            ]
        )
    }

    @Test("are local trains and buses, and each line by its length, where that is faster")
    func publicTransport() throws {
        var fast = try link(.rail, 1102, 1103, minutes: 40, metres: 100_000)
        fast.isShinkansen = true
        let plane = try link(.air, 1103, 1104, minutes: 60, metres: 500_000)
        let model = try model(edges: [(1101, 1102, 10_000)], links: [fast, plane])
        #expect(
            try parts(model, to: 1104) == [
                JourneyPart(.local, metres: 12_200), JourneyPart(.shinkansen, metres: 100_000),
                JourneyPart(.air, metres: 500_000),
            ]
        )
    }

    @Test("are none where nothing goes, and the road within a town or without tables")
    func ends() throws {
        let model = try model(edges: [(1101, 1102, 10_000)])
        #expect(try parts(model, to: 1103) == nil)
        #expect(try parts(model, to: 1101) == [JourneyPart(.car, metres: 0)])
        // Half a degree of longitude at 43° north is 40.7 km; the road is taken to be 1.35 times as long.
        let road = try #require(try parts(.greatCircle, to: 1102)?.first)
        #expect(road.means == .car && (54_800...55_100).contains(road.metres))
    }

    @Test("go from Tokyo to Osaka by Shinkansen, and from Kagoshima to Naha through the air")
    func japan() throws {
        let model = TravelModel.graph(try Japan.graph())
        func parts(_ from: String, _ to: String) throws -> [JourneyPart] {
            try #require(model.parts(from: try Japan.place(from), to: try Japan.place(to)))
        }
        let osaka = try parts("13101", "27127")
        let fast = try #require(osaka.first { $0.means == .shinkansen })
        #expect(osaka.filter { $0.means == .shinkansen }.count == 1)
        // The line is 515 km long; tickets count 553 km.
        #expect((480_000...560_000).contains(fast.metres))
        #expect(try parts("46201", "47201").map(\.means).contains(.air))
    }
}

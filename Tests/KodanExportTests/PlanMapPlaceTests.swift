import Foundation
import KodanDomain
import KodanExport
import KodanImport
import Testing

/// A place on the page, in its units.
private struct Spot {
    let x: Double
    let y: Double

    /// The centre of a cross, which begins half its width to the upper left.
    init?(cross path: String) {
        let numbers = path.matches(of: #/-?[0-9]+(\.[0-9])?/#).compactMap { Double($0.output.0) }
        guard numbers.count > 3 else { return nil }
        self.x = numbers[0] + numbers[2] / 2
        self.y = numbers[1] + numbers[3] / 2
    }
}

/// A frame of the page.
private struct Box {
    let x: Double
    let y: Double
    let width: Double
    let height: Double

    init(_ element: SVGElement) throws {
        func number(_ name: String) throws -> Double { try #require(Double(element.attributes[name] ?? "")) }
        x = try number("x")
        y = try number("y")
        width = try number("width")
        height = try number("height")
    }

    func holds(_ spot: Spot) -> Bool {
        (x...x + width).contains(spot.x) && (y...y + height).contains(spot.y)
    }
}

@Suite("A place on the map")
struct PlanMapPlaceTests {
    /// Where crosses at `points` are drawn, by label, and the page around them.
    private func draw(_ points: [String: GeoPoint]) throws -> (spots: [String: Spot], all: [SVGElement]) {
        let unmatched = points.map { PlanMap.Unmatched(at: $0.value, label: $0.key) }
        let map = PlanMap(municipalities: [], journeys: [], unmatched: unmatched)
        let all = try #require(SVGReading.elements(map.svg(MapExamples.captions())))
        var spots: [String: Spot] = [:]
        for (element, title) in zip(all, all.dropFirst())
        where element.name == "path" && title.name == "title" {
            spots[title.text] = Spot(cross: element.attributes["d"] ?? "")
        }
        return (spots, all)
    }

    private func box(_ id: String, _ all: [SVGElement]) throws -> Box {
        try Box(try #require(all.first { $0.attributes["id"] == id }))
    }

    @Test("lies in a frame for Tokara, Amami, Okinawa and Ogasawara, and outside of it for all others")
    func frames() throws {
        let municipalities = try MapExamples.municipalities()
        let keyed = municipalities.map { ($0.code.description, $0.point) }
        let drawn = try draw(Dictionary(uniqueKeysWithValues: keyed))
        let southwest = try box("plan-southwest", drawn.all)
        let ogasawara = try box("plan-ogasawara", drawn.all)
        #expect(drawn.spots.count == 1_912)
        let kagoshimaSouth: Set = [
            "46304", "46222", "46523", "46524", "46525", "46527", "46529", "46530", "46531", "46532", "46533",
            "46534", "46535",
        ]
        for (code, spot) in drawn.spots {
            #expect(
                southwest.holds(spot) == (code.hasPrefix("47") || kagoshimaSouth.contains(code)),
                "\(code)"
            )
            #expect(ogasawara.holds(spot) == (code == "13421"), "\(code)")
        }
        let naha = try #require(drawn.spots["47201"])
        let sapporo = try #require(drawn.spots["01100"])
        #expect(southwest.holds(naha))
        #expect(sapporo.y < southwest.y && sapporo.x > naha.x)
    }

    @Test("is as far from another as the scale says")
    func scale() throws {
        let drawn = try draw(["tokyo": MapExamples.tokyo(), "osaka": MapExamples.osaka()])
        let tokyo = try #require(drawn.spots["tokyo"])
        let osaka = try #require(drawn.spots["osaka"])
        let scale = try #require(drawn.all.first { $0.attributes["class"] == "scale" }?.attributes["d"])
        let bar = try #require(scale.firstMatch(of: #/h([0-9.]+)/#).flatMap { Double($0.1) })
        let distance = hypot(tokyo.x - osaka.x, tokyo.y - osaka.y) / bar * 200
        // The prefectural offices are 396 km apart (haversine on a sphere of 6,371 km).
        #expect(abs(distance - 396) < 8)
        #expect(tokyo.x > osaka.x && tokyo.y < osaka.y)
    }

    @Test("stays on the page for any place on earth")
    func world() throws {
        var points: [String: GeoPoint] = [:]
        for latitude in stride(from: Int32(-90), through: 90, by: 10) {
            for longitude in stride(from: Int32(-180), through: 180, by: 10) {
                points["\(latitude) \(longitude)"] = try MapExamples.point(
                    latitude * 1_000_000,
                    longitude * 1_000_000
                )
            }
        }
        let spots = try draw(points).spots
        #expect(spots.count == points.count)
        #expect(spots.values.allSatisfy { (5...835).contains($0.x) && (5...1183).contains($0.y) })
    }
}

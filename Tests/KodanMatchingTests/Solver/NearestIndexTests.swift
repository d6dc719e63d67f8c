import Foundation
import KodanDomain
import Testing

@testable import KodanMatching

@Suite("An index of near points")
struct NearestIndexTests {
    private typealias Point = (latitude: Int32, longitude: Int32, mask: UInt64)

    @Test("finds what measuring every great circle finds", arguments: 0..<12)
    func equalsBruteForce(seed: Int) {
        var dice = Dice(seed: UInt64(seed))
        // Some points stand on each other; with few places there are many of equal distance.
        let places = 1 + dice.roll(300)
        let points: [Point] = (0..<(1 + dice.roll(800))).map { _ in
            let place = dice.roll(places)
            return (
                Int32(33_000_000 + place * 9_973 % 9_000_000),
                Int32(130_000_000 + place * 7_919 % 11_000_000), UInt64(1 + dice.roll(7))
            )
        }
        let index = NearestIndex(points)
        var hits = NearestHits()
        for _ in 0..<60 {
            let here = (
                latitude: Int32(32_000_000 + dice.roll(11_000_000)),
                longitude: Int32(129_000_000 + dice.roll(13_000_000))
            )
            let mask = UInt64(1 + dice.roll(7))
            let count = dice.roll(40)
            let metres = Double(1 + dice.roll(900_000))
            index.search(
                count,
                latitude: here.latitude,
                longitude: here.longitude,
                mask: mask,
                metres: metres,
                into: &hits
            )
            let measured = points.enumerated().filter { $1.mask & mask != 0 }
                .map { (metres: Self.metres(here, $1), position: Int32($0)) }
                .filter { $0.metres <= metres }.sorted { ($0.metres, $0.position) < ($1.metres, $1.position) }
            let found = (0..<hits.count).map { hits[$0] }
            #expect(found.count == min(count, measured.count))
            // Two formulas differ by less than a millimetre, so that points as far as each other may change places.
            for (hit, other) in zip(found, measured) { #expect(abs(hit.metres - other.metres) < 0.001) }
            #expect(Set(found.map(\.position)).count == found.count)
            #expect(found.allSatisfy { points[Int($0.position)].mask & mask != 0 })
        }
    }

    @Test("of nothing finds nothing")
    func acceptsNothing() {
        let index = NearestIndex([])
        var hits = NearestHits()
        index.search(5, latitude: 0, longitude: 0, mask: 1, metres: 1e7, into: &hits)
        let count = hits.count
        #expect(count == 0)
    }

    /// By the haversine formula, which the index does not use.
    private static func metres(_ from: (latitude: Int32, longitude: Int32), _ to: Point) -> Double {
        guard let here = GeoPoint(latitude: from.latitude, longitude: from.longitude),
            let there = GeoPoint(latitude: to.latitude, longitude: to.longitude)
        else { return .infinity }
        return Sphere.kilometres(from: here, to: there) * 1000
    }
}

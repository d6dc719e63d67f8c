import Foundation

/// A place on the unit sphere, for checks that share nothing with the product's own index.
struct SpherePoint {
    /// The mean radius of the earth in metres, as the yardsticks have it.
    static let radius = 6_371_008.8

    private var x: Double
    private var y: Double
    private var z: Double

    /// The place at these micro-degrees.
    init(latitude: Int32, longitude: Int32) {
        let north = Double(latitude) * 1e-6 * (.pi / 180)
        let east = Double(longitude) * 1e-6 * (.pi / 180)
        (x, y, z) = (cos(north) * cos(east), cos(north) * sin(east), sin(north))
    }

    /// The square of the chord to `other`.
    func chordSquared(to other: SpherePoint) -> Double {
        let (x, y, z) = (x - other.x, y - other.y, z - other.z)
        return x * x + y * y + z * z
    }

    /// Metres along the great circle to `other`.
    func metres(to other: SpherePoint) -> Double {
        2 * asin(min(chordSquared(to: other).squareRoot() / 2, 1)) * SpherePoint.radius
    }
}

/// The eligible pairs of an instance by brute force: every presenter of the topic is looked at whose latitude is near
/// enough.
struct EligiblePairs {
    private struct Entry {
        var latitude: Int32
        var presenter: Int32
        var days: UInt64
        var point: SpherePoint
    }

    private let instance: MatchingInstance
    /// The presenters of each topic from south to north.
    private let topics: [[Entry]]

    /// The pairs of `instance`, whose lists are not used.
    init(of instance: MatchingInstance) {
        self.instance = instance
        topics = (0..<MatchingInstance.topicCount).map { topic in
            instance.presenters.enumerated().filter { $1.topics >> topic & 1 == 1 }
                .map { number, presenter in
                    Entry(
                        latitude: presenter.latitude,
                        presenter: Int32(number),
                        days: presenter.days,
                        point: SpherePoint(latitude: presenter.latitude, longitude: presenter.longitude)
                    )
                }
                .sorted { ($0.latitude, $0.presenter) < ($1.latitude, $1.presenter) }
        }
    }

    /// Calls `body` with all presenters eligible for `request` within `metres` and the radius, until it answers false.
    func forEach(
        of request: Int,
        within metres: Double,
        _ body: (_ presenter: Int, _ metres: Double) -> Bool
    ) {
        let asked = instance.requests[request]
        let reach = min(metres, Double(instance.constants.radius_m))
        guard reach >= 0 else { return }
        let band = Int32((reach / SpherePoint.radius * (180 / .pi) * 1e6).rounded(.up)) + 1
        let chord = 2 * sin(reach / SpherePoint.radius / 2)
        // A hair more, so that rounding loses nobody who lies on the edge.
        let limit = chord * chord * (1 + 1e-12)
        let entries = topics[Int(asked.topic)]
        let point = SpherePoint(latitude: asked.latitude, longitude: asked.longitude)
        var index = EligiblePairs.firstIndex(in: entries, from: asked.latitude - band)
        while index < entries.count, entries[index].latitude <= asked.latitude + band {
            let entry = entries[index]
            index += 1
            guard entry.days & asked.days != 0, point.chordSquared(to: entry.point) <= limit else { continue }
            guard body(Int(entry.presenter), point.metres(to: entry.point)) else { return }
        }
    }

    private static func firstIndex(in entries: [Entry], from latitude: Int32) -> Int {
        var low = 0
        var high = entries.count
        while low < high {
            let middle = (low + high) / 2
            if entries[middle].latitude < latitude { low = middle + 1 } else { high = middle }
        }
        return low
    }
}

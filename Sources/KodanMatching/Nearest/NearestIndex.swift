import Foundation

/// Points of the earth, found from near to far among those that share a bit with a mask: a k-d tree.
///
/// Points stand on the unit sphere, in leaves of at most `leafSize`; every node knows the box around its points, so
/// that a search passes over all that lies beyond the farthest of what it has. Distances are chords, which grow with
/// the great circle. Answers are exact, equal distances in the order of the points' positions.
package struct NearestIndex: ~Copyable {
    /// A point and how far it is.
    package struct Hit: BitwiseCopyable {
        /// The square of the chord on the unit sphere.
        package var chordSquared: Double
        /// Which of the points given to the index.
        package var position: Int32

        /// Metres along the great circle.
        package var metres: Double { NearestIndex.metres(chordSquared: chordSquared) }
    }

    /// A place on the unit sphere.
    struct Vector: BitwiseCopyable {
        var x: Double
        var y: Double
        var z: Double
    }

    struct Point: BitwiseCopyable {
        var at: Vector
        var mask: UInt64
        var position: Int32
    }

    /// Points from `first` on; inner nodes lead to `2n + 1` and `2n + 2`.
    struct Node: BitwiseCopyable {
        var low: Vector
        var high: Vector
        var first: Int32
        var count: Int32
    }

    static let leafSize = 12
    /// The mean radius of the earth in metres.
    static let radius = 6_371_008.8

    var points: Lane<Point>
    var nodes: Lane<Node>
    private let depth: Int

    /// The index of `points`, in micro-degrees, each with the bits by which it can be found.
    package init(_ places: [(latitude: Int32, longitude: Int32, mask: UInt64)]) {
        points = Lane(capacity: places.count)
        for (position, place) in places.enumerated() {
            points.append(
                Point(
                    at: Vector(latitude: place.latitude, longitude: place.longitude),
                    mask: place.mask,
                    position: Int32(truncatingIfNeeded: position)
                )
            )
        }
        var depth = 0
        while places.count >> depth > NearestIndex.leafSize { depth += 1 }
        self.depth = depth
        let empty = Vector(x: 0, y: 0, z: 0)
        nodes = Lane(
            repeating: Node(low: empty, high: empty, first: 0, count: 0),
            count: (2 << depth) - 1
        )
        part(node: 0, range: 0..<places.count, depth: 0)
    }

    /// Whether `node` has no nodes below.
    @inline(__always)
    func isLeaf(_ node: Int) -> Bool { node >= (1 << depth) - 1 }

    private mutating func part(node: Int, range: Range<Int>, depth level: Int) {
        var low = Vector(x: .infinity, y: .infinity, z: .infinity)
        var high = Vector(x: -.infinity, y: -.infinity, z: -.infinity)
        for index in range {
            let at = points[index].at
            low = Vector(x: min(low.x, at.x), y: min(low.y, at.y), z: min(low.z, at.z))
            high = Vector(x: max(high.x, at.x), y: max(high.y, at.y), z: max(high.z, at.z))
        }
        nodes[node] = Node(
            low: low,
            high: high,
            first: Int32(truncatingIfNeeded: range.lowerBound),
            count: Int32(truncatingIfNeeded: range.count)
        )
        guard level < depth else { return }
        let middle = range.lowerBound + range.count / 2
        let spans = (high.x - low.x, high.y - low.y, high.z - low.z)
        let axis: (Vector) -> Double =
            spans.0 >= spans.1 && spans.0 >= spans.2
            ? { $0.x } : spans.1 >= spans.2 ? { $0.y } : { $0.z }
        select(middle, in: range, by: axis)
        part(node: 2 * node + 1, range: range.lowerBound..<middle, depth: level + 1)
        part(node: 2 * node + 2, range: middle..<range.upperBound, depth: level + 1)
    }

    /// Puts the point at `middle` where an order by `axis` would, none before it greater, none after it less.
    private func select(_ middle: Int, in range: Range<Int>, by axis: (Vector) -> Double) {
        var low = range.lowerBound
        var high = range.upperBound - 1
        while low < high {
            let pivot = axis(points[low + (high - low) / 2].at)
            var left = low
            var right = high
            while left <= right {
                while axis(points[left].at) < pivot { left += 1 }
                while axis(points[right].at) > pivot { right -= 1 }
                guard left <= right else { break }
                let point = points[left]
                points[left] = points[right]
                points[right] = point
                left += 1
                right -= 1
            }
            if middle <= right { high = right } else if middle >= left { low = left } else { return }
        }
    }

    /// Metres along the great circle from the square of a chord of the unit sphere.
    static func metres(chordSquared: Double) -> Double {
        2 * asin(min(chordSquared.squareRoot() * 0.5, 1)) * radius
    }

    /// The square of the chord that spans so many metres of the great circle.
    static func chordSquared(metres: Double) -> Double {
        let chord = 2 * sin(min(metres / radius / 2, .pi / 2))
        return chord * chord
    }
}

extension NearestIndex.Vector {
    /// The place at these micro-degrees.
    init(latitude: Int32, longitude: Int32) {
        let north = Double(latitude) * 1e-6 * (.pi / 180)
        let east = Double(longitude) * 1e-6 * (.pi / 180)
        self.init(x: cos(north) * cos(east), y: cos(north) * sin(east), z: sin(north))
    }

    /// The square of the distance to `other`.
    @inline(__always)
    func squaredDistance(to other: Self) -> Double {
        let x = x - other.x
        let y = y - other.y
        let z = z - other.z
        return x * x + y * y + z * z
    }
}

extension NearestIndex.Node {
    /// The square of the distance from `place` to the nearest corner, edge or side of the box; 0 inside.
    @inline(__always)
    func squaredDistance(from place: NearestIndex.Vector) -> Double {
        let x = max(low.x - place.x, 0, place.x - high.x)
        let y = max(low.y - place.y, 0, place.y - high.y)
        let z = max(low.z - place.z, 0, place.z - high.z)
        return x * x + y * y + z * z
    }
}

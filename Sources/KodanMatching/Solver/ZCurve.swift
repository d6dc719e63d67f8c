/// Places in the order of Morton's curve, in which near places mostly stand near each other.
package enum ZCurve {
    /// The positions of `points`, in micro-degrees, along the curve; points in one cell in their own order.
    ///
    /// The rectangle that holds all points is parted into 65,536 × 65,536 cells, 40 m wide for all of Japan.
    package static func order(_ points: [(latitude: Int32, longitude: Int32)]) -> [Int32] {
        guard let first = points.first else { return [] }
        var low = first
        var high = first
        for point in points {
            low = (min(low.latitude, point.latitude), min(low.longitude, point.longitude))
            high = (max(high.latitude, point.latitude), max(high.longitude, point.longitude))
        }
        let span = max(
            Int(high.latitude) - Int(low.latitude),
            Int(high.longitude) - Int(low.longitude)
        )
        let shift = max(0, Int.bitWidth - span.leadingZeroBitCount - 16)
        var keys: [UInt64] = []
        keys.reserveCapacity(points.count)
        for (position, point) in points.enumerated() {
            let north = spread((Int(point.latitude) &- Int(low.latitude)) >> shift)
            let east = spread((Int(point.longitude) &- Int(low.longitude)) >> shift)
            keys.append((north << 1 | east) << 32 | UInt64(truncatingIfNeeded: position))
        }
        return sorted(keys).map { Int32(truncatingIfNeeded: $0) }
    }

    /// The lowest 16 bits of `value` with a zero before each.
    private static func spread(_ value: Int) -> UInt64 {
        var bits = UInt64(truncatingIfNeeded: value) & 0xFFFF
        bits = (bits | bits << 8) & 0x00FF_00FF
        bits = (bits | bits << 4) & 0x0F0F_0F0F
        bits = (bits | bits << 2) & 0x3333_3333
        return (bits | bits << 1) & 0x5555_5555
    }

    /// `keys` ordered by their upper half, equal ones as they stand: a radix sort of three rounds.
    private static func sorted(_ keys: [UInt64]) -> [UInt64] {
        var keys = keys
        var other = keys
        for round in 0..<3 {
            let shift = UInt64(32 + 11 * round)
            var ends = [Int](repeating: 0, count: 2048)
            for key in keys { ends[Int(key >> shift & 2047)] += 1 }
            var start = 0
            for digit in ends.indices { (ends[digit], start) = (start, start + ends[digit]) }
            for key in keys {
                let digit = Int(key >> shift & 2047)
                other[ends[digit]] = key
                ends[digit] += 1
            }
            swap(&keys, &other)
        }
        return keys
    }
}

/// Places in the order of Morton's curve, in which near places mostly stand near each other.
package enum ZCurve {
    /// The positions of `points`, in micro-degrees, along the curve; of equal points the earlier first.
    package static func order(_ points: [(latitude: Int32, longitude: Int32)]) -> [Int32] {
        var keys: [(code: UInt64, position: Int32)] = []
        keys.reserveCapacity(points.count)
        for (position, point) in points.enumerated() {
            let north = UInt32(bitPattern: point.latitude) ^ 0x8000_0000
            let east = UInt32(bitPattern: point.longitude) ^ 0x8000_0000
            keys.append((spread(north) << 1 | spread(east), Int32(position)))
        }
        keys.sort { ($0.code, $0.position) < ($1.code, $1.position) }
        return keys.map(\.position)
    }

    /// The bits of `value` with a zero before each.
    private static func spread(_ value: UInt32) -> UInt64 {
        var bits = UInt64(value)
        bits = (bits | bits << 16) & 0x0000_FFFF_0000_FFFF
        bits = (bits | bits << 8) & 0x00FF_00FF_00FF_00FF
        bits = (bits | bits << 4) & 0x0F0F_0F0F_0F0F_0F0F
        bits = (bits | bits << 2) & 0x3333_3333_3333_3333
        return (bits | bits << 1) & 0x5555_5555_5555_5555
    }
}

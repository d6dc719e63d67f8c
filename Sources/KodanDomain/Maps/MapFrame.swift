/// A part of the page that shows a part of the country, all parts to the same scale.
///
/// Plain rectangles of longitude and latitude, a degree of longitude as wide as it is at 36° north. Whole
/// numbers only: the same place gives the same point on every machine.
public struct MapFrame: Sendable, Equatable {
    /// The northern border, in micro-degrees.
    public let north: Int
    /// The southern border.
    public let south: Int
    /// The western border.
    public let west: Int
    /// The eastern border.
    public let east: Int
    /// Where the north-western corner lies on the page.
    public let corner: PagePoint

    /// A degree of latitude on the page, in tenths of a unit.
    public static let degree = 530
    /// A degree of longitude in billionths of a tenth: `degree` times the cosine of 36°, 0.809017.
    private static let nanoDegreeEast = 428_779

    /// The four main islands and what lies near them.
    public static let main = MapFrame(
        north: 45_600_000,
        south: 30_300_000,
        west: 128_550_000,
        east: 145_750_000,
        corner: PagePoint(x: 510, y: 1040)
    )
    /// Tokara, Amami, Okinawa, Sakishima and the Daito islands.
    public static let southwest = MapFrame(
        north: 30_050_000,
        south: 24_050_000,
        west: 122_700_000,
        east: 131_600_000,
        corner: PagePoint(x: 2150, y: 8230)
    )
    /// The Ogasawara islands.
    public static let ogasawara = MapFrame(
        north: 28_100_000,
        south: 26_200_000,
        west: 140_900_000,
        east: 143_500_000,
        corner: PagePoint(x: 6180, y: 10_403)
    )

    /// The frame in which `point` is drawn: far islands have their own.
    public static func holding(_ point: GeoPoint) -> MapFrame {
        if point.latitude >= 30_100_000 { return main }
        return point.longitude < 136_000_000 ? southwest : ogasawara
    }

    /// Where `point` is drawn; a place beyond every frame lies on the border of the nearest.
    public static func place(_ point: GeoPoint) -> PagePoint {
        let frame = holding(point)
        let latitude = min(max(Int(point.latitude), frame.south), frame.north)
        let longitude = min(max(Int(point.longitude), frame.west), frame.east)
        return PagePoint(
            x: frame.corner.x + east(longitude - frame.west),
            y: frame.corner.y + (frame.north - latitude) * degree / 1_000_000
        )
    }

    /// How wide the frame is, in tenths of a unit.
    public var width: Int { MapFrame.east(east - west) }
    /// How high it is.
    public var height: Int { (north - south) * MapFrame.degree / 1_000_000 }

    private static func east(_ microDegrees: Int) -> Int { microDegrees * nanoDegreeEast / 1_000_000_000 }
}

/// A point of the page, in tenths of a unit; a unit is a quarter of a millimetre.
public struct PagePoint: Hashable, Comparable, Sendable {
    /// From the left.
    public let x: Int
    /// From the top.
    public let y: Int

    /// The point `x` from the left and `y` from the top.
    public init(x: Int, y: Int) {
        self.x = x
        self.y = y
    }

    /// Orders from the top, then from the left.
    public static func < (left: PagePoint, right: PagePoint) -> Bool { (left.y, left.x) < (right.y, right.x) }
}

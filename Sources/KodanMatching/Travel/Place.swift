public import KodanDomain

/// Where a journey begins or ends: a point, and the municipality in which it lies.
public struct Place: Hashable, Sendable {
    /// The point; that of the municipality where nothing better is known.
    public let point: GeoPoint
    /// The JIS code of the municipality as a number, 1101 to 47999; 0 where it is unknown.
    ///
    /// A number rather than ``MunicipalityCode``, since matches look it up millions of times.
    let code: Int32
    /// Whether the point is an address rather than the middle of something wide.
    ///
    /// Shipped points are good to about 5 km. Only from an exact point is the way to the municipality's point added
    /// to a journey; one that is the municipality's own point counts as not exact.
    public let isExact: Bool

    /// `point` in `municipality`, exact unless told otherwise.
    ///
    /// Where the municipality is unknown, to us or to the model of travel, the one whose point lies nearest is taken.
    public init(_ point: GeoPoint, in municipality: MunicipalityCode? = nil, isExact: Bool = true) {
        self.point = point
        self.isExact = isExact
        code = municipality.flatMap { Int32($0.digits) } ?? 0
    }
}

/// A place on the earth, in whole micro-degrees.
public struct GeoPoint: Hashable, Sendable {
    /// Micro-degrees north of the equator, -90,000,000 to 90,000,000.
    public let latitude: Int32
    /// Micro-degrees east of Greenwich, -180,000,000 to 180,000,000.
    public let longitude: Int32

    /// The place with these coordinates in micro-degrees; nil if there is none.
    public init?(latitude: Int32, longitude: Int32) {
        guard (-90_000_000...90_000_000).contains(latitude), (-180_000_000...180_000_000).contains(longitude)
        else { return nil }
        self.latitude = latitude
        self.longitude = longitude
    }
}

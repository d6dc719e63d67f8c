import Foundation
import KodanDomain

/// The earth as a sphere.
enum Sphere {
    /// The mean radius in kilometres.
    static let radius = 6371.0088

    /// Micro-degrees as radians.
    static func radians(_ microdegrees: Int32) -> Double { Double(microdegrees) / 1e6 * .pi / 180 }

    /// The great circle between two places in kilometres, by the haversine formula.
    static func kilometres(from: GeoPoint, to: GeoPoint) -> Double {
        let north = sin(radians(to.latitude - from.latitude) / 2)
        let east = sin((radians(to.longitude) - radians(from.longitude)) / 2)
        let chord = north * north + cos(radians(from.latitude)) * cos(radians(to.latitude)) * east * east
        return 2 * radius * asin(min(1, chord.squareRoot()))
    }

    /// The difference of longitude, in radians, beyond which no place lies within `kilometres` of one at
    /// `latitude`; nil if none can be told, since the circle reaches a pole.
    static func longitudeSpan(kilometres: Double, latitude: Int32) -> Double? {
        let angle = kilometres / radius
        let north = abs(radians(latitude))
        guard angle + north < .pi / 2 else { return nil }
        return asin(min(1, sin(angle) / cos(north)))
    }
}

import Foundation
import KodanDomain

extension TravelEstimate {
    /// By road along 1.35 times the great circle, at least 10 minutes, rounded up.
    ///
    /// The first 8 km at 28 km/h, the next 42 km at 50 km/h, the rest at 84 km/h. Right in most of Japan, too
    /// short across bays and mountains and to islands.
    public static let greatCircle = TravelEstimate(
        minutes: { from, to in
            let road = Sphere.kilometres(from: from, to: to) * detour
            return max(shortest, Int(roadMinutes(kilometres: road).rounded(.up)))
        },
        farthestKilometres: { minutes in
            // A metre more than the inverse, so that rounding never loses a place.
            roadKilometres(minutes: Double(minutes)) / detour + 0.001
        }
    )

    private static let detour = 1.35
    private static let shortest = 10

    private static func roadMinutes(kilometres: Double) -> Double {
        let town = min(kilometres, 8)
        let country = min(max(kilometres - 8, 0), 42)
        let motorway = max(kilometres - 50, 0)
        return (town / 28 + country / 50 + motorway / 84) * 60
    }

    private static func roadKilometres(minutes: Double) -> Double {
        let town = 8.0 / 28 * 60
        let country = 42.0 / 50 * 60
        if minutes <= town { return max(minutes, 0) / 60 * 28 }
        if minutes <= town + country { return 8 + (minutes - town) / 60 * 50 }
        return 50 + (minutes - town - country) / 60 * 84
    }
}

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

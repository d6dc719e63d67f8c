import KodanDomain

/// Minutes and kilometres by road: slow in town, faster in the country, fast beyond.
///
/// The first 8 km at 28 km/h, the next 42 km at 50 km/h, the rest at 84 km/h; no congestion, no winter.
enum RoadTime {
    /// Kilometres of road for one of great circle, where nothing else is known.
    static let detour = 1.35
    /// No journey is told to be shorter, in minutes: the points are no better than that.
    static let shortest = 10

    /// Minutes for so many kilometres of road.
    static func minutes(kilometres: Double) -> Double {
        let town = min(kilometres, 8)
        let country = min(max(kilometres - 8, 0), 42)
        let motorway = max(kilometres - 50, 0)
        return (town / 28 + country / 50 + motorway / 84) * 60
    }

    /// Kilometres of road in so many minutes.
    static func kilometres(minutes: Double) -> Double {
        let town = 8.0 / 28 * 60
        let country = 42.0 / 50 * 60
        if minutes <= town { return max(minutes, 0) / 60 * 28 }
        if minutes <= town + country { return 8 + (minutes - town) / 60 * 50 }
        return 50 + (minutes - town - country) / 60 * 84
    }
}

extension RoadTime {
    /// Whole minutes by road along 1.35 times the great circle, rounded up; 0 between a point and itself.
    static func minutes(from: GeoPoint, to: GeoPoint) -> Int {
        Int(minutes(kilometres: Sphere.kilometres(from: from, to: to) * detour).rounded(.up))
    }
}

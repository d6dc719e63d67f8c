/// The parameters of the model of travel, and the whole numbers in which the searches add them up.
///
/// Whole numbers, since sums are then the same in either direction: a journey there takes what the journey back takes.
enum TravelRules {
    /// The road is 1.22 times the straight line of a land edge: 122 cm for a metre.
    static let centimetresForAMetre: Int64 = 122
    /// The search for the best way by car goes at 55 km/h: three units a centimetre, so many a minute.
    static let driveUnitsForACentimetre: Int64 = 3
    /// Units a minute of the search by car.
    static let driveUnitsForAMinute: Int64 = 275_000
    /// Buses and local trains go at 42 km/h: one unit a centimetre, so many a minute.
    static let rideUnitsForAMinute: Int64 = 70_000
    /// A key holds the cost above and minutes that decide between equal costs below.
    static let minuteBits: Int64 = 20
    /// The lower part of a key.
    static let minuteMask: Int64 = (1 << minuteBits) - 1

    /// Minutes before a car ferry sails.
    static let embark: Int64 = 25
    /// Minutes from door to stop, and back.
    static let start: Int64 = 10
    /// Lines beyond which changing does not depend on how one came: ships, and no line at all.
    static let anyLine: Int32 = 0
    /// All flights.
    static let airLine: Int32 = 1
    /// All Shinkansen; other railways are numbered from the next.
    static let shinkansenLine: Int32 = 2
    /// Longest journey one way, in minutes, that is still a day trip.
    static let dayTrip = 240

    /// Minutes from the street to the vehicle, waiting included.
    static func boarding(_ mode: TravelGraph.Mode) -> Int64 {
        switch mode {
        case .rail: 15
        case .air: 75
        case .ferry: 25
        case .road: 0
        }
    }

    /// Minutes from the vehicle to the street.
    static func alighting(_ mode: TravelGraph.Mode) -> Int64 {
        switch mode {
        case .rail, .ferry: 5
        case .air: 25
        case .road: 0
        }
    }

    /// Minutes lost by going on by `next` after `last`.
    static func change(from last: Int32, to next: Int32) -> Int64 {
        if next == airLine { return last == airLine ? 45 : 0 }
        return next >= shinkansenLine && last >= shinkansenLine && last != next ? 10 : 0
    }

    /// The most that having come by `line` can still cost.
    static func longestChange(from line: Int32) -> Int64 {
        line == anyLine ? 0 : line == airLine ? 45 : 10
    }

    /// Minutes that a ship or flight costs more for departing rarely: a sixth of a day's 24 hours shared by its
    /// departures, three hours at most.
    static func wait(for link: TravelGraph.Link) -> Int64 {
        guard link.mode == .ferry || link.mode == .air, let departures = link.departuresIn100Days
        else { return 0 }
        return Int64(min(180, (24_000 + departures - 1) / departures))
    }
}

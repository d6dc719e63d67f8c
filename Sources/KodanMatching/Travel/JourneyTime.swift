/// How long a journey takes, one way.
public struct JourneyTime: Sendable, Hashable {
    /// Whole minutes, rounded up, at least 10; waits for rare departures are not in it.
    public let minutes: Int
    /// The way that takes so long, the faster of the two.
    public let way: TravelWay
    /// Whether one is back the same day.
    ///
    /// Yes if one way takes 240 minutes at most, with 240 minutes shared by the departures of a day added for each
    /// flight and ship, 180 at most: a ship a day seldom brings anyone back. Some islands are never a day trip.
    public let isDayTrip: Bool

    /// As coarsely as the data allow.
    public var band: TravelBand { TravelBand(minutes: minutes, isDayTrip: isDayTrip) }
}

/// A ride on a journey by one line, such as the ferry from Aomori to Hakodate.
public struct TravelRide: Sendable, Hashable {
    /// How it is travelled.
    public let mode: TravelGraph.Mode
    /// What it is called.
    public let note: String
}

/// The least that a journey to anyone in a municipality takes.
public struct TravelBound: Sendable, Hashable {
    /// The node of the municipality.
    public let node: Int
    /// Minutes.
    public let minutes: Int
}

/// How long a journey takes, one way.
public struct JourneyTime: Sendable, Hashable {
    /// Whole minutes of the faster way, rounded up, at least 10; waits for rare departures are not in it.
    public let minutes: Int
    /// Whether one is back the same day.
    ///
    /// Yes if one way takes 240 minutes at most, with 240 minutes shared by the departures of a day added for each
    /// flight and ship, 180 at most: a ship a day seldom brings anyone back. Some islands are never a day trip.
    public let isDayTrip: Bool
}

/// The least that a journey to anyone in a municipality takes.
public struct TravelBound: Sendable, Hashable {
    /// The node of the municipality.
    public let node: Int
    /// Minutes.
    public let minutes: Int
}

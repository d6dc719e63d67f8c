public import KodanDomain

/// How long journeys take: a value that carries its model, so that another model can take its place.
public struct TravelEstimate: Sendable {
    /// Whole minutes from one place to another, one way; 0 or more, the same for the same places.
    public let minutes: @Sendable (_ from: GeoPoint, _ to: GeoPoint) -> Int
    /// Kilometres of great circle beyond which no journey takes as few minutes as given; nil if unknown.
    ///
    /// It only spares work: places beyond it are not asked about.
    public let farthestKilometres: @Sendable (_ minutes: Int) -> Double?

    /// A model of travel.
    public init(
        minutes: @escaping @Sendable (_ from: GeoPoint, _ to: GeoPoint) -> Int,
        farthestKilometres: @escaping @Sendable (_ minutes: Int) -> Double? = { _ in nil }
    ) {
        self.minutes = minutes
        self.farthestKilometres = farthestKilometres
    }
}

/// What travel to a lecture and back may cost (旅費の目安), before anybody has travelled.
public enum TravelEstimate: Sendable, Equatable {
    /// Why nothing can be said.
    public enum Unknown: Sendable, Equatable {
        /// The office keeps no table of fares.
        case noFares
        /// Nothing goes there, as far as the tables of ways say.
        case noWay
    }

    /// Nothing: the lecture is online.
    case none
    /// About so much there and back, by these means in the order of the way there.
    case about(Yen, by: [TravelMeans])
    /// Nobody can tell.
    case unknown(Unknown)

    /// What it adds to the fee; zero where nobody can tell.
    public var amount: Yen {
        switch self {
        case .about(let yen, _): yen
        case .none, .unknown: .zero
        }
    }
}

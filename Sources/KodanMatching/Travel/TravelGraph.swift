public import KodanDomain

/// The ways of Japan between its municipalities: roads, bridges, railways, flights and ships.
///
/// Every municipality is a node, numbered from 0 by ascending JIS code. A value that many tasks may share; copying it
/// costs nothing.
public struct TravelGraph: Sendable {
    let network: TravelNetwork

    /// A municipality or ward, and the point that stands for it.
    public struct Municipality: Sendable, Hashable {
        /// JIS X 0402.
        public var code: MunicipalityCode
        /// Where its office or port stands.
        public var point: GeoPoint

        /// A municipality with its point.
        public init(code: MunicipalityCode, point: GeoPoint) {
            self.code = code
            self.point = point
        }
    }

    /// A way over land between two neighbours.
    public struct LandEdge: Sendable, Hashable {
        /// One end.
        public var from: MunicipalityCode
        /// The other.
        public var to: MunicipalityCode
        /// Straight line in metres; 0 counts as 1.
        ///
        /// The road is taken to be 1.22 times as long.
        public var metres: Int

        /// A way over land.
        public init(from: MunicipalityCode, to: MunicipalityCode, metres: Int) {
            self.from = from
            self.to = to
            self.metres = metres
        }
    }

    /// How a link is travelled.
    public enum Mode: String, Sendable, CaseIterable {
        /// A bridge, tunnel or pass, on which one drives or takes a bus.
        case road
        /// A railway.
        case rail
        /// A flight.
        case air
        /// A ship.
        case ferry
    }

    /// A bridge, pass, railway, flight or ship.
    public struct Link: Sendable, Hashable {
        /// How it is travelled.
        public var mode: Mode
        /// One end.
        public var from: MunicipalityCode
        /// The other.
        public var to: MunicipalityCode
        /// Minutes under way, without waiting; not used of roads.
        public var minutes: Int
        /// Metres under way; used of roads only.
        public var metres: Int
        /// Departures in a hundred days; nil where that is unknown or means nothing.
        public var departuresIn100Days: Int?
        /// Minutes more, between the office and a port that lies far from it.
        public var accessMinutes = 0
        /// Whether it takes cars; asked of ferries only.
        public var takesCars = false
        /// Whether it is a Shinkansen: changing from one to another costs nothing.
        public var isShinkansen = false
        /// What it is called, such as a line; railways of one name are one line.
        public var note: String

        /// A link that takes no cars, with its port at hand.
        public init(
            _ mode: Mode,
            from: MunicipalityCode,
            to: MunicipalityCode,
            minutes: Int,
            metres: Int,
            note: String
        ) {
            self.mode = mode
            self.from = from
            self.to = to
            self.minutes = minutes
            self.metres = metres
            self.note = note
        }
    }

    /// The graph of these rows, in any order.
    ///
    /// `neverDayTrips` are the municipalities that nobody reaches and leaves in a day, whatever the minutes say: by
    /// default Ogasawara, with a ship a week, and the two Daitō islands.
    public init(
        municipalities: [Municipality],
        landEdges: [LandEdge],
        links: [Link],
        neverDayTrips: Set<String> = ["13421", "47357", "47358"]
    ) throws(TravelGraphError) {
        network = try TravelNetwork(municipalities, landEdges, links, neverDayTrips)
    }

    /// How many municipalities there are.
    public var count: Int { network.points.count }

    /// The node of the municipality of `place`, or of the nearest where it is unknown.
    public func node(of place: Place) -> Int { network.node(of: place) }

    /// All journeys from `place`, by one search for cars and one for public transport: about a millisecond.
    public func journeys(from place: Place) -> Journeys {
        Journeys(from: place, in: self, times: times(from: node(of: place)))
    }

    /// The times from the point of one municipality to those of all.
    func times(from node: Int) -> TravelTimes {
        TravelTimes(network.driving(from: node), network.riding(from: node), in: network)
    }
}

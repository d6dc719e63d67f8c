/// How long journeys take.
public struct TravelModel: Sendable {
    private let graph: TravelGraph?
    /// The ways of the graph; nil along great circles.
    var network: TravelNetwork? { graph?.network }
    /// Searches that are done, by node.
    private let searched: [Int: TravelTimes]

    private init(_ graph: TravelGraph?, searched: [Int: TravelTimes] = [:]) {
        self.graph = graph
        self.searched = searched
    }

    /// By road along 1.35 times the great circle, at least 10 minutes, rounded up.
    ///
    /// For where no tables are at hand. Right in most of Japan, too short across bays and mountains and to islands.
    public static let greatCircle = TravelModel(nil)

    /// By the ways of `graph`; see ``Journeys/time(to:)``.
    public static func graph(_ graph: TravelGraph) -> TravelModel { TravelModel(graph) }

    /// The same model with the searches from the municipalities of `places` done, one for each municipality, on all
    /// cores, so that asking for journeys from there costs nothing.
    public func searching(from places: some Sequence<Place>) -> TravelModel {
        guard let graph else { return self }
        let nodes = Set(places.lazy.map { graph.node(of: $0) }).filter { searched[$0] == nil }.sorted()
        guard !nodes.isEmpty else { return self }
        let times = nodes.concurrentMap { graph.times(from: $0) }
        let found = Dictionary(uniqueKeysWithValues: zip(nodes, times))
        return TravelModel(graph, searched: searched.merging(found) { known, _ in known })
    }

    /// How many searches are done.
    public var searches: Int { searched.count }

    /// The same model without what was searched.
    public func forgetting() -> TravelModel { TravelModel(graph) }

    /// All journeys from `place`: one search, or none if it was done before.
    public func journeys(from place: Place) -> Journeys {
        guard let graph else { return Journeys(alongGreatCirclesFrom: place) }
        let node = graph.node(of: place)
        return Journeys(from: place, in: graph, times: searched[node] ?? graph.times(from: node))
    }

    /// How many nodes there are: the municipalities, or one along great circles.
    public var nodes: Int { graph?.count ?? 1 }

    /// The node of `place`, by which ``Journeys/lowerBounds`` know it.
    public func node(of place: Place) -> Int { graph?.node(of: place) ?? 0 }

    /// Kilometres of great circle beyond which no journey takes as few minutes as given; nil if there is no such bound.
    ///
    /// It only spares work: places beyond it need not be asked about.
    public func farthestKilometres(minutes: Int) -> Double? {
        guard graph == nil else { return nil }
        // A metre more than the inverse, so that rounding never loses a place.
        return RoadTime.kilometres(minutes: Double(minutes)) / RoadTime.detour + 0.001
    }
}

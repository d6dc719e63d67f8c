/// All journeys from one place, ready after a search.
///
/// The journey back takes as long as the journey there, so they serve for both.
public struct Journeys: Sendable {
    /// Where they begin.
    public let origin: Place
    private let model: Model

    /// What is known of the ways.
    private enum Model {
        case greatCircle
        case graph(TravelNetwork, from: Int, TravelTimes, approach: Int)
    }

    /// By road along the great circle.
    init(alongGreatCirclesFrom origin: Place) {
        self.origin = origin
        model = .greatCircle
    }

    /// By the ways of `graph`; `times` are those of the municipality of `origin`.
    init(from origin: Place, in graph: TravelGraph, times: TravelTimes) {
        self.origin = origin
        let node = graph.node(of: origin)
        model = .graph(graph.network, from: node, times, approach: graph.network.approach(origin, node))
    }

    /// Whole minutes one way, at least 10; nil if nothing goes there.
    public func minutes(to place: Place) -> Int? { time(to: place)?.minutes }

    /// How long the journey to `place` takes; nil if nothing goes there.
    ///
    /// Inside a municipality, by road along 1.35 times the great circle. Between two, from point to point of the
    /// municipalities, and at both ends by road, in the same way, to places that are exact. Between exact places of
    /// neighbours on land the great circle counts where it is shorter.
    public func time(to place: Place) -> JourneyTime? {
        guard case .graph(let network, let start, let times, let approach) = model else {
            return byRoad(to: place)
        }
        let end = network.node(of: place)
        if start == end { return byRoad(to: place) }
        guard let way = times.faster(to: end), let minutes = times.minutes(to: end, by: way) else {
            return nil
        }
        let farApproach = network.approach(place, end)
        let total = max(RoadTime.shortest, minutes + approach + farApproach)
        if approach > 0, farApproach > 0, network.areNeighbours(start, end) {
            let direct = byRoad(to: place)
            if direct.minutes < total { return direct }
        }
        let atPort = network.neverDayTrips[start] || network.neverDayTrips[end]
        return JourneyTime(
            minutes: total,
            isDayTrip: !atPort && total + times.wait(to: end, by: way) <= TravelRules.dayTrip
        )
    }

    /// All municipalities that can be reached, nearest first, with the least minutes to anyone who sets out from there;
    /// of equal ones the smaller node first.
    ///
    /// Along great circles everyone is at the only node, 0.
    public var lowerBounds: [TravelBound] {
        guard case .graph(let network, let start, let times, let approach) = model else {
            return [TravelBound(node: 0, minutes: RoadTime.shortest)]
        }
        var bounds = network.points.indices.compactMap { node -> TravelBound? in
            guard node != start, approach == 0 || !network.areNeighbours(start, node) else {
                return TravelBound(node: node, minutes: RoadTime.shortest)
            }
            guard let way = times.faster(to: node), let minutes = times.minutes(to: node, by: way)
            else { return nil }
            return TravelBound(node: node, minutes: max(RoadTime.shortest, minutes + approach))
        }
        bounds.sort { ($0.minutes, $0.node) < ($1.minutes, $1.node) }
        return bounds
    }

    private func byRoad(to place: Place) -> JourneyTime {
        let minutes = RoadTime.minutes(from: origin.point, to: place.point)
        return JourneyTime(
            minutes: max(RoadTime.shortest, minutes),
            isDayTrip: minutes <= TravelRules.dayTrip
        )
    }
}

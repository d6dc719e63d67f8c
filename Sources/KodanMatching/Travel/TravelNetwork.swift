import KodanDomain

/// A ``TravelGraph`` as the searches read it: numbers in flat arrays, never changed.
final class TravelNetwork: Sendable {
    /// A piece of road, driven or ridden along by bus and local train.
    struct RoadArc {
        let to: Int32
        let centimetres: Int64
    }

    /// One direction of a link; `to` is a municipality for cars, a platform for passengers.
    struct RideArc {
        let to: Int32
        let line: Int32
        /// Minutes under way, the way to the port included.
        let minutes: Int64
        /// Minutes to add for rare departures when asking whether one is back the same day.
        let wait: Int64
        /// The index in `links`.
        let link: Int32
    }

    /// Where a railway, flight or ship is boarded in a municipality.
    struct Platform: Hashable {
        let place: Int32
        let mode: TravelGraph.Mode
    }

    /// The codes of the nodes, ascending.
    let codes: [Int32]
    /// The points of the nodes.
    let points: [GeoPoint]
    /// Which nodes are never reached and left in a day.
    let neverDayTrips: [Bool]
    /// All links, as given.
    let links: [TravelGraph.Link]
    /// Roads by municipality.
    let roads: Adjacency<RoadArc>
    /// Car ferries by municipality.
    let carFerries: Adjacency<RideArc>
    /// The platforms; in searches they follow the municipalities.
    let platforms: [Platform]
    /// The platforms of a municipality.
    let boardings: Adjacency<Int32>
    /// Rides by platform.
    let rides: Adjacency<RideArc>
    private let nodeOfCode: [Int32]
    private let northward: [Int32]

    init(
        _ municipalities: [TravelGraph.Municipality],
        _ landEdges: [TravelGraph.LandEdge],
        _ links: [TravelGraph.Link],
        _ neverDayTrips: Set<String>
    ) throws(TravelGraphError) {
        let nodes = try TravelNodes(municipalities)
        codes = nodes.codes
        points = nodes.points
        nodeOfCode = nodes.nodeOfCode
        northward = nodes.northward
        self.neverDayTrips = nodes.codes.map { neverDayTrips.contains(String($0)) }
        self.links = links
        let arcs = try TravelArcs(landEdges, links, nodes)
        roads = Adjacency(nodes: nodes.codes.count, arcs.roads)
        carFerries = Adjacency(nodes: nodes.codes.count, arcs.carFerries)
        platforms = arcs.platforms
        boardings = Adjacency(
            nodes: nodes.codes.count,
            arcs.platforms.enumerated().map { (node: Int($1.place), arc: Int32($0)) }
        )
        rides = Adjacency(nodes: arcs.platforms.count, arcs.rides)
    }

    /// The node with this code; nil if there is none.
    func node(_ code: Int32) -> Int? {
        guard nodeOfCode.indices.contains(Int(code)), nodeOfCode[Int(code)] >= 0 else { return nil }
        return Int(nodeOfCode[Int(code)])
    }

    /// The node of `place`, or the nearest where its code is unknown; of equally near ones the first.
    func node(of place: Place) -> Int { node(place.code) ?? nearest(place.point) }

    private func nearest(_ point: GeoPoint) -> Int {
        // Nodes to the south and to the north in turn, until the latitude alone is too far.
        var after = northward.partitioningIndex { points[Int($0)].latitude >= point.latitude }
        var before = after - 1
        var best = (kilometres: Double.infinity, node: Int.max)
        func look(_ position: Int) -> Bool {
            guard northward.indices.contains(position) else { return false }
            let node = Int(northward[position])
            let north = Sphere.radius * abs(Sphere.radians(points[node].latitude - point.latitude))
            guard north <= best.kilometres else { return false }
            let found = (kilometres: Sphere.kilometres(from: point, to: points[node]), node: node)
            if found < best { best = found }
            return true
        }
        var (south, north) = (true, true)
        while south || north {
            south = south && look(before)
            north = north && look(after)
            before -= 1
            after += 1
        }
        return best.node
    }
}

extension Array {
    /// The first index whose element, and every one after it, fulfils `condition`.
    fileprivate func partitioningIndex(where condition: (Element) -> Bool) -> Int {
        var (low, high) = (0, count)
        while low < high {
            let middle = (low + high) / 2
            if condition(self[middle]) { high = middle } else { low = middle + 1 }
        }
        return low
    }
}

import KodanDomain

extension TravelNetwork {
    /// Minutes by road from an exact place to the point of its municipality; 0 from one that is not exact.
    func approach(_ place: Place, _ node: Int) -> Int {
        place.isExact ? RoadTime.minutes(from: place.point, to: points[node]) : 0
    }

    /// Whether a road joins the points of two municipalities without passing through a third.
    func areNeighbours(_ node: Int, _ other: Int) -> Bool {
        roads.indices(of: node).contains { roads.arcs[$0].to == other }
    }
}

extension TravelNetwork {
    /// The rides of the best way of one kind, in order and each line once in a row.
    func rides(from start: Int, to end: Int, by way: TravelWay) -> [TravelRide] {
        let indices =
            switch way {
            case .car: linksByCar(from: start, to: end)
            case .publicTransport: linksByPublicTransport(from: start, to: end)
            }
        var rides: [TravelRide] = []
        for link in indices.reversed().map({ links[Int($0)] }) {
            let ride = TravelRide(mode: link.mode, note: link.note)
            if rides.last != ride { rides.append(ride) }
        }
        return rides
    }

    private func linksByCar(from start: Int, to end: Int) -> [Int32] {
        let tree = driving(from: start)
        var indices: [Int32] = []
        var node = end
        while tree.parents[node] >= 0 {
            if tree.links[node] >= 0 { indices.append(tree.links[node]) }
            node = Int(tree.parents[node])
        }
        return indices
    }

    private func linksByPublicTransport(from start: Int, to end: Int) -> [Int32] {
        let tree = riding(from: start)
        var indices: [Int32] = []
        var label = tree.best[end]
        while label >= 0 {
            if tree.labels[Int(label)].link >= 0 { indices.append(tree.labels[Int(label)].link) }
            label = tree.labels[Int(label)].parent
        }
        return indices
    }
}

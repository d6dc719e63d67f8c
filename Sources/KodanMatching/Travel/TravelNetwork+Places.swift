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

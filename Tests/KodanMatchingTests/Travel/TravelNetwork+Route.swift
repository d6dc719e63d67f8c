@testable import KodanMatching

extension TravelNetwork {
    /// The bridges, railways, flights and ships of the best way of one kind, in order and each line once in a row.
    func route(from start: Int, to end: Int, by way: TravelWay) -> [TravelGraph.Link] {
        let indices =
            switch way {
            case .car: linksByCar(from: start, to: end)
            case .publicTransport: linksByPublicTransport(from: start, to: end)
            }
        var route: [TravelGraph.Link] = []
        for link in indices.reversed().map({ links[Int($0)] })
        where route.last?.mode != link.mode || route.last?.note != link.note {
            route.append(link)
        }
        return route
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

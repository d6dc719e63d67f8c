/// What a search leaves behind; kept between searches so that each pays only for the nodes it meets.
struct ShortestPathScratch {
    /// The distance from the source; `Int.max` where unknown.
    var distance: [Int]
    /// The arc by which each node was reached.
    var arrival: [Int]
    /// The nodes with a known distance.
    var met: [Int] = []
    var queue = ShortestPathQueue()

    init(nodeCount: Int) {
        distance = [Int](repeating: Int.max, count: nodeCount)
        arrival = [Int](repeating: -1, count: nodeCount)
    }

    mutating func clear() {
        for node in met { distance[node] = Int.max }
        met.removeAll(keepingCapacity: true)
        queue.clear()
    }

    /// Notes that `node` is reached by `arc` after `distance`, if no shorter way is known.
    mutating func reach(_ node: Int, by arc: Int, after length: Int) {
        guard length < distance[node] else { return }
        if distance[node] == Int.max { met.append(node) }
        distance[node] = length
        arrival[node] = arc
        queue.insert(node, at: length)
    }
}

extension FlowNetwork {
    /// For each node the least reduced cost at which one more unit gets from it to `target`, `Int.max` if none can.
    func distances(to target: Int) -> [Int] {
        var scratch = ShortestPathScratch(nodeCount: nodeCount)
        scratch.reach(target, by: -1, after: 0)
        while let (distance, node) = scratch.queue.popNearest() {
            guard distance == scratch.distance[node] else { continue }
            for arc in arcs(from: node) where room[arc ^ 1] > 0 {
                scratch.reach(head[arc], by: arc ^ 1, after: distance + reducedCost(arc ^ 1))
            }
        }
        return scratch.distance
    }
}

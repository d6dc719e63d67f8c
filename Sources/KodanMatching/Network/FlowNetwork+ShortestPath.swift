/// How far a search has come.
struct ShortestPathScratch {
    /// The distance of each node; `Int.max` where unknown.
    private(set) var distance: [Int]
    var queue = ShortestPathQueue()

    init(nodeCount: Int) { distance = [Int](repeating: Int.max, count: nodeCount) }

    /// Notes that `node` is reached after `length`, if no shorter way is known.
    mutating func reach(_ node: Int, after length: Int) {
        guard length < distance[node] else { return }
        distance[node] = length
        queue.insert(node, at: length)
    }
}

extension FlowNetwork {
    /// For each node the least reduced cost at which one more unit gets from it to `target`, `Int.max` if none can.
    func distances(to target: Int) -> [Int] {
        var scratch = ShortestPathScratch(nodeCount: nodeCount)
        scratch.reach(target, after: 0)
        while let (distance, node) = scratch.queue.popNearest() {
            guard distance == scratch.distance[node] else { continue }
            for arc in arcs(from: node) where room[arc ^ 1] > 0 {
                scratch.reach(head[arc], after: distance + reducedCost(arc ^ 1))
            }
        }
        return scratch.distance
    }
}

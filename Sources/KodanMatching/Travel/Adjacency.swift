/// What leads out of each node, in one array.
struct Adjacency<Arc: Sendable>: Sendable {
    let arcs: [Arc]
    private let starts: [Int32]

    /// The arcs of `nodes` nodes, each with the node out of which it leads; their order is kept.
    init(nodes: Int, _ pairs: [(node: Int, arc: Arc)]) {
        var starts = [Int32](repeating: 0, count: nodes + 1)
        for pair in pairs { starts[pair.node + 1] += 1 }
        for node in 0..<nodes { starts[node + 1] += starts[node] }
        var order = [Int](repeating: 0, count: pairs.count)
        var next = starts
        for (index, pair) in pairs.enumerated() {
            order[Int(next[pair.node])] = index
            next[pair.node] += 1
        }
        arcs = order.map { pairs[$0].arc }
        self.starts = starts
    }

    /// Where in `arcs` those of `node` stand.
    func indices(of node: Int) -> Range<Int> { Int(starts[node])..<Int(starts[node + 1]) }

    /// The arcs of `node`.
    subscript(node: Int) -> ArraySlice<Arc> { arcs[indices(of: node)] }
}

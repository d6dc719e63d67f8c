/// A network for minimum-cost flow, its flow, and prices that prove the flow cheapest.
///
/// Nodes are numbers from 0. Arc `2i` is the i-th arc given, arc `2i + 1` its reverse, which takes back what the
/// arc carries. A price is what it costs to bring one more unit from the node to the sink. It keeps the reduced
/// cost of every arc with room, cost − price(tail) + price(head), at 0 or more, which no cheaper flow allows.
struct FlowNetwork {
    /// An arc as it is given: at most `capacity` units, at `cost` each, 0 or more.
    struct Arc {
        var tail: Int
        var head: Int
        var capacity: Int
        var cost: Int
    }

    let nodeCount: Int
    /// Where each arc leads.
    let head: [Int]
    /// What a unit on each arc costs; a reverse arc gives it back.
    let cost: [Int]
    /// How many more units each arc can carry.
    var room: [Int]
    /// The price of each node.
    var price: [Int]
    /// The arcs out of node `n` are `arcs[first[n]..<first[n + 1]]`, in the order in which they were given.
    private let arcs: [Int]
    private let first: [Int]

    /// The network of these arcs without flow, all prices 0, which is right since no cost is negative.
    init(nodeCount: Int, arcs given: [Arc]) {
        self.nodeCount = nodeCount
        var first = [Int](repeating: 0, count: nodeCount + 1)
        for arc in given {
            first[arc.tail + 1] += 1
            first[arc.head + 1] += 1
        }
        for node in 0..<nodeCount { first[node + 1] += first[node] }
        var next = first
        var arcs = [Int](repeating: 0, count: 2 * given.count)
        for (index, arc) in given.enumerated() {
            arcs[next[arc.tail]] = 2 * index
            next[arc.tail] += 1
            arcs[next[arc.head]] = 2 * index + 1
            next[arc.head] += 1
        }
        self.arcs = arcs
        self.first = first
        head = given.flatMap { [$0.head, $0.tail] }
        cost = given.flatMap { [$0.cost, -$0.cost] }
        room = given.flatMap { [$0.capacity, 0] }
        price = [Int](repeating: 0, count: nodeCount)
    }

    /// The arcs out of `node`, reverse ones among them.
    func arcs(from node: Int) -> ArraySlice<Int> { arcs[first[node]..<first[node + 1]] }

    /// What a unit on `arc` costs beyond what the prices of its ends allow for.
    func reducedCost(_ arc: Int) -> Int { cost[arc] - price[head[arc ^ 1]] + price[head[arc]] }

    /// Sends one unit along `arc`.
    mutating func push(_ arc: Int) {
        room[arc] -= 1
        room[arc ^ 1] += 1
    }
}

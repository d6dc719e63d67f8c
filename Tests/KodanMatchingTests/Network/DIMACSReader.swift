/// A minimum-cost flow as DIMACS text states it, read with no knowledge of what wrote it.
struct DIMACSReader {
    struct Arc: Hashable {
        var tail: Int
        var head: Int
        var capacity: Int
        var cost: Int
    }

    private(set) var nodeCount = 0
    private(set) var statedArcs = 0
    private(set) var supplies: [Int: Int] = [:]
    private(set) var arcs: [Arc] = []
    /// Lines that the format does not know, or that stand in the wrong order.
    private(set) var strays: [String] = []

    init(_ text: String) {
        for line in text.split(separator: "\n") {
            let words = line.split(separator: " ")
            let numbers = words.dropFirst().compactMap { Int($0) }
            switch words.first {
            case "c": continue
            case "p" where words.count == 4 && words[1] == "min" && numbers.count == 2 && nodeCount == 0:
                nodeCount = numbers[0]
                statedArcs = numbers[1]
            case "n"
            where numbers.count == 2 && isNode(numbers[0]) && supplies[numbers[0]] == nil && arcs.isEmpty:
                supplies[numbers[0]] = numbers[1]
            case "a" where numbers.count == 5 && isNode(numbers[0]) && isNode(numbers[1]) && numbers[2] == 0:
                arcs.append(Arc(tail: numbers[0], head: numbers[1], capacity: numbers[3], cost: numbers[4]))
            default: strays.append(String(line))
            }
        }
    }

    private func isNode(_ number: Int) -> Bool { (1...max(nodeCount, 1)).contains(number) }

    /// The least cost of a flow that takes every supply to the demands; nil if there is none.
    ///
    /// Successive shortest paths by Bellman and Ford, from one source before all supplies to one sink behind all
    /// demands: slow and plain.
    func leastCost() -> Int? {
        let source = 0
        let sink = nodeCount + 1
        var heads: [Int] = []
        var tails: [Int] = []
        var room: [Int] = []
        var costs: [Int] = []
        func connect(_ tail: Int, _ head: Int, _ capacity: Int, _ cost: Int) {
            tails += [tail, head]
            heads += [head, tail]
            room += [capacity, 0]
            costs += [cost, -cost]
        }
        for arc in arcs { connect(arc.tail, arc.head, arc.capacity, arc.cost) }
        for (node, supply) in supplies {
            if supply > 0 { connect(source, node, supply, 0) } else { connect(node, sink, -supply, 0) }
        }
        var missing = supplies.values.reduce(0) { $0 + max($1, 0) }
        guard missing == -supplies.values.reduce(0, { $0 + min($1, 0) }) else { return nil }
        var total = 0
        while missing > 0 {
            var distance = [Int?](repeating: nil, count: sink + 1)
            var arrival = [Int](repeating: -1, count: sink + 1)
            distance[source] = 0
            var changed = true
            while changed {
                changed = false
                for arc in heads.indices where room[arc] > 0 {
                    guard let so = distance[tails[arc]] else { continue }
                    if let known = distance[heads[arc]], known <= so + costs[arc] { continue }
                    distance[heads[arc]] = so + costs[arc]
                    arrival[heads[arc]] = arc
                    changed = true
                }
            }
            guard let length = distance[sink] else { return nil }
            var node = sink
            while node != source {
                room[arrival[node]] -= 1
                room[arrival[node] ^ 1] += 1
                node = tails[arrival[node]]
            }
            total += length
            missing -= 1
        }
        return total
    }
}

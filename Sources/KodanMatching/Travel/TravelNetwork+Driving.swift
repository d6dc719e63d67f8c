/// The ways by car from one municipality.
struct DrivingTree {
    /// Cost and, below it, minutes at sea, of each node; `.max` where no car gets.
    var keys: [Int64]
    /// Minutes for rare departures on the way to each node.
    var waits: [Int64]
    /// The node before each; -1 at the start.
    var parents: [Int32]
    /// The link by which each was reached; -1 by road.
    var links: [Int32]

    /// Minutes to `node`; nil if no car gets there.
    func minutes(to node: Int) -> Double? {
        guard keys[node] < .max else { return nil }
        let sea = keys[node] & TravelRules.minuteMask
        let road = (keys[node] >> TravelRules.minuteBits) - sea * TravelRules.driveUnitsForAMinute
        let kilometres = Double(road / TravelRules.driveUnitsForACentimetre) / 100_000
        return RoadTime.minutes(kilometres: kilometres) + Double(sea)
    }
}

extension TravelNetwork {
    /// The ways by car, with car ferries, that are best at 55 km/h; of equal ones that with least time at sea, then
    /// that with the most departures.
    func driving(from start: Int) -> DrivingTree {
        let count = points.count
        var tree = DrivingTree(
            keys: Array(repeating: .max, count: count),
            waits: Array(repeating: 0, count: count),
            parents: Array(repeating: -1, count: count),
            links: Array(repeating: -1, count: count)
        )
        var heap = TravelHeap(capacity: 2 * count)
        tree.keys[start] = 0
        heap.push(0, Int32(start))
        while let entry = heap.pop() {
            let node = Int(entry.label)
            guard entry.key == tree.keys[node] else { continue }
            let wait = tree.waits[node]
            for index in roads.indices(of: node) {
                let arc = roads.arcs[index]
                let cost = arc.centimetres * TravelRules.driveUnitsForACentimetre
                let key = entry.key + cost << TravelRules.minuteBits
                tree.reach(Int(arc.to), key, wait, entry.label, -1, &heap)
            }
            for index in carFerries.indices(of: node) {
                let arc = carFerries.arcs[index]
                let sea = arc.minutes + TravelRules.embark
                let key = entry.key + (sea * TravelRules.driveUnitsForAMinute) << TravelRules.minuteBits + sea
                tree.reach(Int(arc.to), key, wait + arc.wait, entry.label, arc.link, &heap)
            }
        }
        return tree
    }
}

extension DrivingTree {
    /// Every way has a length, so all that leads to a node by its best cost is seen before it is left.
    fileprivate mutating func reach(
        _ node: Int,
        _ key: Int64,
        _ wait: Int64,
        _ parent: Int32,
        _ link: Int32,
        _ heap: inout TravelHeap
    ) {
        guard key <= keys[node], key < keys[node] || wait < waits[node] else { return }
        if key < keys[node] { heap.push(key, Int32(node)) }
        keys[node] = key
        waits[node] = wait
        parents[node] = parent
        links[node] = link
    }
}

/// The ways by public transport from one municipality.
struct RidingTree {
    /// One way of having come to a municipality's street or platform.
    struct Label {
        /// A municipality, or a platform after them.
        var node: Int32
        /// The last line used, on which the next change depends.
        var line: Int32
        /// The label before; -1 at the start.
        var parent: Int32
        /// The link by which it came; -1 on foot, by bus and local train.
        var link: Int32
        /// The label that left the same node before; -1 if there is none.
        var earlier: Int32 = -1
        /// Cost and, below it, minutes for rare departures.
        var key: Int64
    }

    /// Keeps labels of no use from ever being queued.
    private struct Room {
        /// The key from which on a label is of no use, whatever its line.
        var useless = Int64.max
        /// The least key so far, and its line: a later label of that line is of no use.
        var first = Int64.max
        var line = TravelRules.anyLine
    }

    fileprivate(set) var labels: [Label] = []
    /// The best label of each municipality's street; -1 where nothing goes.
    fileprivate(set) var best: [Int32]
    /// The newest label that left each node; -1 if there is none.
    private var settled: [Int32]
    /// What is known of each node before its labels leave it.
    private var rooms: [Room]
    private var heap: TravelHeap

    fileprivate init(places: Int, nodes: Int) {
        best = Array(repeating: -1, count: places)
        settled = Array(repeating: -1, count: nodes)
        rooms = Array(repeating: Room(), count: nodes)
        heap = TravelHeap(capacity: 2 * nodes)
        labels.reserveCapacity(4 * nodes)
    }

    /// Minutes to `node`; nil if nothing goes there.
    func minutes(to node: Int) -> Double? {
        guard best[node] >= 0 else { return nil }
        let cost = labels[Int(best[node])].key >> TravelRules.minuteBits
        return Double(cost) / Double(TravelRules.rideUnitsForAMinute)
    }

    /// Minutes for rare departures on the way to `node`.
    func wait(to node: Int) -> Int64 {
        best[node] < 0 ? 0 : labels[Int(best[node])].key & TravelRules.minuteMask
    }

    fileprivate mutating func push(_ label: Label) {
        let node = Int(label.node)
        var room = rooms[node]
        guard label.key < room.useless, label.key < room.first || label.line != room.line else { return }
        let change = RidingTree.units(TravelRules.longestChange(from: label.line))
        room.useless = min(room.useless, label.key + change)
        if label.key < room.first { (room.first, room.line) = (label.key, label.line) }
        rooms[node] = room
        heap.push(label.key, Int32(labels.count))
        labels.append(label)
    }

    /// The next label to leave its node: one that no other, having come earlier, makes useless.
    fileprivate mutating func pop() -> Int32? {
        while let entry = heap.pop() {
            let label = labels[Int(entry.label)]
            let node = Int(label.node)
            var other = settled[node]
            while other >= 0 {
                let rival = labels[Int(other)]
                if rival.line == label.line { break }
                if rival.key + RidingTree.units(TravelRules.longestChange(from: rival.line)) <= label.key {
                    break
                }
                other = rival.earlier
            }
            guard other < 0 else { continue }
            labels[Int(entry.label)].earlier = settled[node]
            settled[node] = entry.label
            return entry.label
        }
        return nil
    }

    /// Minutes as part of a key.
    fileprivate static func units(_ minutes: Int64) -> Int64 {
        (minutes * TravelRules.rideUnitsForAMinute) << TravelRules.minuteBits
    }
}

extension TravelNetwork {
    /// The ways by public transport that take least time; of equal ones that with the most departures.
    ///
    /// A node is a street or a platform. What a change costs depends on the line by which one came, so a node keeps
    /// every label that may still be of use: the earliest, and later ones that come by another line.
    func riding(from start: Int) -> RidingTree {
        let count = points.count
        var tree = RidingTree(places: count, nodes: count + platforms.count)
        tree.push(
            RidingTree.Label(
                node: Int32(start),
                line: TravelRules.anyLine,
                parent: -1,
                link: -1,
                key: RidingTree.units(TravelRules.start)
            )
        )
        while let index = tree.pop() {
            let label = tree.labels[Int(index)]
            let node = Int(label.node)
            if node < count {
                walk(from: node, label, index, &tree)
            } else {
                ride(from: node, label, index, &tree)
            }
        }
        return tree
    }

    /// Along the roads, and to the platforms of the place.
    private func walk(from node: Int, _ label: RidingTree.Label, _ index: Int32, _ tree: inout RidingTree) {
        if tree.best[node] < 0 { tree.best[node] = index }
        var next = label
        next.parent = index
        next.link = -1
        for position in roads.indices(of: node) {
            let arc = roads.arcs[position]
            next.node = arc.to
            next.key = label.key + arc.centimetres << TravelRules.minuteBits
            tree.push(next)
        }
        for position in boardings.indices(of: node) {
            let platform = boardings.arcs[position]
            next.node = Int32(points.count) + platform
            next.key = label.key + RidingTree.units(TravelRules.boarding(platforms[Int(platform)].mode))
            tree.push(next)
        }
    }

    /// By all that departs from the platform, and back to the street.
    private func ride(from node: Int, _ label: RidingTree.Label, _ index: Int32, _ tree: inout RidingTree) {
        let platform = node - points.count
        var next = label
        next.parent = index
        next.link = -1
        next.node = platforms[platform].place
        next.key = label.key + RidingTree.units(TravelRules.alighting(platforms[platform].mode))
        tree.push(next)
        for position in rides.indices(of: platform) {
            let arc = rides.arcs[position]
            next.node = Int32(points.count) + arc.to
            next.line = arc.line
            next.link = arc.link
            let minutes = arc.minutes + TravelRules.change(from: label.line, to: arc.line)
            next.key = label.key + RidingTree.units(minutes) + arc.wait
            tree.push(next)
        }
    }
}

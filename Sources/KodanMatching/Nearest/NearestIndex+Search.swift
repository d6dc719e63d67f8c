/// The nearest points found so far, and room for a search; kept between searches so that each pays for no memory.
package struct NearestHits: ~Copyable {
    /// A heap with the farthest on top while the search runs, then in order.
    fileprivate var hits = Lane<NearestIndex.Hit>(capacity: 64)
    fileprivate var stack = Lane<(node: Int32, squared: Double)>(capacity: 64)

    /// Room for any number of searches.
    package init() {}

    /// How many there are.
    package var count: Int { hits.count }

    /// The hit at `index`, the nearest first.
    package subscript(index: Int) -> NearestIndex.Hit { hits[index] }
}

extension NearestIndex {
    /// Finds the `count` nearest points within `metres` of a place, in micro-degrees, that share a bit with `mask`.
    package func search(
        _ count: Int,
        latitude: Int32,
        longitude: Int32,
        mask: UInt64,
        metres: Double,
        into found: inout NearestHits
    ) {
        found.hits.removeAll()
        found.stack.removeAll()
        guard points.count > 0, count > 0 else { return }
        let place = Vector(latitude: latitude, longitude: longitude)
        // A hair more than the radius, so that rounding loses nobody who lies on it.
        let farthest = NearestIndex.chordSquared(metres: metres) * (1 + 1e-12)
        var limit = farthest
        found.stack.append((0, nodes[0].squaredDistance(from: place)))
        while let next = found.stack.popLast() {
            guard next.squared <= limit else { continue }
            let number = Int(next.node)
            if isLeaf(number) {
                scan(nodes[number], place, mask, count, &limit, &found)
            } else {
                let left = 2 * number + 1
                let toLeft = nodes[left].squaredDistance(from: place)
                let toRight = nodes[left + 1].squaredDistance(from: place)
                // The nearer is looked at first.
                if toLeft <= toRight {
                    if toRight <= limit { found.stack.append((Int32(left + 1), toRight)) }
                    if toLeft <= limit { found.stack.append((Int32(left), toLeft)) }
                } else {
                    if toLeft <= limit { found.stack.append((Int32(left), toLeft)) }
                    if toRight <= limit { found.stack.append((Int32(left + 1), toRight)) }
                }
            }
        }
        found.sort()
    }

    @inline(__always)
    private func scan(
        _ leaf: Node,
        _ place: Vector,
        _ mask: UInt64,
        _ count: Int,
        _ limit: inout Double,
        _ found: inout NearestHits
    ) {
        for index in Int(leaf.first)..<Int(leaf.first &+ leaf.count) where points[index].mask & mask != 0 {
            let squared = points[index].at.squaredDistance(to: place)
            guard squared <= limit else { continue }
            let hit = Hit(chordSquared: squared, position: points[index].position)
            if found.hits.count < count {
                found.push(hit)
                if found.hits.count == count { limit = min(limit, found.hits[0].chordSquared) }
            } else if hit.precedes(found.hits[0]) {
                found.replaceFarthest(by: hit)
                limit = found.hits[0].chordSquared
            }
        }
    }
}

extension NearestIndex.Hit {
    /// Whether this is nearer than `other`, or as near and of an earlier point.
    @inline(__always)
    fileprivate func precedes(_ other: Self) -> Bool {
        chordSquared == other.chordSquared ? position < other.position : chordSquared < other.chordSquared
    }
}

extension NearestHits {
    fileprivate mutating func push(_ hit: NearestIndex.Hit) {
        var index = hits.count
        hits.append(hit)
        while index > 0 {
            let parent = (index - 1) / 2
            guard hits[parent].precedes(hit) else { break }
            hits[index] = hits[parent]
            index = parent
        }
        hits[index] = hit
    }

    fileprivate func replaceFarthest(by hit: NearestIndex.Hit) { sink(hit, until: hits.count) }

    /// Puts `hit` where it belongs below the top of the first `end`.
    private func sink(_ hit: NearestIndex.Hit, until end: Int) {
        var index = 0
        while true {
            var child = 2 * index + 1
            guard child < end else { break }
            if child + 1 < end, hits[child].precedes(hits[child + 1]) { child += 1 }
            guard hit.precedes(hits[child]) else { break }
            hits[index] = hits[child]
            index = child
        }
        hits[index] = hit
    }

    /// Puts the heap in order, the nearest first.
    fileprivate func sort() {
        var end = hits.count - 1
        while end > 0 {
            let last = hits[end]
            hits[end] = hits[0]
            sink(last, until: end)
            end -= 1
        }
    }
}

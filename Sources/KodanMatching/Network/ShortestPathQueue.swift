/// Nodes waiting in the order of their distance, of equal ones the largest number first: a binary heap.
///
/// Larger numbers lie nearer the sink, so that a search does not widen where it could go on. A node may wait
/// several times; whoever takes it out knows whether that is stale.
struct ShortestPathQueue {
    private var heap: [(distance: Int, node: Int)] = []

    /// Adds `node` at `distance`.
    mutating func insert(_ node: Int, at distance: Int) {
        var index = heap.count
        heap.append((distance, node))
        while index > 0 {
            let parent = (index - 1) / 2
            guard ShortestPathQueue.precedes((distance, node), heap[parent]) else { break }
            heap[index] = heap[parent]
            index = parent
        }
        heap[index] = (distance, node)
    }

    /// Takes out the nearest; nil if none is left.
    mutating func popNearest() -> (distance: Int, node: Int)? {
        guard let nearest = heap.first, let last = heap.popLast() else { return nil }
        guard !heap.isEmpty else { return nearest }
        var index = 0
        while true {
            var child = 2 * index + 1
            guard child < heap.count else { break }
            if child + 1 < heap.count, ShortestPathQueue.precedes(heap[child + 1], heap[child]) { child += 1 }
            guard ShortestPathQueue.precedes(heap[child], last) else { break }
            heap[index] = heap[child]
            index = child
        }
        heap[index] = last
        return nearest
    }

    private static func precedes(_ left: (distance: Int, node: Int), _ right: (distance: Int, node: Int))
        -> Bool
    {
        left.distance == right.distance ? left.node > right.node : left.distance < right.distance
    }
}

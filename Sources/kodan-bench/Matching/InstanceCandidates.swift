import KodanMatching

/// The nearest eligible presenters of an instance's requests: one index a topic, found by the product's own search.
struct InstanceCandidates: ~Copyable {
    private let instance: MatchingInstance
    private var indices: [TopicIndex] = []
    private var hits = NearestHits()

    /// One topic's presenters, and which presenter each point is.
    private final class TopicIndex {
        let presenters: [Int32]
        let index: NearestIndex

        init(_ topic: Int, of instance: MatchingInstance) {
            presenters = instance.presenters.indices
                .filter { instance.presenters[$0].topics >> topic & 1 == 1 }
                .map { Int32($0) }
            index = NearestIndex(
                presenters.map {
                    let presenter = instance.presenters[Int($0)]
                    return (presenter.latitude, presenter.longitude, presenter.days)
                }
            )
        }
    }

    /// The candidates of `instance`, whose lists are not used.
    init(of instance: MatchingInstance) {
        self.instance = instance
        indices = (0..<MatchingInstance.topicCount).map { TopicIndex($0, of: instance) }
    }

    /// Calls `body` with presenter and cost of the candidates of `request` from the `first` to the `last` nearest.
    ///
    /// Answers the cost below which no further one lies; nil if there is none.
    mutating func forEach(
        of request: Int,
        from first: Int,
        to last: Int,
        _ body: (_ presenter: Int, _ cost: Int) -> Void
    ) -> Int? {
        let asked = instance.requests[request]
        let topic = indices[Int(asked.topic)]
        topic.index.search(
            last,
            latitude: asked.latitude,
            longitude: asked.longitude,
            mask: asked.days,
            metres: Double(instance.constants.radius_m),
            into: &hits
        )
        for nth in first..<max(first, hits.count) {
            let presenter = Int(topic.presenters[Int(hits[nth].position)])
            body(presenter, instance.cost(of: request, by: presenter, metres: hits[nth].metres))
        }
        return hits.count == last ? Int(hits[last - 1].metres.rounded(.down)) : nil
    }

    /// The lists of all requests, in their order.
    ///
    /// Requests are asked along a curve that fills the plane, so that the index's pages are still in the cache.
    mutating func lists() -> CandidateLists {
        let order = ZCurve.order(instance.requests.map { ($0.latitude, $0.longitude) })
        var found: [(presenter: UInt32, cost: Int32)] = []
        found.reserveCapacity(order.count * instance.constants.k)
        var pieces = [(first: Int, count: Int)](repeating: (0, 0), count: order.count)
        for request in order {
            let first = found.count
            _ = forEach(of: Int(request), from: 0, to: instance.constants.k) { presenter, cost in
                found.append((UInt32(presenter), Int32(cost)))
            }
            pieces[Int(request)] = (first, found.count - first)
        }
        var lists = CandidateLists(starts: [0])
        lists.starts.reserveCapacity(order.count + 1)
        lists.presenters.reserveCapacity(found.count)
        lists.costs.reserveCapacity(found.count)
        for piece in pieces {
            for index in piece.first..<(piece.first + piece.count) {
                lists.presenters.append(found[index].presenter)
                lists.costs.append(found[index].cost)
            }
            lists.starts.append(UInt32(lists.presenters.count))
        }
        return lists
    }
}

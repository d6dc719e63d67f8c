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

    /// The candidates of `instance`, whose lists are not read.
    init(of instance: MatchingInstance) {
        self.instance = instance
        indices = (0..<8).map { TopicIndex($0, of: instance) }
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
            let missing = max(0, asked.level - instance.presenters[presenter].level)
            body(presenter, Int(hits[nth].metres.rounded(.toNearestOrEven)) + 10_000 * missing)
        }
        return hits.count == last ? Int(hits[last - 1].metres.rounded(.down)) : nil
    }
}

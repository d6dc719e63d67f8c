import HTTPTypes
import Synchronization

/// Counts requests: by method, route and status, and how long they took.
///
/// A registry of our own: the swift-metrics package is the interface only, and its labels are strings made anew for
/// each request. Labels come from fixed lists (methods, routes of the router, statuses), never from what a client
/// wrote, and the number of series is bounded besides.
final class HTTPMetrics: Sendable {
    /// One kind of request.
    struct Key: Hashable, Sendable {
        let method: String
        let route: String
    }

    /// What one kind of request came to.
    struct Series: Sendable, Equatable {
        /// How many, by status.
        var statuses: [Int: Int] = [:]
        /// How many took at most as long as each of ``HTTPMetrics/bounds``, and longer than the one before.
        var buckets = Array(repeating: 0, count: HTTPMetrics.bounds.count + 1)
        /// How long all of them took together.
        var nanoseconds: Int64 = 0
    }

    /// Upper bounds of the latency buckets, in nanoseconds.
    static let bounds: [Int64] = [
        1, 2, 5, 10, 25, 50, 100, 250, 500, 1000, 2500, 5000, 10_000, 30_000,
    ].map { $0 * 1_000_000 }

    /// How many kinds of request are told apart; further ones count as one.
    static let limit = 1000
    private static let methods: Set<HTTPRequest.Method> = [
        .get, .head, .post, .put, .patch, .delete, .options,
    ]

    private let series = Mutex<[Key: Series]>([:])
    private let rejections = Mutex<[Rejection: Int]>([:])
    private let running = Atomic(0)

    /// Requests under way.
    var inFlight: Int { running.load(ordering: .relaxed) }

    /// A request begins.
    func begin() {
        running.wrappingAdd(1, ordering: .relaxed)
    }

    /// A request was answered; `route` is the template of its path, nil where nothing is served.
    func end(_ method: HTTPRequest.Method, route: String?, status: Int, nanoseconds: Int64) {
        running.wrappingSubtract(1, ordering: .relaxed)
        let key = Key(
            method: Self.methods.contains(method) ? method.rawValue : "other",
            route: route ?? "unmatched"
        )
        let bucket = Self.bounds.firstIndex { nanoseconds <= $0 } ?? Self.bounds.count
        series.withLock { all in
            let isKnown = all[key] != nil || all.count < Self.limit
            all[isKnown ? key : Key(method: "other", route: "other"), default: Series()]
                .count(status, bucket, nanoseconds)
        }
    }

    /// A request or a connection was turned away.
    func reject(_ reason: Rejection) {
        rejections.withLock { $0[reason, default: 0] += 1 }
    }

    /// Everything that was counted.
    var all: [Key: Series] { series.withLock { $0 } }
    /// How many were turned away, by reason.
    var rejected: [Rejection: Int] { rejections.withLock { $0 } }
}

extension HTTPMetrics.Series {
    fileprivate mutating func count(_ status: Int, _ bucket: Int, _ nanoseconds: Int64) {
        statuses[status, default: 0] += 1
        buckets[bucket] += 1
        self.nanoseconds += nanoseconds
    }
}

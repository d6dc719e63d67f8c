import Synchronization

/// Token buckets by key: bounded in memory, and the same short time for every request.
///
/// Each key has eight places in which its bucket may lie. When all are taken, the bucket that is full again, or will be
/// first, is forgotten: whoever makes up many keys displaces mostly their own. A bucket is one number, the moment at
/// which it will be full again (the generic cell rate algorithm).
final class BucketTable: Sendable {
    /// What came of taking from a bucket.
    struct Outcome: Sendable, Equatable {
        /// How many may still be made at once.
        let remaining: Int
        /// Nanoseconds until the bucket is full.
        let untilFull: Int64
        /// Nanoseconds until the next one is allowed; nil if this one is.
        let retryAfter: Int64?
    }

    private struct Bucket {
        var key: UInt64 = 0
        /// Nanoseconds of the clock; before the present for a full bucket.
        var fullAt = Int64.min
    }

    private static let ways = 8

    private let buckets: Mutex<[Bucket]>
    private let sets: UInt64

    /// A table of at least `capacity` buckets.
    init(capacity: Int) {
        var sets = 1
        while sets * Self.ways < capacity { sets *= 2 }
        self.sets = UInt64(sets)
        buckets = Mutex(Array(repeating: Bucket(), count: sets * Self.ways))
    }

    /// Takes one from the bucket of `hash`, a well mixed and secretly seeded digest of its key; a refused one costs
    /// nothing.
    func take(_ hash: UInt64, _ limit: RateLimit, at now: Int64) -> Outcome {
        // Zero marks an empty place; two keys that share a bucket for it are two in 2^64.
        let key = hash == 0 ? 1 : hash
        let begin = Int(hash & (sets - 1)) * Self.ways
        let interval = limit.interval
        let depth = interval * Int64(limit.requests)
        return buckets.withLock { buckets in
            let place = Self.place(of: key, in: buckets, from: begin)
            let fullAt = buckets[place].key == key ? max(buckets[place].fullAt, now) : now
            let after = fullAt + interval
            let missing = after - now
            guard missing <= depth else {
                return Outcome(remaining: 0, untilFull: fullAt - now, retryAfter: missing - depth)
            }
            buckets[place] = Bucket(key: key, fullAt: after)
            return Outcome(remaining: Int((depth - missing) / interval), untilFull: missing, retryAfter: nil)
        }
    }

    /// Where the key's bucket lies, or else the bucket that is forgotten for it.
    private static func place(of key: UInt64, in buckets: [Bucket], from begin: Int) -> Int {
        var earliest = begin
        for place in begin..<(begin + ways) {
            if buckets[place].key == key { return place }
            if buckets[place].fullAt < buckets[earliest].fullAt { earliest = place }
        }
        return earliest
    }
}

/// Requests waiting in the order of their distance, for searches in which distances never fall.
///
/// A radix heap (Ahuja, Mehlhorn, Orlin, Tarjan 1990): an entry waits in the bucket of the highest bit in which
/// its distance differs from the one taken out last, and moves to lower buckets only when its own is the least.
/// An entry may be stale; whoever takes it out knows.
struct RadixHeap: ~Copyable {
    /// Not private: this Swift emits a broken module for a private element of a lane (6.3.1).
    struct Entry: BitwiseCopyable {
        var distance: Int
        var request: Int32
        var next: Int32
    }

    private var entries = Lane<Entry>(capacity: 256)
    /// The first entry of each bucket; -1 if there is none.
    private var heads = Lane<Int32>(repeating: -1, count: 65)
    /// A bit for each bucket that is not empty; that of bucket 64 is never needed, for distances are not negative.
    private var filled: UInt64 = 0
    /// The distance taken out last.
    private var last = 0

    /// Adds `request` at `distance`, which is not less than what was taken out last.
    @inline(__always)
    mutating func insert(_ request: Int32, at distance: Int) {
        let bucket = RadixHeap.bucket(distance, last)
        entries.append(Entry(distance: distance, request: request, next: heads[bucket]))
        heads[bucket] = Int32(truncatingIfNeeded: entries.count &- 1)
        filled |= 1 << UInt64(truncatingIfNeeded: bucket)
    }

    /// Takes out the nearest, of equal ones any but always the same; nil if none is left.
    @inline(__always)
    mutating func popLeast() -> (distance: Int, request: Int32)? {
        guard filled != 0 else { return nil }
        if filled & 1 == 0 { settle() }
        let entry = entries[Int(heads[0])]
        heads[0] = entry.next
        if entry.next < 0 { filled &= ~1 }
        return (entry.distance, entry.request)
    }

    /// Forgets all.
    mutating func removeAll() {
        while filled != 0 {
            heads[filled.trailingZeroBitCount] = -1
            filled &= filled &- 1
        }
        entries.removeAll()
        last = 0
    }

    /// Spreads the least bucket that is not empty over those below, so that bucket 0 holds the nearest.
    private mutating func settle() {
        let bucket = filled.trailingZeroBitCount
        let head = heads[bucket]
        heads[bucket] = -1
        filled &= filled &- 1
        var least = Int.max
        var index = head
        while index >= 0 {
            least = min(least, entries[Int(index)].distance)
            index = entries[Int(index)].next
        }
        last = least
        index = head
        while index >= 0 {
            let next = entries[Int(index)].next
            let lower = RadixHeap.bucket(entries[Int(index)].distance, last)
            entries[Int(index)].next = heads[lower]
            heads[lower] = index
            filled |= 1 << UInt64(truncatingIfNeeded: lower)
            index = next
        }
    }

    /// The position of the highest bit in which the two differ, from 1; 0 if they are equal.
    @inline(__always)
    private static func bucket(_ distance: Int, _ last: Int) -> Int {
        Int.bitWidth &- (distance ^ last).leadingZeroBitCount
    }
}

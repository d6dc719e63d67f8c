/// Labels by key, the smallest first.
struct TravelHeap {
    struct Entry {
        var key: Int64
        var label: Int32
    }

    private var entries: [Entry] = []

    init(capacity: Int) { entries.reserveCapacity(capacity) }

    mutating func push(_ key: Int64, _ label: Int32) {
        var hole = entries.count
        entries.append(Entry(key: key, label: label))
        while hole > 0 {
            let parent = (hole - 1) / 2
            guard key < entries[parent].key else { break }
            entries[hole] = entries[parent]
            hole = parent
        }
        entries[hole] = Entry(key: key, label: label)
    }

    mutating func pop() -> Entry? {
        guard let first = entries.first, let last = entries.popLast() else { return nil }
        let count = entries.count
        guard count > 0 else { return first }
        var hole = 0
        while true {
            var child = 2 * hole + 1
            guard child < count else { break }
            if child + 1 < count, entries[child + 1].key < entries[child].key { child += 1 }
            guard entries[child].key < last.key else { break }
            entries[hole] = entries[child]
            hole = child
        }
        entries[hole] = last
        return first
    }
}

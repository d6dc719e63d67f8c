/// Which statements of one connection the server has prepared: the most recently used, by their text.
struct StatementCache {
    /// How a statement is to be sent.
    enum Plan: Equatable {
        /// Not worth preparing yet.
        case direct
        /// To be prepared under this name, then executed.
        case prepare(name: String)
        /// Prepared under this name.
        case execute(name: String)
    }

    private struct Entry {
        var name: String?
        var usedAt: Int
    }

    private var entries: [String: Entry] = [:]
    private var clock = 0
    private let capacity: Int

    /// An empty cache that remembers `capacity` texts.
    init(capacity: Int) {
        self.capacity = capacity
    }

    /// How many statements are prepared.
    var preparedCount: Int { entries.values.count { $0.name != nil } }

    /// How to send `text`: with binds it is prepared at once, without them when it comes a second time.
    mutating func plan(for text: String, hasBinds: Bool) -> Plan {
        clock += 1
        guard let entry = entries[text] else {
            guard !hasBinds else { return .prepare(name: "s\(clock)") }
            entries[text] = Entry(name: nil, usedAt: clock)
            return .direct
        }
        entries[text]?.usedAt = clock
        return entry.name.map(Plan.execute) ?? .prepare(name: "s\(clock)")
    }

    /// Remembers that `text` was prepared as `name`.
    mutating func insert(_ text: String, name: String) {
        entries[text] = Entry(name: name, usedAt: clock)
    }

    /// Forgets `text`, whose prepared statement is stale or gone.
    mutating func remove(_ text: String) {
        entries[text] = nil
    }

    /// Forgets the least recently used text if there are too many; the name to deallocate, if it had one.
    ///
    /// Searching all entries is cheap beside the round trip that the eviction costs.
    mutating func evict() -> String? {
        while entries.count > capacity {
            guard let oldest = entries.min(by: { $0.value.usedAt < $1.value.usedAt }) else { return nil }
            entries[oldest.key] = nil
            if let name = oldest.value.name { return name }
        }
        return nil
    }
}

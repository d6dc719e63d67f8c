/// A statement that the server has prepared, or is about to.
final class PreparedStatement {
    /// By which the server knows it.
    let name: String
    /// What its columns are called, once an answer has come.
    var columns: ColumnNames?

    init(name: String) {
        self.name = name
    }
}

/// Which statements of one connection the server has prepared: the most recently used, by their text.
struct StatementCache {
    /// How a statement is to be sent.
    enum Plan {
        /// Not worth preparing yet.
        case direct
        /// To be prepared, then executed.
        case prepare(PreparedStatement)
        /// Prepared.
        case execute(PreparedStatement)

        /// What is prepared; nil for a statement that is not.
        var statement: PreparedStatement? {
            switch self {
            case .direct: nil
            case .prepare(let statement), .execute(let statement): statement
            }
        }
    }

    private struct Entry {
        var prepared: PreparedStatement?
        var usedAt: Int
    }

    private var entries: [String: Entry] = [:]
    private var clock = 0
    private let capacity: Int

    /// An empty cache that remembers `capacity` texts.
    init(capacity: Int) {
        self.capacity = capacity
    }

    /// How to send `text`: with binds it is prepared at once, without them when it comes a second time.
    mutating func plan(for text: String, hasBinds: Bool) -> Plan {
        clock += 1
        guard let entry = entries[text] else {
            guard !hasBinds else { return .prepare(PreparedStatement(name: "s\(clock)")) }
            entries[text] = Entry(prepared: nil, usedAt: clock)
            return .direct
        }
        entries[text]?.usedAt = clock
        return entry.prepared.map(Plan.execute) ?? .prepare(PreparedStatement(name: "s\(clock)"))
    }

    /// Remembers that `text` was prepared.
    mutating func insert(_ text: String, _ prepared: PreparedStatement) {
        entries[text] = Entry(prepared: prepared, usedAt: clock)
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
            if let prepared = oldest.value.prepared { return prepared.name }
        }
        return nil
    }
}

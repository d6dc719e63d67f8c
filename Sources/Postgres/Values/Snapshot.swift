/// Which transactions a reader knows: a `pg_snapshot`, `10:20:10,14,15`.
///
/// Source: PostgreSQL 15 manual, 9.27.9, "Transaction ID and Snapshot Information Functions".
public struct Snapshot: Sendable, Equatable {
    /// The first transaction that may be under way.
    private let start: UInt64
    /// The first one that it does not know, as none after it.
    private let end: UInt64
    /// Those before it that are under way, in ascending order.
    private var running: [UInt64]

    /// Whether it knows all that `other` knows.
    public func includes(_ other: Snapshot) -> Bool {
        other.end <= end && running.allSatisfy { $0 >= other.end || other.running.contains($0) }
    }

    /// The same, but for what `transaction` did: PostgreSQL leaves the one that asks out of those under way.
    public func without(_ transaction: UInt64) -> Snapshot {
        guard start <= transaction, transaction < end, !running.contains(transaction) else { return self }
        var snapshot = self
        snapshot.running = (running + [transaction]).sorted()
        return snapshot
    }
}

extension Snapshot: SQLDecodable, SQLEncodable {
    /// Reads a `pg_snapshot`.
    public init?(sqlText: String) {
        let parts = sqlText.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 3, let start = UInt64(parts[0]), let end = UInt64(parts[1]) else { return nil }
        let running = parts[2].split(separator: ",").map { UInt64($0) }
        guard !running.contains(nil) else { return nil }
        self.start = start
        self.end = end
        self.running = running.compactMap(\.self)
    }

    /// As PostgreSQL writes it.
    public var sqlText: String {
        "\(start):\(end):\(running.map(\.description).joined(separator: ","))"
    }
}

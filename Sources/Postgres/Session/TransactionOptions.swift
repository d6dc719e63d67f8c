/// How a transaction sees the others.
public struct TransactionOptions: Sendable, Equatable {
    /// The isolation levels that PostgreSQL tells apart.
    public enum Isolation: String, Sendable {
        /// Each statement sees what was committed before it began.
        case readCommitted = "READ COMMITTED"
        /// All statements see what was committed before the first of them.
        case repeatableRead = "REPEATABLE READ"
        /// As if the transactions had run one after another; may fail with 40001 and want another try.
        case serializable = "SERIALIZABLE"
    }

    /// What the transaction sees of others.
    public var isolation: Isolation
    /// Whether the server refuses every change.
    public var readOnly: Bool
    /// Whether a serializable, read-only transaction waits for a snapshot that can never fail.
    public var deferrable: Bool

    /// Read committed and read-write, unless said otherwise.
    public init(isolation: Isolation = .readCommitted, readOnly: Bool = false, deferrable: Bool = false) {
        self.isolation = isolation
        self.readOnly = readOnly
        self.deferrable = deferrable
    }

    /// The statement that begins such a transaction, whatever the role's own defaults.
    var begin: String {
        "BEGIN ISOLATION LEVEL \(isolation.rawValue), READ \(readOnly ? "ONLY" : "WRITE"),"
            + "\(deferrable ? "" : " NOT") DEFERRABLE"
    }
}

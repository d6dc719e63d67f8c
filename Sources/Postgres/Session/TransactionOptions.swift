/// How a transaction sees the others.
public struct TransactionOptions: Sendable, Equatable {
    /// The isolation levels that PostgreSQL tells apart.
    public enum Isolation: String, Sendable {
        /// Each statement sees what was committed before it began.
        case readCommitted = "READ COMMITTED"
        /// All statements see what was committed before the first of them.
        case repeatableRead = "REPEATABLE READ"
    }

    /// What the transaction sees of others.
    public var isolation: Isolation
    /// Whether the server refuses every change.
    public var readOnly: Bool

    /// Whether all its statements travel together: the server then begins and ends it with them, by itself.
    ///
    /// It runs as the role's defaults have it, whatever the other options say, and refuses a second trip as `misuse`.
    /// What is not accepted (``Session/postpone(_:mootAtEnd:accept:)``) is found so when all is done: it is for reads.
    public private(set) var isOneTrip = false

    /// For reads whose statements are all known before the first is answered: one round trip, without BEGIN and COMMIT.
    public static let oneTrip: TransactionOptions = {
        var options = TransactionOptions(readOnly: true)
        options.isOneTrip = true
        return options
    }()

    /// Read committed and read-write, unless said otherwise.
    public init(isolation: Isolation = .readCommitted, readOnly: Bool = false) {
        self.isolation = isolation
        self.readOnly = readOnly
    }

    /// The statement that begins such a transaction, whatever the role's own defaults.
    var begin: String {
        "BEGIN ISOLATION LEVEL \(isolation.rawValue), READ \(readOnly ? "ONLY" : "WRITE")"
    }
}

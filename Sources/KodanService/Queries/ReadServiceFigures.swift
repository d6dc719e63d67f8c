public import KodanDomain
import KodanStore
import Postgres

/// What the monitoring wants to know of the service's work, in one statement: the service's own question, which nobody
/// signs in for and which names nobody.
public struct ReadServiceFigures: Sendable {
    /// The longest that the statement may take.
    public static let patience: Duration = .seconds(2)

    private let office: Office

    /// Works in `office`.
    public init(office: Office) {
        self.office = office
    }

    /// The figures of this moment; throws `PostgresError` if the database does not say them in time.
    public func callAsFunction() async throws -> ServiceFigures {
        try await office.transaction(as: .system, TransactionOptions(readOnly: true)) { desk in
            try ServerQueries(desk.session).limitStatements(to: ReadServiceFigures.patience)
            return try ServiceFigureQueries(desk.session).figures(at: desk.now)
        }
    }
}

/// The pool of connections at one moment.
public struct PoolFigures: Sendable, Equatable {
    /// The most connections that it opens.
    public let size: Int
    /// Connections that are open or being opened.
    public let open: Int
    /// Open ones that nobody uses.
    public let idle: Int
    /// Those who wait for one.
    public let waiting: Int

    /// The pool of `office`.
    public init(of office: Office) async {
        let statistics = await office.pool.statistics
        size = statistics.size
        open = statistics.open
        idle = statistics.idle
        waiting = statistics.waiting
    }
}

public import Postgres

/// The server itself.
public struct ServerQueries {
    private let session: Session

    /// Works in `session`.
    public init(_ session: Session) {
        self.session = session
    }

    /// Asks for an answer that needs no table: whether the server can be asked at all.
    public func ping() throws(PostgresError) {
        try session.execute("SELECT 1")
    }

    /// Gives every further statement of this transaction so long at most.
    public func limitStatements(to limit: Duration) throws(PostgresError) {
        let milliseconds = limit.components.seconds * 1000
        try session.execute("SELECT set_config('statement_timeout', \(String(milliseconds)), true)")
    }
}

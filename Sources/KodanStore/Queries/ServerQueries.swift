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
}

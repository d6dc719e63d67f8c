import KodanStore
import Postgres

/// Whether the service can work: it can if the database answers.
public struct Readiness: Sendable {
    private let office: Office

    /// Asks for `office`.
    public init(office: Office) {
        self.office = office
    }

    /// Throws `PostgresError` if the database does not answer.
    public func callAsFunction() async throws {
        try await office.pool.autocommit { session in try ServerQueries(session).ping() }
    }
}

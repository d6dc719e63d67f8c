import KodanService
import Postgres

extension Office {
    /// Throws ``DatabaseOutdated`` if the database's tables are older than this program, and what no waiting mends.
    ///
    /// A database that does not answer may come back: all goes on, and `/readyz` tells.
    func refuseOutdatedTables() async throws {
        do {
            try await Readiness(office: self)()
        } catch let error as PostgresError {
            switch error.kind {
            case .configuration, .serverTooOld: throw error
            default: break
            }
        }
    }
}

import KodanService
import Logging
import Postgres

extension Office {
    /// Throws ``DatabaseOutdated`` if the database's tables are older than this program, ``CommandFailure`` if `role`'s
    /// address names somebody whom row-level security does not bind, and what no waiting mends.
    ///
    /// A database that does not answer may come back: all goes on, and the log and `/readyz` tell. Newer tables are
    /// told in the log: between `kodan migrate` and the start of the new version the old one goes on.
    func refuseUnfitDatabase(of role: DatabaseRole, _ logger: Logger) async throws {
        do {
            try await Readiness(office: self)()
            guard try await Readiness(office: self).isRoleBound() else {
                throw CommandFailure.configuration(
                    "\(role.variable) names the owner of the tables, a superuser or a role with BYPASSRLS, whom row-level "
                        + "security does not bind: name \(role.user)."
                )
            }
            if let newest = try await Readiness(office: self).newestUnknown() {
                logger.warning(
                    "the database has tables of a newer version: start that one",
                    metadata: ["newest": "\(newest)"]
                )
            }
        } catch let error as PostgresError {
            switch error.kind {
            case .configuration, .serverTooOld: throw error
            default:
                logger.warning("the database does not answer yet", metadata: ["error": "\(error.told)"])
            }
        }
    }
}

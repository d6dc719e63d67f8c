import KodanService
import Postgres

extension Office {
    /// Throws ``CommandFailure`` where presenters would begin with a rank that there is not; a database that does not
    /// answer is not asked again.
    func refuseUnknownRank() async throws {
        let ranks: [String]?
        do {
            ranks = try await CheckStartingRank(office: self)()
        } catch is PostgresError {
            return
        }
        if let ranks {
            throw CommandFailure.configuration(
                "office.csv: starting_rank takes \(ranks.joined(separator: " or ")), and not “\(rules.startingRank)”."
            )
        }
    }
}

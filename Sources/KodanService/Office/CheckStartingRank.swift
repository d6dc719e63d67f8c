import KodanDomain
import KodanStore
import Postgres

/// The rank with which presenters begin, as `office.csv` has it, is held against those that the database knows, so that
/// a mistake is told at the start, and not to the first presenter who is registered.
public struct CheckStartingRank: Sendable {
    private let office: Office

    /// Works in `office`.
    public init(office: Office) {
        self.office = office
    }

    /// The codes of all ranks, where the office's is none of them; nil where it is one, and where no ranks were loaded
    /// yet.
    ///
    /// Throws `PostgresError` if the database does not answer.
    public func callAsFunction() async throws -> [String]? {
        let reading = TransactionOptions(readOnly: true)
        let ranks = try await office.transaction(as: .system, reading) { desk in
            try VocabularyStore(desk.session).ranks().map(\.code)
        }
        return ranks.isEmpty || ranks.contains(office.rules.startingRank) ? nil : ranks
    }
}

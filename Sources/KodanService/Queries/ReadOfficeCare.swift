public import KodanDomain
import KodanStore
import Postgres

/// What of the office wants somebody's care (要確認).
public struct ReadOfficeCare: Sendable {
    private let office: Office

    /// Works in `office`.
    public init(office: Office) {
        self.office = office
    }

    /// Counts of mails, people, tokens and seals, and rates that end soon.
    ///
    /// For administrators and auditors.
    public func callAsFunction(as credential: Credential) async throws -> OfficeCare {
        try await office.transaction(as: credential, TransactionOptions(readOnly: true)) { desk in
            try desk.actor.require(.administrator, .auditor)
            return try desk.asSystem { try CareQueries(desk.session).care(at: desk.now) }
        }
    }
}

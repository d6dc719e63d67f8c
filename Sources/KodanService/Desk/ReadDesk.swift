public import KodanDomain
import KodanStore
import Postgres

/// What waits for a coordinator (要対応一覧).
public struct ReadDesk: Sendable {
    private let office: Office

    /// Works in `office`.
    public init(office: Office) {
        self.office = office
    }

    /// The entries behind `after` that pass `filter`, of requests that the actor may see; for the body's people.
    public func callAsFunction(
        _ filter: DeskFilter = DeskFilter(),
        after: DeskEntry.ID? = nil,
        limit: PageLimit = .standard,
        as credential: Credential
    ) async throws -> Page<DeskEntrySummary, DeskEntry> {
        try await office.transaction(as: credential, TransactionOptions(readOnly: true)) { desk in
            try desk.actor.requireStaff()
            let rows = try DeskStore(desk.session).list(filter, after: after, limit: limit.andOneMore)
            return Page(rows, limit: limit.count, key: \.id)
        }
    }
}

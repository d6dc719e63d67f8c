public import KodanDomain
import KodanStore
import Postgres

/// The record of who did what.
///
/// For auditors and administrators.
public struct ReadAuditEvents: Sendable {
    private let office: Office

    /// Works in `office`.
    public init(office: Office) {
        self.office = office
    }

    /// The events behind `after` that `filter` lets through, older ones first.
    public func callAsFunction(
        _ filter: AuditFilter = AuditFilter(),
        after: AuditEvent.ID? = nil,
        limit: PageLimit = .standard,
        as credential: Credential
    ) async throws -> Page<AuditEventEntry, AuditEvent> {
        try await office.transaction(as: credential, TransactionOptions(readOnly: true)) { desk in
            try desk.actor.require(.auditor, .administrator)
            let rows = try AuditQueries(desk.session).list(filter, after: after, limit: limit.andOneMore)
            return Page(rows, limit: limit.count, key: \.id)
        }
    }
}

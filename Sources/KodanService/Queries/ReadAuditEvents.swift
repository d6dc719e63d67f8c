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
    ///
    /// Throws ``Refusal/notFound(_:as:)`` for an `after` that no seal covers, where only sealed events are wanted: an
    /// empty page would say that nothing happened since.
    public func callAsFunction(
        _ filter: AuditFilter = AuditFilter(),
        after: AuditEvent.ID? = nil,
        limit: PageLimit = .standard,
        as credential: Credential
    ) async throws -> Page<AuditEventEntry, AuditEvent> {
        try await office.transaction(as: credential, TransactionOptions(readOnly: true)) { desk in
            try desk.actor.require(.auditor, .administrator)
            let queries = AuditQueries(desk.session)
            if filter.isSealed, let after, try queries.seal(of: after) == nil {
                throw Refusal.notFound(after.description)
            }
            let rows = try queries.list(filter, after: after, limit: limit.andOneMore)
            return Page(rows, limit: limit.count, key: \.id)
        }
    }
}

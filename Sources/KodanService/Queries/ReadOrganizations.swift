public import KodanDomain
import KodanStore
import Postgres

/// Organizations: all for the body's people and presenters, its own for a host.
public struct ReadOrganizations: Sendable {
    private let office: Office

    /// Works in `office`.
    public init(office: Office) {
        self.office = office
    }

    /// The organizations behind `after`; of one prefecture, of one kind, or with `name` in their name or kana.
    public func callAsFunction(
        in prefecture: PrefectureCode? = nil,
        named name: String? = nil,
        kind: OrganizationKind? = nil,
        after: Organization.ID? = nil,
        limit: PageLimit = .standard,
        as credential: Credential
    ) async throws -> Page<OrganizationSummary, Organization> {
        try await office.transaction(as: credential, TransactionOptions(readOnly: true)) { desk in
            let rows = try OrganizationQueries(desk.session).list(
                prefecture: prefecture,
                name: name?.normalized,
                kind: kind,
                after: after,
                limit: limit.andOneMore
            )
            return Page(rows, limit: limit.count, key: \.id)
        }
    }

    /// One organization with its members, which presenters do not see.
    ///
    /// Throws ``Refusal/notFound(_:)`` for one that is not there or not the reader's to see.
    public func callAsFunction(
        _ id: Organization.ID,
        as credential: Credential
    ) async throws -> OrganizationDetail {
        try await office.transaction(as: credential, TransactionOptions(readOnly: true)) { desk in
            let queries = OrganizationQueries(desk.session)
            let found = try queries.detail(id) {
                guard desk.actor.role != .presenter else { return [] }
                // A host sees no user but itself; of its own organization it may know who else acts.
                return try desk.asSystem { try queries.members(of: id) }
            }
            guard let found else { throw Refusal.notFound(id.description) }
            return found
        }
    }
}

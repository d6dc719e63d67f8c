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

    /// The organizations behind `after` for which `question` holds.
    ///
    /// Throws ``Refusal`` `field` for a name that is empty or longer than ``PresenterQuestion/nameLimit``.
    public func callAsFunction(
        _ question: OrganizationQuestion = OrganizationQuestion(),
        after: Organization.ID? = nil,
        limit: PageLimit = .standard,
        as credential: Credential
    ) async throws -> Page<OrganizationSummary, Organization> {
        let name = try question.name.map(nameSearchedFor)
        return try await office.transaction(as: credential, TransactionOptions(readOnly: true)) { desk in
            var question = question
            question.name = name
            let rows = try OrganizationQueries(desk.session).list(
                question,
                after: after,
                limit: limit.andOneMore
            )
            return Page(rows, limit: limit.count, key: \.id)
        }
    }

    /// One organization with its members, which presenters do not see, nor coordinators in whose prefectures it neither
    /// has its seat nor asked for a lecture.
    ///
    /// Throws ``Refusal/notFound(_:)`` for one that is not there or not the reader's to see.
    public func callAsFunction(
        _ id: Organization.ID,
        as credential: Credential
    ) async throws -> OrganizationDetail {
        try await office.transaction(as: credential, TransactionOptions(readOnly: true)) { desk in
            let queries = OrganizationQueries(desk.session)
            let found = try queries.detail(id) {
                // A host sees no user but itself; of its own organization it may know who else acts.
                switch desk.actor.role {
                case .presenter: return []
                case .host: return try desk.asSystem { try queries.members(of: id) }
                default: return try queries.members(of: id)
                }
            }
            guard let found else { throw Refusal.notFound(id.description) }
            return found
        }
    }
}

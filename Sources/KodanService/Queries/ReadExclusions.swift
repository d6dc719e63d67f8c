public import KodanDomain
import KodanStore
import Postgres

/// Who is kept apart from whom, since one of them asked: what a side asked itself, all for the body's people.
public struct ReadExclusions: Sendable {
    private let office: Office

    /// Works in `office`.
    public init(office: Office) {
        self.office = office
    }

    /// The organizations behind `after` that a presenter is kept apart from.
    ///
    /// Throws ``Refusal/notFound(_:)`` for a presenter who is not there or not the reader's to see.
    public func callAsFunction(
        of presenter: Presenter.ID,
        after: Organization.ID? = nil,
        limit: PageLimit = .standard,
        as credential: Credential
    ) async throws -> Page<ExclusionPair, Organization> {
        try await office.transaction(as: credential, TransactionOptions(readOnly: true)) { desk in
            guard try PresenterStore(desk.session).exists(presenter) else {
                throw Refusal.notFound(presenter.description)
            }
            let pairs = try ExclusionStore(desk.session).pairs(
                of: presenter,
                after: after,
                limit: limit.andOneMore
            )
            return Page(pairs, limit: limit.count, key: \.organization)
        }
    }

    /// The presenters behind `after` who are kept apart from an organization.
    ///
    /// Throws ``Refusal/notFound(_:)`` for an organization that is not there or not the reader's to see.
    public func callAsFunction(
        of organization: Organization.ID,
        after: Presenter.ID? = nil,
        limit: PageLimit = .standard,
        as credential: Credential
    ) async throws -> Page<ExclusionPair, Presenter> {
        try await office.transaction(as: credential, TransactionOptions(readOnly: true)) { desk in
            guard try OrganizationStore(desk.session).exists(organization) else {
                throw Refusal.notFound(organization.description)
            }
            let pairs = try ExclusionStore(desk.session).pairs(
                of: organization,
                after: after,
                limit: limit.andOneMore
            )
            return Page(pairs, limit: limit.count, key: \.presenter)
        }
    }
}

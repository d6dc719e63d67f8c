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
    /// Throws ``Refusal/notFound(_:as:)`` for a presenter who is not there or not the reader's to see.
    public func callAsFunction(
        of presenter: Presenter.ID,
        after: Organization.ID? = nil,
        limit: PageLimit = .standard,
        as credential: Credential
    ) async throws -> Page<ExclusionPair, Organization> {
        try await page(of: presenter, limit, { $0.organization }, as: credential) { session in
            guard try PresenterStore(session).exists(presenter) else { return nil }
            return try ExclusionStore(session).pairs(of: presenter, after: after, limit: limit.andOneMore)
        }
    }

    /// The presenters behind `after` who are kept apart from an organization.
    ///
    /// Throws ``Refusal/notFound(_:as:)`` for an organization that is not there or not the reader's to see.
    public func callAsFunction(
        of organization: Organization.ID,
        after: Presenter.ID? = nil,
        limit: PageLimit = .standard,
        as credential: Credential
    ) async throws -> Page<ExclusionPair, Presenter> {
        try await page(of: organization, limit, { $0.presenter }, as: credential) { session in
            guard try OrganizationStore(session).exists(organization) else { return nil }
            return try ExclusionStore(session).pairs(of: organization, after: after, limit: limit.andOneMore)
        }
    }

    private func page<Other: Keyed & SendableMetatype>(
        of side: some CustomStringConvertible & Sendable,
        _ limit: PageLimit,
        _ key: @escaping @Sendable (ExclusionPair) -> ID<Other>,
        as credential: Credential,
        _ read: @escaping @Sendable (Session) throws -> [ExclusionPair]?
    ) async throws -> Page<ExclusionPair, Other> {
        try await office.transaction(as: credential, TransactionOptions(readOnly: true)) { desk in
            guard let pairs = try read(desk.session) else { throw Refusal.notFound("\(side)") }
            return Page(pairs, limit: limit.count, key: key)
        }
    }
}

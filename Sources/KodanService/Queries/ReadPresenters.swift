public import KodanDomain
import KodanStore
import Postgres

/// Registered presenters: all for the body's people, themselves for presenters.
public struct ReadPresenters: Sendable {
    private let office: Office

    /// Works in `office`.
    public init(office: Office) {
        self.office = office
    }

    /// The presenters behind `after`; of one prefecture, in one status, or with `name` in their name or kana.
    public func callAsFunction(
        in prefecture: PrefectureCode? = nil,
        named name: String? = nil,
        status: PresenterStatus? = nil,
        after: Presenter.ID? = nil,
        limit: PageLimit = .standard,
        as credential: Credential
    ) async throws -> Page<PresenterSummary, Presenter> {
        try await office.transaction(as: credential, TransactionOptions(readOnly: true)) { desk in
            if desk.actor.role == .host { throw Refusal.notPermitted(.host) }
            let rows = try PresenterQueries(desk.session).list(
                prefecture: prefecture,
                name: name?.normalized,
                status: status,
                after: after,
                limit: limit.andOneMore
            )
            return Page(rows, limit: limit.count, key: \.id)
        }
    }

    /// One presenter.
    ///
    /// Throws ``Refusal/notFound(_:)`` for one who is not there or not the reader's to see.
    public func callAsFunction(_ id: Presenter.ID, as credential: Credential) async throws -> PresenterDetail
    {
        try await office.transaction(as: credential, TransactionOptions(readOnly: true)) { desk in
            if desk.actor.role == .host { throw Refusal.notPermitted(.host) }
            guard let found = try PresenterQueries(desk.session).detail(id, on: desk.now.date) else {
                throw Refusal.notFound(id.description)
            }
            return found
        }
    }
}

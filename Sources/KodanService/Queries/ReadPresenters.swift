public import KodanDomain
import KodanStore
import Postgres

/// Registered presenters: all for the body's people, those of their prefectures and whom they meet for limited
/// coordinators, themselves for presenters, and by name whom it meets for a host.
public struct ReadPresenters: Sendable {
    private let office: Office

    /// Works in `office`.
    public init(office: Office) {
        self.office = office
    }

    /// The presenters behind `after` for whom `question` holds.
    ///
    /// Throws ``Refusal``: `notPermitted` for a host, `field` for a name that is empty or longer than
    /// ``PresenterQuestion/nameLimit``.
    public func callAsFunction(
        _ question: PresenterQuestion = PresenterQuestion(),
        after: Presenter.ID? = nil,
        limit: PageLimit = .standard,
        as credential: Credential
    ) async throws -> Page<PresenterSummary, Presenter> {
        let question = try question.searchable()
        return try await office.transaction(as: credential, TransactionOptions(readOnly: true)) { desk in
            if try desk.actor.role == .host { throw Refusal.notPermitted(.host) }
            let rows = try PresenterQueries(desk.session).list(
                question,
                after: after,
                limit: limit.andOneMore
            )
            return Page(rows, limit: limit.count, key: \.id)
        }
    }

    /// One presenter.
    ///
    /// Throws ``Refusal/notFound(_:as:)`` for one who is not there or not the reader's to see, and `notPermitted` for a
    /// host, who sees less: ``sight(of:as:)``.
    public func callAsFunction(_ id: Presenter.ID, as credential: Credential) async throws -> PresenterDetail
    {
        switch try await sight(of: id, as: credential) {
        case .whole(let detail): return detail
        case .name: throw Refusal.notPermitted(.host)
        }
    }

    /// One presenter, as far as the reader may see them.
    ///
    /// Throws ``Refusal/notFound(_:as:)`` for one who is not there or not the reader's to see.
    public func sight(of id: Presenter.ID, as credential: Credential) async throws -> PresenterSight {
        try await office.transaction(as: credential, TransactionOptions(readOnly: true)) { desk in
            let queries = PresenterQueries(desk.session)
            if try desk.actor.role == .host {
                guard let card = try queries.card(id) else { throw Refusal.notFound(id.description) }
                return .name(card)
            }
            guard let found = try queries.detail(id, on: desk.now.date) else {
                throw Refusal.notFound(id.description)
            }
            return .whole(found)
        }
    }

    /// The days on which a presenter cannot come, the first first; at most ``Blackout/limit``.
    ///
    /// Throws ``Refusal``: `notFound`, `notPermitted` for a host.
    public func blackouts(of id: Presenter.ID, as credential: Credential) async throws -> [BlackoutEntry] {
        try await office.transaction(as: credential, TransactionOptions(readOnly: true)) { desk in
            if try desk.actor.role == .host { throw Refusal.notPermitted(.host) }
            guard try PresenterStore(desk.session).exists(id) else { throw Refusal.notFound(id.description) }
            return try BlackoutStore(desk.session).entries(of: id)
        }
    }
}

public import KodanDomain
import KodanStore
import Postgres

/// Offers: a presenter's own, or all for the body's people.
public struct ReadOffers: Sendable {
    private let office: Office

    /// Works in `office`.
    public init(office: Office) {
        self.office = office
    }

    /// The offers behind `after` that pass `filter`.
    ///
    /// Hosts are not told who was asked.
    public func callAsFunction(
        _ filter: OfferFilter = OfferFilter(),
        after: Offer.ID? = nil,
        limit: PageLimit = .standard,
        as credential: Credential
    ) async throws -> Page<OfferSummary, Offer> {
        try await office.transaction(as: credential, TransactionOptions(readOnly: true)) { desk in
            if try desk.actor.role == .host { throw Refusal.notPermitted(.host) }
            let rows = try OfferQueries(desk.session).list(filter, after: after, limit: limit.andOneMore)
            return Page(rows, limit: limit.count, key: \.id)
        }
    }

    /// One offer.
    ///
    /// Throws ``Refusal/notFound(_:)`` for one that is not there or not the reader's to see.
    public func callAsFunction(_ id: Offer.ID, as credential: Credential) async throws -> OfferSummary {
        let reading = TransactionOptions(readOnly: true)
        return try await office.transaction(as: credential, reading, serving: .offer(id)) { desk in
            if try desk.actor.role == .host { throw Refusal.notPermitted(.host) }
            guard let found = try OfferQueries(desk.session).offer(id) else {
                throw Refusal.notFound(id.description)
            }
            return found
        }
    }
}

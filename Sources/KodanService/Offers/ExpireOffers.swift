import KodanDomain
import KodanStore
import Postgres

/// Offers whose deadline passed in silence end (期限切れ): silence is never acceptance.
public struct ExpireOffers: Sendable {
    private let office: Office

    /// Works in `office`.
    public init(office: Office) {
        self.office = office
    }

    /// Ends overdue offers, each in a transaction of its own, and says how many.
    ///
    /// Run by the worker.
    public func callAsFunction(limit: Int = 1000) async throws -> Int {
        let overdue = try await office.transaction(as: .system) { desk in
            try OfferStore(desk.session).overdue(at: desk.now, limit: limit).map(\.id)
        }
        var ended = 0
        for id in overdue {
            let didEnd = try await office.transaction(as: .system) { desk in
                let chain = Chain(desk: desk)
                var (offer, request) = try chain.lock(id)
                guard offer.state == .sent, let deadline = offer.deadline, deadline <= desk.now else {
                    return false
                }
                try chain.end(offer, .expire)
                try chain.runOut(&request)
                try chain.tellPresenter(offer.presenter, "offer_expired", about: id, request, offer.during)
                return true
            }
            if didEnd { ended += 1 }
        }
        return ended
    }
}

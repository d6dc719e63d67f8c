public import KodanDomain
import KodanStore
import Postgres

/// A presenter says no, with a reason (辞退).
public struct DeclineOffer: Sendable {
    private let office: Office

    /// Works in `office`.
    public init(office: Office) {
        self.office = office
    }

    /// Declines the offer; when nobody else is being asked, the request waits for the next match, which does not
    /// ask this presenter again.
    ///
    /// For the presenter who was asked, also by the offer's own link, or a coordinator for one who phones. Refuses
    /// without a reason, and an offer that is not running.
    public func callAsFunction(
        _ id: Offer.ID,
        because reason: String,
        onBehalfOf: String? = nil,
        as credential: Credential
    ) async throws {
        try await office.transaction(as: credential, serving: .offer(id)) { desk in
            try desk.actor.require(.presenter, .coordinator)
            let reason = try reason.checkedReason(atMost: 500)
            let chain = Chain(desk: desk)
            var (offer, request) = try chain.lock(id)
            guard try desk.actor.role != .presenter || offer.presenter == desk.actor.presenter else {
                throw Refusal.notFound("\(id)")
            }
            try chain.end(offer, .decline, reason: reason, onBehalfOf: onBehalfOf)
            try desk.asSystem { try chain.runOut(&request) }
        }
    }
}

extension Chain {
    /// Sends a matched or offered request back to wait for the next match, once nobody is being asked any more.
    func runOut(_ request: inout StoredRequest) throws {
        guard [.matched, .offered].contains(request.state),
            try OfferStore(desk.session).live(of: request.id).isEmpty
        else {
            return
        }
        try move(&request, .runOut)
    }
}

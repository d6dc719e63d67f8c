public import KodanDomain
import KodanStore
import Postgres

/// The desk takes an offer back before it is answered (取下げ).
public struct WithdrawOffer: Sendable {
    private let office: Office

    /// Works in `office`.
    public init(office: Office) {
        self.office = office
    }

    /// Takes back an offer that waits or runs, and tells the presenter if they had been asked; when nobody else is
    /// being asked, the request waits for the next match.
    ///
    /// For coordinators. Refuses without a reason, and an offer that was answered: who accepted is let go by
    /// ``ReplacePresenter``.
    public func callAsFunction(
        _ id: Offer.ID,
        because reason: String,
        as credential: Credential
    ) async throws {
        try await office.transaction(as: credential) { desk in
            try desk.actor.require(.coordinator)
            let reason = try reason.checkedReason(atMost: 500)
            let chain = Chain(desk: desk)
            var (offer, request) = try chain.lock(id)
            guard offer.state == .queued || offer.state == .sent else {
                throw Refusal.offerState(id, offer.state)
            }
            try chain.end(offer, .withdraw, reason: reason)
            if offer.state == .sent {
                try chain.tellPresenter(offer.presenter, "offer_withdrawn", about: id, request, offer.during)
            }
            try chain.runOut(&request)
        }
    }
}

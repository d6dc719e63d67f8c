import KodanDomain
import KodanStore
import Postgres

extension Chain {
    /// Takes back those of `offers` that still have no answer and, unless `silently`, tells who had been asked; a
    /// request for which nobody is being asked any more waits for the next match.
    ///
    /// Whose offer is taken back `whileAway`, for a day off or while on leave, may be asked for the request again.
    func withdraw(
        _ offers: [Offer.ID],
        silently: Bool = false,
        whileAway: Bool = false,
        because reason: String? = nil,
        onBehalfOf: String? = nil
    ) throws {
        try desk.asSystem {
            for id in offers {
                var (offer, request) = try lock(id)
                guard [.queued, .sent].contains(offer.state) else { continue }
                try end(offer, .withdraw, reason: reason, onBehalfOf: onBehalfOf)
                if whileAway { try OfferStore(desk.session).noteAway(id) }
                if !silently, offer.state == .sent {
                    try tellPresenter(offer.presenter, "offer_withdrawn", about: id, request, offer.during)
                }
                try runOut(&request)
            }
        }
    }

    /// Takes back the offers that `list` finds, and says which of them the actor knew of.
    func withdraw(
        whileAway: Bool = false,
        because reason: String? = nil,
        onBehalfOf: String?,
        _ list: (OfferStore) throws -> [Offer.ID]
    ) throws -> [Offer.ID] {
        let store = OfferStore(desk.session)
        let known = Set(try list(store))
        let offers = try desk.asSystem { try list(store) }
        try withdraw(offers, whileAway: whileAway, because: reason, onBehalfOf: onBehalfOf)
        return offers.filter(known.contains)
    }
}

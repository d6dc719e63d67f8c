import KodanDomain
import KodanStore
import Postgres

/// What the nightly match proposes goes out by itself, where the body wants it so (自動打診).
public struct SendReleased: Sendable {
    private let office: Office

    /// Works in `office`.
    public init(office: Office) {
        self.office = office
    }

    /// Sends the offers of runs that wait, each request in a transaction of its own, and says how many; none where
    /// ``OfficeRules/offersGoOut`` leaves that to coordinators.
    ///
    /// What the rules, or a coordinator's later order, do not allow any more since it was proposed, and what nobody
    /// could go to in time, is taken back instead, before anybody was asked: the request waits for the next match.
    /// Whom a coordinator chose by hand after the order stays.
    ///
    /// Run by the worker.
    public func callAsFunction(limit: Int = 1000) async throws -> Int {
        guard office.rules.offersGoOut == .atOnce else { return 0 }
        let waiting = try await office.transaction(as: .system) { desk in
            try OfferStore(desk.session).matchedToSend(limit: limit, at: desk.now)
        }
        let rules = office.rules
        let links = OfferLinks(office)
        var sent = 0
        for id in waiting {
            sent += try await office.transaction(as: .system) { desk in
                let chain = Chain(desk: desk)
                var request = try chain.lock(id)
                guard request.state == .matched else { return 0 }
                let offers = try OfferStore(desk.session).live(of: id)
                    .filter { $0.state == .queued && $0.during.start > desk.now }
                let order = try AskingStore(desk.session).orders(of: [id])[id]
                guard order?.mode != .hold else { return 0 }
                var stale = Set(try chain.objections(to: offers, of: request).map(\.offer.id))
                stale.formUnion(offers.filter { chain.isTooLate($0) }.map(\.id))
                stale.formUnion(try OfferStore(desk.session).outsideOrder(of: id))
                for offer in offers where stale.contains(offer.id) { try chain.end(offer, .withdraw) }
                let standing = offers.filter { !stale.contains($0.id) }
                guard !standing.isEmpty else {
                    try chain.runOut(&request)
                    return 0
                }
                try chain.move(&request, .offer)
                for offer in standing { try chain.send(offer, for: request, rules, links) }
                return standing.count
            }
        }
        return sent
    }
}

extension Chain {
    /// Whether the presenter of `offer` would have had to leave already.
    fileprivate func isTooLate(_ offer: StoredOffer) -> Bool {
        OfferPace.isTooLate(for: offer.during, at: desk.now, travelMinutes: offer.travelMinutes)
    }
}

public import KodanDomain
import KodanStore
import Postgres

/// The presenters whom a saved match proposed are asked (打診).
public struct SendOffers: Sendable {
    private let office: Office

    /// Works in `office`.
    public init(office: Office) {
        self.office = office
    }

    /// Sends the queued offers of one matched request, each with its deadline, and returns their keys.
    ///
    /// The deadline follows from the days left before the lecture (``OfficeRules/pace``) and leaves time to go there.
    /// Refuses in any other state than matched, unless others are asked already and some offers still wait, a lecture
    /// whose time has come, and what the rules do not allow any more since the match proposed it (`hardRules`,
    /// `softRules`); then nothing is sent.
    public func callAsFunction(
        _ id: LectureRequest.ID,
        as credential: Credential
    ) async throws -> [Offer.ID] {
        let rules = office.rules
        let links = OfferLinks(office)
        return try await office.transaction(as: credential) { desk in
            try desk.actor.require(.coordinator)
            let chain = Chain(desk: desk)
            var request = try chain.lock(id)
            let offers = try OfferStore(desk.session).live(of: id).filter { $0.state == .queued }
            try chain.requireStanding(offers, of: request)
            if request.state != .offered || offers.isEmpty { try chain.move(&request, .offer) }
            for offer in offers { try chain.send(offer, for: request, rules, links) }
            return offers.map(\.id)
        }
    }
}

/// Makes the link by which one offer is answered without signing in.
struct OfferLinks: Sendable {
    private let chance: OfficeChance
    private let vault: AccountVault

    init(_ office: Office) {
        chance = office.chance
        vault = office.vault
    }

    /// A link for `offer` until its deadline, sealed as mails keep it.
    func make(for offer: Offer.ID, until deadline: Instant, _ desk: Desk) throws -> String {
        let secret = SecretText.offerLink.make(from: chance.bytes(32))
        try desk.asSystem {
            try LinkStore(desk.session).insert(
                SecretText.digest(of: secret),
                for: offer,
                from: desk.now,
                until: deadline
            )
        }
        return try vault.sealLink(secret)
    }
}

extension Chain {
    /// Sends a queued offer with its deadline.
    func send(_ offer: StoredOffer, for request: StoredRequest, _ rules: OfficeRules, _ links: OfferLinks)
        throws
    {
        let travel = offer.travelMinutes
        guard let deadline = try desk.deadline(by: rules.pace, for: offer.during, travelMinutes: travel)
        else { throw Refusal.dayPassed(offer.during.date) }
        try OfferStore(desk.session).setSent(offer.id, deadline: deadline, at: desk.now)
        try desk.record(
            "offer.sent",
            offer.id,
            detail: ["request": "\(request.id)", "presenter": "\(offer.presenter)"]
        )
        let link = try links.make(for: offer.id, until: deadline, desk)
        try tellPresenter(
            offer.presenter,
            "offer_sent",
            about: offer.id,
            request,
            offer.during,
            ["deadline": "\(deadline)", "travel_minutes": "\(offer.travelMinutes)", "sealed_link": link]
        )
    }
}

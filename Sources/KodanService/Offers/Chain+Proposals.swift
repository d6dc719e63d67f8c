import KodanDomain
import KodanMatching
import KodanStore

/// What speaks by now against an offer that waits to be sent.
struct Objection {
    let offer: StoredOffer
    let rules: RuleSet
}

extension Chain {
    /// What speaks by now against those of `offers` that wait to be sent; nothing against one whose time has come.
    ///
    /// Between a match and its release a presenter may have lowered a cap, changed their hours or gone on leave, and
    /// is not to be asked for what they have just ruled out. Of an offer that a coordinator chose by hand only whether
    /// the presenter may be asked at all: the rest was weighed then.
    func objections(to offers: [StoredOffer], of request: StoredRequest) throws -> [Objection] {
        guard !offers.isEmpty else { return [] }
        let proposed = try OfferStore(desk.session).proposed(of: request.id)
        // As if nobody were being asked for it: its own offers are not in their own way.
        let facts = try MatchingFacts(
            desk: desk,
            only: request.id,
            rethought: request.id,
            concerned: offers.map(\.presenter)
        )
        guard let wishes = facts.requests.first else { return [] }
        let eligibility = Eligibility(travel: facts.travel).searching(from: wishes.venue.map { [$0] } ?? [])
        let slots = facts.slots[request.id] ?? []
        var objections: [Objection] = []
        for offer in offers {
            guard let index = slots.firstIndex(where: { $0.id == offer.slot }) else { continue }
            let presenter = facts.presenters.first { $0.id == offer.presenter.rawValue }
            var rules = RuleSet()
            if let presenter, presenter.isActive {
                guard proposed.contains(offer.id) else { continue }
                rules = eligibility.objections(to: presenter, for: wishes, slotOrdinal: index + 1, offer)
            } else {
                rules.insert(.inactive)
            }
            if !rules.isEmpty { objections.append(Objection(offer: offer, rules: rules)) }
        }
        return objections
    }

    /// Refuses to send `offers` of which one does not hold any more, as ``AskPresenter`` would.
    func requireStanding(_ offers: [StoredOffer], of request: StoredRequest) throws {
        guard let first = try objections(to: offers, of: request).first else { return }
        let hard = first.rules.rules.filter(Fitness.hard.contains)
        guard hard.isEmpty else {
            throw Refusal.chain(.hardRules(first.offer.presenter, hard.map(\.code)))
        }
        throw Refusal.chain(.softRules(first.offer.presenter, first.rules.rules.map(\.code)))
    }
}

extension Eligibility {
    /// The rules that refuse what `offer` proposes; where the presenter would only lecture online by now, the venue has
    /// come to be too far.
    fileprivate func objections(
        to presenter: PresenterFacts,
        for request: RequestFacts,
        slotOrdinal: Int,
        _ offer: StoredOffer
    ) -> RuleSet {
        if case .eligible(_, let isOnline)? = verdict(on: presenter, for: request, slotOrdinal: slotOrdinal) {
            return isOnline && !offer.isOnline ? RuleSet([.outOfReach]) : RuleSet()
        }
        return refusals(of: presenter, for: request, slotOrdinal: slotOrdinal) ?? RuleSet()
    }
}

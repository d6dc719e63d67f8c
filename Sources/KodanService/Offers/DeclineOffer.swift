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

    /// Declines the offer; when nobody else is being asked, the request waits for the next presenter, whom the worker
    /// asks.
    ///
    /// `ground` is what the next match heeds (``DeclineGround``): whoever cannot come on that day is asked for nothing
    /// else on it, whoever never wants to see that organization is kept apart from it, and for whom it is too far no
    /// journey as long is proposed again. For any other ground they are not asked for this request again. For the
    /// presenter who was asked, also by the offer's own link, or a coordinator for one who phones. Refuses without a
    /// reason, and an offer that is not running.
    public func callAsFunction(
        _ id: Offer.ID,
        because reason: String,
        ground: DeclineGround = .other,
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
            try desk.asSystem {
                try OfferStore(desk.session).setGround(ground, of: id)
                try chain.heed(ground, of: offer, request, reason, onBehalfOf)
                try AskingStore(desk.session).askAgain(request.id)
                try chain.runOut(&request)
            }
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

    /// Changes what is known of the presenter as the ground of a refusal tells.
    fileprivate func heed(
        _ ground: DeclineGround,
        of offer: StoredOffer,
        _ request: StoredRequest,
        _ reason: String,
        _ onBehalfOf: String?
    ) throws {
        switch ground {
        case .notThatHost: try keepApart(offer, request, reason, onBehalfOf)
        case .tooFar:
            guard !offer.isOnline else { return }
            let store = PresenterStore(desk.session)
            guard let reach = try store.lowerReach(of: offer.presenter, below: offer.travelMinutes) else {
                return
            }
            try desk.record(
                "presenter.reach_lowered",
                offer.presenter,
                onBehalfOf: onBehalfOf,
                detail: ["offer": "\(offer.id)", "minutes": "\(reach)"]
            )
        // The offer itself tells the match of the day, and all refusals of the request.
        case .notThatDay, .noTime, .topic, .other: break
        }
    }

    /// As the presenter's own wish in ``KeepApart``; one that stands already stays.
    private func keepApart(
        _ offer: StoredOffer,
        _ request: StoredRequest,
        _ reason: String,
        _ onBehalfOf: String?
    ) throws {
        guard let host = request.organization,
            let organization = try OrganizationStore(desk.session).lockStanding(for: host)
        else { return }
        let entry = ExclusionEntry(
            presenter: offer.presenter,
            organization: organization,
            askedBy: .presenter,
            reason: reason
        )
        guard try ExclusionStore(desk.session).insert(entry, at: desk.now) else { return }
        try desk.record(
            "presenter.excluded",
            offer.presenter,
            onBehalfOf: onBehalfOf,
            detail: ["organization": organization.description, "asked_by": Side.presenter.rawValue]
        )
        try withdraw(try OfferStore(desk.session).open(for: offer.presenter, at: organization))
        try desk.bringUpBarred(at: organization, presenter: offer.presenter)
    }
}

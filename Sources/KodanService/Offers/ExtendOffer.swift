public import KodanDomain
import KodanStore
import Postgres

/// A presenter gets more time to answer (期限延長).
public struct ExtendOffer: Sendable {
    private let office: Office

    /// Works in `office`.
    public init(office: Office) {
        self.office = office
    }

    /// Moves the deadline of a running offer to `deadline`, and tells the presenter; its link serves until then.
    ///
    /// For coordinators. Refuses without a reason, an offer that is not running or whose deadline has passed, and a
    /// deadline that is not later than the one that holds or leaves no time to go there (`deadlineNotLater`).
    public func callAsFunction(
        _ id: Offer.ID,
        until deadline: Instant,
        because reason: String,
        as credential: Credential
    ) async throws {
        try await office.transaction(as: credential) { desk in
            try desk.actor.require(.coordinator)
            let reason = try reason.checkedReason(atMost: 500)
            let chain = Chain(desk: desk)
            let (offer, request) = try chain.lock(id)
            guard offer.state == .sent, let present = offer.deadline else {
                throw Refusal.offerState(id, offer.state)
            }
            guard desk.now < present else { throw Refusal.deadlinePassed(id) }
            let last = OfferPace.lastDeadline(for: offer.during, travelMinutes: offer.travelMinutes)
            guard deadline > present, deadline <= last else { throw Refusal.chain(.deadlineNotLater(id)) }
            try desk.asSystem { try OfferStore(desk.session).extend(id, until: deadline) }
            try desk.record("offer.extended", id, reason: reason, detail: ["deadline": "\(deadline)"])
            try chain.tellPresenter(
                offer.presenter,
                "offer_extended",
                about: id,
                request,
                offer.during,
                ["deadline": "\(deadline)"]
            )
        }
    }
}

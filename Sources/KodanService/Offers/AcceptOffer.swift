public import KodanDomain
import KodanStore
import Postgres

/// A presenter says yes: the first valid acceptance binds them (承諾).
public struct AcceptOffer: Sendable {
    private let office: Office

    /// Works in `office`.
    public init(office: Office) {
        self.office = office
    }

    /// Accepts the offer, binds its presenter to the request, and tells the host and all others who were asked.
    ///
    /// For the presenter who was asked, also by the offer's own link, or a coordinator for one who phones
    /// (`onBehalfOf` says who). Refuses an offer that was answered, taken back or overtaken, or whose deadline has
    /// passed, and a presenter with another lecture at that time or one to which the way does not fit, of the
    /// organization that asks, or not active.
    public func callAsFunction(
        _ id: Offer.ID,
        onBehalfOf: String? = nil,
        as credential: Credential
    ) async throws -> Assignment.ID {
        try await office.transaction(as: credential, serving: .offer(id)) { desk in
            try desk.actor.require(.presenter, .coordinator)
            let chain = Chain(desk: desk)
            var (offer, request) = try chain.lock(id)
            guard try desk.actor.role != .presenter || offer.presenter == desk.actor.presenter else {
                throw Refusal.notFound("\(id)")
            }
            if offer.state == .superseded { throw Refusal.alreadyAssigned(request.id) }
            guard offer.state == .sent, let deadline = offer.deadline else {
                throw Refusal.offerState(id, offer.state)
            }
            guard desk.now < deadline else { throw Refusal.deadlinePassed(id) }
            return try chain.accept(offer, &request, onBehalfOf: onBehalfOf)
        }
    }
}

extension Chain {
    /// Binds the presenter of a running offer of the locked request, and tells everybody.
    func accept(
        _ offer: StoredOffer,
        _ request: inout StoredRequest,
        onBehalfOf: String? = nil
    ) throws -> Assignment.ID {
        guard try desk.asSystem({ try ContactStore(desk.session).isActive(offer.presenter) }) else {
            throw Refusal.presenterNotActive(offer.presenter)
        }
        let new = NewAssignment(accepting: offer)
        try requireTravelFits(new)
        try end(offer, .accept, onBehalfOf: onBehalfOf)
        let assignment = try refusing(new.refusals) {
            try AssignmentStore(desk.session).insert(new, at: desk.now)
        }
        try move(&request, .assign, onBehalfOf: onBehalfOf)
        try desk.record(
            "assignment.confirmed",
            assignment,
            onBehalfOf: onBehalfOf,
            detail: ["request": "\(request.id)", "presenter": "\(offer.presenter)"]
        )
        try planMaterials(for: assignment)
        try tell(offer, assignment, request, onBehalfOf)
        return assignment
    }

    /// The winner gets the brief, the host the presenter's name, the others kind words.
    private func tell(
        _ offer: StoredOffer,
        _ assignment: Assignment.ID,
        _ request: StoredRequest,
        _ onBehalfOf: String?
    ) throws {
        try desk.asSystem {
            for other in try OfferStore(desk.session).live(of: request.id) where other.id != offer.id {
                try end(other, .supersede, onBehalfOf: onBehalfOf)
                guard other.state == .sent else { continue }
                try tellPresenter(
                    other.presenter,
                    "offer_superseded",
                    about: other.id,
                    request,
                    other.during
                )
            }
            let name = try ContactStore(desk.session).presenter(offer.presenter)?.name ?? ""
            try tellHost(
                "presenter_found",
                request,
                offer.during,
                ["presenter": name],
                assignment: assignment
            )
        }
        try tellPresenter(offer.presenter, "assignment_brief", about: assignment, request, offer.during)
    }
}

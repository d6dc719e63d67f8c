public import KodanDomain
import KodanStore
import Postgres

/// A coordinator binds a presenter with whom it was agreed by word of mouth (手動決定).
public struct AssignPresenter: Sendable {
    private let office: Office

    /// Works in `office`.
    public init(office: Office) {
        self.office = office
    }

    /// Asks the chosen presenter and notes their acceptance in one step, without a mail that asks; the others who were
    /// being asked are told, as with any acceptance.
    ///
    /// Whether the choice is sent does not matter.
    ///
    /// For coordinators; `onBehalfOf` says with whom it was agreed. An offer that waits or runs for the presenter is
    /// the one that is accepted, on its own slot. Refusals: those of ``AskPresenter`` but `askedAlready`, those of
    /// ``AcceptOffer`` but for a deadline, and `ownAffair` for a coordinator who would send themself.
    public func callAsFunction(
        _ choice: ChosenPresenter,
        for id: LectureRequest.ID,
        onBehalfOf: String? = nil,
        as credential: Credential
    ) async throws -> Assignment.ID {
        let rules = office.rules
        let links = OfferLinks(office)
        return try await office.transaction(as: credential) { desk in
            try desk.actor.require(.coordinator)
            let chain = Chain(desk: desk)
            var request = try chain.lock(id)
            try desk.refuseOwn(choice.presenter, choice.presenter)
            let store = OfferStore(desk.session)
            let reason = try choice.reason.checkedReason(atMost: 500)
            var offer = try store.live(of: id).first {
                $0.presenter == choice.presenter && (choice.slot == nil || $0.slot == choice.slot)
            }
            if offer == nil {
                let asked = try chain.ask(choice.unsent, for: &request, rules, links)
                offer = try store.offer(asked.offer)
            }
            guard var offer else { throw Refusal.notFound("\(choice.presenter)") }
            // Who is bound already: of their offer nobody but they was told.
            guard offer.state != .accepted else { throw Refusal.requestState(request.id, request.state) }
            if offer.state == .queued {
                guard desk.now < offer.during.start else { throw Refusal.dayPassed(offer.during.date) }
                try store.setSent(offer.id, deadline: offer.during.start, at: desk.now)
            } else if let deadline = offer.deadline, deadline <= desk.now, desk.now < offer.during.start {
                try desk.asSystem { try store.extend(offer.id, until: offer.during.start) }
            }
            if request.state == .matched { try chain.move(&request, .offer) }
            guard let sent = try store.offer(offer.id) else { throw Refusal.notFound("\(offer.id)") }
            offer = sent
            try desk.record("offer.agreed", offer.id, reason: reason, onBehalfOf: onBehalfOf)
            return try chain.accept(offer, &request, onBehalfOf: onBehalfOf)
        }
    }
}

extension ChosenPresenter {
    /// The same choice, not sent.
    fileprivate var unsent: ChosenPresenter {
        ChosenPresenter(presenter, at: slot, because: reason, isOverriding: isOverriding, isSent: false)
    }
}

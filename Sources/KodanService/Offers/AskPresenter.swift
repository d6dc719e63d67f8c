public import KodanDomain
import KodanMatching
import KodanStore
import Postgres

/// A coordinator's choice of whom to ask (手動打診).
public struct ChosenPresenter: Sendable, Equatable {
    /// Who is to be asked.
    public let presenter: Presenter.ID
    /// For which wished time; nil for the first one that fits best.
    public let slot: Slot.ID?
    /// Why this presenter.
    public let reason: String
    /// Whether rules that speak against it are set aside, as far as they may be.
    public let isOverriding: Bool
    /// Whether the presenter is asked at once; else the offer waits to be sent.
    public let isSent: Bool

    /// A choice.
    public init(
        _ presenter: Presenter.ID,
        at slot: Slot.ID? = nil,
        because reason: String,
        isOverriding: Bool = false,
        isSent: Bool = true
    ) {
        self.presenter = presenter
        self.slot = slot
        self.reason = reason
        self.isOverriding = isOverriding
        self.isSent = isSent
    }
}

/// An offer that was made by hand.
public struct AskedPresenter: Sendable, Equatable {
    /// The offer.
    public let offer: Offer.ID
    /// The short names of the rules that were set aside, `out_of_reach`, in the order in which they are examined.
    public let overridden: [String]
}

/// A presenter is asked whom no plan proposed, or beside the one that it did.
public struct AskPresenter: Sendable {
    private let office: Office

    /// Works in `office`.
    public init(office: Office) {
        self.office = office
    }

    /// Makes an offer of a request that waits for a presenter to the one who was chosen.
    ///
    /// For coordinators. Refusals: `notFound` for a request, presenter or slot; `requestState`; `selfHosted`;
    /// `dayPassed`; `askedAlready`; `hardRules` for those that nobody sets aside (active, qualified, of the topic, not
    /// of the host, not excluded); `softRules` for the others, unless the choice overrides them; and
    /// `twoLecturesAtOnce` and `travelDoesNotFit`, as for an acceptance.
    public func callAsFunction(
        _ choice: ChosenPresenter,
        for id: LectureRequest.ID,
        as credential: Credential
    ) async throws -> AskedPresenter {
        let rules = office.rules
        let links = OfferLinks(office)
        return try await office.transaction(as: credential) { desk in
            try desk.actor.require(.coordinator)
            let chain = Chain(desk: desk)
            var request = try chain.lock(id)
            return try chain.ask(choice, for: &request, rules, links)
        }
    }
}

extension Chain {
    /// Makes the offer of a choice by hand; see ``AskPresenter``.
    func ask(
        _ choice: ChosenPresenter,
        for request: inout StoredRequest,
        _ rules: OfficeRules,
        _ links: OfferLinks
    ) throws -> AskedPresenter {
        let reason = try choice.reason.checkedReason(atMost: 500)
        guard request.delivery == .dispatched else { throw Refusal.chain(.selfHosted(request.id)) }
        if [.approved, .unmatched].contains(request.state) { try move(&request, .match) }
        guard [.matched, .offered].contains(request.state) else {
            throw Refusal.requestState(request.id, request.state)
        }
        try EntryStore(desk.session).waitForTurn(of: .asking)
        let fit = try Fitness(of: choice, for: request, desk)
        let overridden = try fit.overridden(by: choice)
        let slot = fit.slot
        guard
            try desk.asSystem({
                try AssignmentStore(desk.session).isFree(choice.presenter, during: slot.during)
            })
        else { throw Refusal.twoLecturesAtOnce(choice.presenter) }
        try requireTravelFits(of: choice.presenter, to: request.id, slot.during, isOnline: fit.isOnline)
        let refusals: [String: Refusal] = [
            "offer_live_once": .chain(.askedAlready(choice.presenter, request.id)),
            "offer_own_organization": .ownOrganization(choice.presenter),
        ]
        let store = OfferStore(desk.session)
        let new = NewOffer(
            of: request.id,
            at: slot.id,
            to: choice.presenter,
            isOnline: fit.isOnline,
            travelMinutes: fit.travelMinutes
        )
        let id = try refusing(refusals) { try store.insert(new, at: desk.now) }
        // Who took the day off since their days were read; from the insertion on, whoever does finds the offer.
        let dayOff = EligibilityRule.blackout.code
        let daysOff = try desk.asSystem { try store.open(onDaysOffOf: choice.presenter) }
        guard overridden.contains(dayOff) || !daysOff.contains(id) else {
            throw Refusal.chain(.softRules(choice.presenter, [dayOff]))
        }
        try desk.record(
            "offer.chosen",
            id,
            reason: reason,
            detail: [
                "request": "\(request.id)", "presenter": "\(choice.presenter)",
                "overridden": overridden.joined(separator: " "),
            ]
        )
        if choice.isSent, let offer = try store.offer(id) {
            if request.state == .matched { try move(&request, .offer) }
            try send(offer, for: request, rules, links)
        }
        return AskedPresenter(offer: id, overridden: overridden)
    }
}

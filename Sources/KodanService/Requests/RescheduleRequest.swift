public import KodanDomain
import KodanStore
import Postgres

/// A lecture that was not held gets new dates (再調整).
public struct RescheduleRequest: Sendable {
    private let office: Office

    /// Works in `office`.
    public init(office: Office) {
        self.office = office
    }

    /// Puts the request back to wait for a presenter, with a new round of one to three slots.
    ///
    /// For the organization that asked, the presenter who asked for a self-hosted lecture, who is bound again at
    /// once, or a coordinator. Refuses in any other state than not held, days that have passed, and days on
    /// which the programme is not in force; its lead time does not count again.
    public func callAsFunction(
        _ id: LectureRequest.ID,
        to slots: [TimeRange],
        onBehalfOf: String? = nil,
        as credential: Credential
    ) async throws {
        try await office.transaction(as: credential, serving: .request(id)) { [rules = office.rules] desk in
            try desk.actor.require(.host, .presenter, .coordinator)
            let slots = try refusingField { () throws(FieldRefused) in try RequestDraft.checked(slots) }
            try slots.eachWish { slot throws(Refusal) in
                guard slot.start > desk.now else { throw .dayPassed(slot.date) }
                try desk.requirePlannable(slot.date)
            }
            let chain = Chain(desk: desk)
            var request = try chain.lock(id)
            try requireAsker(of: request, desk.actor)
            try requireInForce(request.programme, on: slots, desk)
            try chain.move(&request, .reschedule, onBehalfOf: onBehalfOf)
            let store = RequestStore(desk.session)
            try chain.beginRound(slots, of: request)
            guard var renewed = try store.request(id) else { throw Refusal.notFound("\(id)") }
            // It was approved once: its new days are no reason to refuse it, the record names an excess.
            _ = try desk.reserveBudget(for: renewed, rules, mayRefuse: false)
            guard request.delivery == .selfHosted else { return }
            try chain.assignSelfHosted(&renewed, onBehalfOf: onBehalfOf)
        }
    }

    private func requireInForce(_ id: Programme.ID, on slots: [TimeRange], _ desk: Desk) throws {
        guard let programme = try ProgrammeStore(desk.session).programme(id) else { return }
        try slots.eachWish { slot throws(Refusal) in
            guard programme.validity.contains(slot.date) else {
                throw .programmeNotInForce(programme.code, slot.date)
            }
        }
    }

    /// A co-host does not bind the presenter to new dates, nor a presenter an organization.
    private func requireAsker(of request: StoredRequest, _ actor: Actor) throws(Refusal) {
        switch actor.role {
        case .host:
            guard request.organization.map(actor.organizations.contains) == true else {
                throw .notFound("\(request.id)")
            }
            guard request.askingPresenter == nil else { throw .notPermitted(.host) }
        case .presenter:
            guard let asking = request.askingPresenter, asking == actor.presenter else {
                throw .notPermitted(.presenter)
            }
        default:
            break
        }
    }
}

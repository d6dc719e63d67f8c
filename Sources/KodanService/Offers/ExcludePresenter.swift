public import KodanDomain
import KodanStore
import Postgres

/// A coordinator keeps a presenter away from one request (除外).
public struct ExcludePresenter: Sendable {
    private let office: Office

    /// Works in `office`.
    public init(office: Office) {
        self.office = office
    }

    /// Excludes the presenter from the request: no match proposes them for it, and an offer that waits or runs is taken
    /// back, which they are told.
    ///
    /// For coordinators; the host may read the reason. Refuses without one, a presenter who is not there, or excluded
    /// already (`excludedFromRequest`), and one who is bound to the request: that is for ``ReplacePresenter``.
    public func callAsFunction(
        _ presenter: Presenter.ID,
        from id: LectureRequest.ID,
        because reason: String,
        as credential: Credential
    ) async throws {
        try await office.transaction(as: credential) { desk in
            try desk.actor.require(.coordinator)
            let exclusion = try refusingField { () throws(FieldRefused) in
                try RequestExclusion(presenter, reason: reason)
            }
            let chain = Chain(desk: desk)
            let request = try chain.lock(id)
            let store = RequestStore(desk.session)
            guard try store.firstUnknown(of: [presenter]) == nil else {
                throw Refusal.notFound("\(presenter)")
            }
            if let bound = try AssignmentStore(desk.session).binding(of: id), bound.presenter == presenter {
                throw Refusal.requestState(id, request.state)
            }
            let known = try store.exclusions(of: id)
            guard !known.contains(where: { $0.presenter == presenter }) else {
                throw Refusal.chain(.excludedFromRequest(presenter, id))
            }
            guard known.count < RequestExclusion.limit else {
                let bounds = 0...RequestExclusion.limit
                throw Refusal.field(FieldRefused(.excludedPresenters, expected: .count(bounds)))
            }
            try store.exclude(exclusion, from: id)
            try desk.record(
                "request.presenter_excluded",
                id,
                reason: exclusion.reason,
                detail: ["presenter": "\(presenter)"]
            )
            let live = try OfferStore(desk.session).live(of: id).filter { $0.presenter == presenter }
            try chain.withdraw(live.map(\.id))
        }
    }

    /// Lifts the exclusion, a coordinator's or the host's: somebody was taken for another, or the reason is gone.
    ///
    /// For coordinators. What else keeps the presenter away stays: that they belong to the organization, what either
    /// asked by ``KeepApart``, and that they refused or that their offer was taken back; those are asked by hand.
    /// Refuses a request for which nobody is looked for any more (`requestState`) or yet to be handed in, a missing
    /// reason, and with `notFound` a presenter who is not excluded from it.
    public func lift(
        _ presenter: Presenter.ID,
        from id: LectureRequest.ID,
        because reason: String,
        onBehalfOf: String? = nil,
        as credential: Credential
    ) async throws {
        try await office.transaction(as: credential) { desk in
            try desk.actor.require(.coordinator)
            let reason = try reason.checkedReason(atMost: RequestExclusion.reasonLimit)
            let request = try Chain(desk: desk).lock(id)
            switch request.state {
            case .submitted, .screening, .returned, .approved, .matched, .unmatched, .offered, .assigned,
                .notHeld:
                break
            case .draft, .rejected, .held, .attested, .closed, .cancelled:
                throw Refusal.requestState(id, request.state)
            }
            guard try RequestStore(desk.session).liftExclusion(of: presenter, from: id) else {
                throw Refusal.notFound("\(presenter)")
            }
            try desk.record(
                "request.exclusion_lifted",
                id,
                reason: reason,
                onBehalfOf: onBehalfOf,
                detail: ["presenter": "\(presenter)"]
            )
        }
    }
}

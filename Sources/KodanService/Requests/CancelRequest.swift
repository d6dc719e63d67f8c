public import KodanDomain
import KodanStore
import Postgres

/// A request is called off before it was held (中止).
public struct CancelRequest: Sendable {
    private let office: Office

    /// Works in `office`.
    public init(office: Office) {
        self.office = office
    }

    /// Cancels the request on the decision of `side`; a draft is discarded so.
    ///
    /// Open offers are taken back, a bound presenter is let go, and everybody who was asked or bound is told.
    ///
    /// Who asked cancels: a host for the host, a presenter who asked for a self-hosted lecture for the presenter; a
    /// coordinator for any side. An organization that stands by a presenter's own lecture does not call it off. The
    /// days of notice are those to the lecture, or to the first wished time that lies ahead as long as nobody is bound.
    /// Refuses without a reason, and once the lecture was held.
    public func callAsFunction(
        _ id: LectureRequest.ID,
        by side: Side,
        because reason: String,
        onBehalfOf: String? = nil,
        as credential: Credential
    ) async throws {
        try await office.transaction(as: credential, serving: .request(id)) { desk in
            let actor = try desk.actor
            try actor.require(.host, .presenter, .coordinator)
            let reason = try reason.checkedReason()
            let chain = Chain(desk: desk)
            var request = try chain.lock(id)
            switch actor.role {
            case .host:
                guard request.organization.map(actor.organizations.contains) == true else {
                    throw Refusal.notFound("\(id)")
                }
                guard side == .host, request.askingPresenter == nil else { throw Refusal.notPermitted(.host) }
            case .presenter:
                guard side == .presenter, let asking = request.askingPresenter, asking == actor.presenter
                else {
                    throw Refusal.notPermitted(.presenter)
                }
            default: break
            }
            let isDraft = request.state == .draft
            let bound = try desk.asSystem { try AssignmentStore(desk.session).binding(of: id) }
            let first: TimeRange? = try isDraft ? nil : bound?.during ?? chain.firstWishAhead(of: request)
            try chain.move(
                &request,
                .cancel,
                reason: reason,
                cancelledBy: side,
                noticeDays: first.map { chain.noticeDays(before: $0) },
                onBehalfOf: onBehalfOf
            )
            if let bound {
                try chain.end(bound, .cancel, by: side, because: reason, onBehalfOf: onBehalfOf)
                try chain.tellPresenter(
                    bound.presenter,
                    "lecture_cancelled",
                    about: id,
                    request,
                    bound.during,
                    assignment: bound.id
                )
                try chain.tellCoHost("request_cancelled", request, bound.during, assignment: bound.id)
            }
            try chain.endLiveOffers(of: request, .withdraw, mail: "offer_withdrawn", onBehalfOf: onBehalfOf)
            // Nobody was told of a draft.
            if !isDraft {
                try chain.tellHost("request_cancelled", request, bound?.during, assignment: bound?.id)
            }
        }
    }
}

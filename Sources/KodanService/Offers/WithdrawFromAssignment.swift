public import KodanDomain
import KodanStore
import Postgres

/// A bound presenter cannot come after all (辞任).
public struct WithdrawFromAssignment: Sendable {
    private let office: Office

    /// Works in `office`.
    public init(office: Office) {
        self.office = office
    }

    /// Lets the presenter go and tells the host.
    ///
    /// A dispatched request keeps everything the host wrote and waits for the next match; a self-hosted one is
    /// cancelled. For the bound presenter, or a coordinator for one who phones. Refuses without a reason, and
    /// once the lecture was given.
    public func callAsFunction(
        _ id: Assignment.ID,
        because reason: String,
        onBehalfOf: String? = nil,
        as credential: Credential
    ) async throws {
        try await office.transaction(as: credential) { desk in
            try desk.actor.require(.presenter, .coordinator)
            let reason = try reason.checkedReason()
            let chain = Chain(desk: desk)
            var (assignment, request) = try chain.lock(id)
            guard try desk.actor.role != .presenter || assignment.presenter == desk.actor.presenter else {
                throw Refusal.notFound("\(id)")
            }
            try chain.release(assignment, &request, because: reason, onBehalfOf: onBehalfOf)
        }
    }
}

extension Chain {
    /// Lets a bound presenter go: a dispatched request waits for the next match, a self-hosted one is cancelled.
    ///
    /// Who did not decide it themselves is told: the host always, and the presenter unless `presenterKnows`; of a
    /// self-hosted one its asker, and the organization that stands by it.
    func release(
        _ assignment: StoredAssignment,
        _ request: inout StoredRequest,
        by side: Side = .presenter,
        because reason: String,
        onBehalfOf: String? = nil,
        presenterKnows: Bool? = nil
    ) throws {
        try end(assignment, .release, by: side, because: reason, onBehalfOf: onBehalfOf)
        switch request.delivery {
        case .dispatched, .inHouse:
            try move(&request, .release, onBehalfOf: onBehalfOf)
            try tellHost("presenter_withdrew", request, assignment.during, assignment: assignment.id)
            guard !(presenterKnows ?? (side == .presenter)) else { return }
            try tellPresenter(
                assignment.presenter,
                "assignment_released",
                about: assignment.id,
                request,
                assignment.during
            )
        case .selfHosted:
            try move(
                &request,
                .cancel,
                reason: reason,
                cancelledBy: .presenter,
                noticeDays: noticeDays(before: assignment.during),
                onBehalfOf: onBehalfOf
            )
            try tellHost("request_cancelled", request, assignment.during, assignment: assignment.id)
            try tellCoHost("request_cancelled", request, assignment.during, assignment: assignment.id)
        }
    }
}

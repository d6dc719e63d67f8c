public import KodanDomain
import KodanStore
import Postgres

/// The presenter did not come, or nobody opened the door: the lecture was not held (不実施).
public struct RecordNoShow: Sendable {
    private let office: Office

    /// Works in `office`.
    public init(office: Office) {
        self.office = office
    }

    /// Records that the lecture was not held, by whose absence and why.
    ///
    /// For a coordinator, but not for the presenter themself, once the lecture's time has come. The request can then be
    /// rescheduled or cancelled.
    public func callAsFunction(
        _ id: Assignment.ID,
        absent side: Side,
        because reason: String,
        as credential: Credential
    ) async throws {
        try await office.transaction(as: credential) { desk in
            try desk.actor.require(.coordinator)
            let reason = try reason.checkedReason()
            let chain = Chain(desk: desk)
            var (assignment, request) = try chain.lock(id)
            try desk.refuseOwn(.lecture(id), id)
            guard assignment.during.start <= desk.now else { throw Refusal.notOverYet(id) }
            try chain.end(assignment, .miss, by: side, because: reason)
            try chain.move(&request, .miss, reason: reason)
            try chain.tellHostSide("lecture_not_held", request, assignment.during)
            try chain.tellPresenter(
                assignment.presenter,
                "lecture_not_held",
                about: request.id,
                request,
                assignment.during,
                assignment: assignment.id
            )
        }
    }
}

public import KodanDomain
import KodanStore
import Postgres

/// Some days before, both sides say that the lecture stands (再確認).
public struct ReconfirmLecture: Sendable {
    private let office: Office

    /// Works in `office`.
    public init(office: Office) {
        self.office = office
    }

    /// Notes that `side` says so; once the host has and the presenter has, the assignment is reconfirmed, at once where
    /// no organization stands by a self-hosted lecture.
    ///
    /// A host speaks for the host and a presenter for the presenter, a coordinator for either who phones. Refuses the
    /// body as a side, the presenter as the host (`ownAffair`), a second time (`reconfirmedAlready`), a lecture that
    /// has begun, and one that was called off.
    public func callAsFunction(
        _ id: Assignment.ID,
        by side: Side,
        onBehalfOf: String? = nil,
        as credential: Credential
    ) async throws {
        try await office.transaction(as: credential, serving: .partOfRequest) { desk in
            try desk.actor.require(.host, .presenter, .coordinator)
            let chain = Chain(desk: desk)
            let (assignment, request) = try chain.lock(id)
            try chain.require(side, of: assignment, request)
            guard [.confirmed, .reconfirmed].contains(assignment.state) else {
                throw Refusal.assignmentState(id, assignment.state)
            }
            guard desk.now < assignment.during.start else {
                throw Refusal.dayPassed(assignment.during.date)
            }
            guard assignment.reconfirmed[side] == nil else { throw Refusal.chain(.reconfirmedAlready(id)) }
            let store = AssignmentStore(desk.session)
            try store.setReconfirmed(id, byPresenter: side == .presenter, at: desk.now)
            try desk.record(
                "assignment.stands",
                id,
                onBehalfOf: onBehalfOf,
                detail: ["side": side.rawValue]
            )
            let other: Side = side == .presenter ? .host : .presenter
            guard assignment.reconfirmed[other] != nil || request.organization == nil else { return }
            try chain.goOn(assignment, .reconfirm, onBehalfOf: onBehalfOf)
        }
    }
}

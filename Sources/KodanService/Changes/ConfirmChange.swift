public import KodanDomain
import KodanStore
import Postgres

/// A side says yes to a change (変更の承諾).
public struct ConfirmChange: Sendable {
    private let office: Office

    /// Works in `office`.
    public init(office: Office) {
        self.office = office
    }

    /// Notes that `side` says yes; with the second yes the lecture moves, and both are told.
    ///
    /// Whether the presenter is free and the way fits is looked at again then: if it no longer is so, the yes is
    /// refused and nothing has changed. Both sides will be asked to confirm again some days before the new date;
    /// planned materials leave by as many days before it as before any lecture on that day. For host and presenter, or
    /// a coordinator for either who phones. Refusals: `changeState`, `changeOverdue`, `changeAnswered`, and those of
    /// ``ProposeChange``.
    ///
    /// The change as it is then: also for a coordinator whose limits the lecture has left by it.
    @discardableResult
    public func callAsFunction(
        _ id: LectureChange.ID,
        by side: Side,
        onBehalfOf: String? = nil,
        as credential: Credential
    ) async throws -> ChangeEntry {
        try await office.transaction(as: credential, serving: .partOfRequest) { [rules = office.rules] desk in
            try desk.actor.require(.host, .presenter, .coordinator)
            let chain = Chain(desk: desk)
            let (change, assignment, request) = try chain.lockForAnswer(id, by: side)
            try ChangeStore(desk.session).setConfirmed(id, byPresenter: side == .presenter, at: desk.now)
            try desk.record(
                "change.agreed",
                id,
                onBehalfOf: onBehalfOf,
                detail: ["assignment": "\(assignment.id)", "side": side.rawValue]
            )
            let other: Side = side == .presenter ? .host : .presenter
            guard change.confirmed[other] != nil else { return try chain.asItIs(id) }
            try chain.requireAhead(assignment)
            _ = try chain.requireFits(
                change.venue,
                movingOnline: change.isOnline,
                change.during,
                assignment,
                request
            )
            try chain.move(change, assignment, request, rules, onBehalfOf: onBehalfOf)
            return try chain.asItIs(id)
        }
    }
}

extension Chain {
    /// A change that `side` may still answer, locked.
    func lockForAnswer(
        _ id: LectureChange.ID,
        by side: Side
    ) throws -> (ChangeEntry, StoredAssignment, StoredRequest) {
        let (change, assignment, request) = try lock(id)
        try require(side, of: assignment, request)
        guard change.state == .open else { throw Refusal.chain(.changeState(id, change.state)) }
        guard desk.now < change.deadline else { throw Refusal.chain(.changeOverdue(id)) }
        guard change.confirmed[side] == nil else { throw Refusal.chain(.changeAnswered(id)) }
        return (change, assignment, request)
    }
}

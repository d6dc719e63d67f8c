public import KodanDomain
import KodanStore
import Postgres

/// What a coordinator makes of a change that a side refused, or that nobody answers.
public enum ChangeDecision: String, Sendable, CaseIterable {
    /// The lecture is held as it was agreed.
    case keep
    /// The presenter is let go, and another is looked for.
    case release
}

/// A coordinator decides what becomes of a change (変更の決定).
public struct DecideChange: Sendable {
    private let office: Office

    /// Works in `office`.
    public init(office: Office) {
        self.office = office
    }

    /// Ends the change as `decision` says; both sides are told.
    ///
    /// Who lets the presenter go sets the request back to wait for a match: for the new date and venue where the host
    /// said yes to them, else as it was wished. For coordinators. Refuses without a reason, with `changeState` one that
    /// has ended, and with `selfHosted` to let go who gives their own lecture.
    ///
    /// The change as it is then: also for a coordinator whose limits the lecture has left by it.
    @discardableResult
    public func callAsFunction(
        _ id: LectureChange.ID,
        _ decision: ChangeDecision,
        because reason: String,
        as credential: Credential
    ) async throws -> ChangeEntry {
        try await office.transaction(as: credential) { [rules = office.rules] desk in
            try desk.actor.require(.coordinator)
            let reason = try reason.checkedReason(atMost: 500)
            let chain = Chain(desk: desk)
            let (change, assignment, request) = try chain.lock(id)
            guard ChangeState.running.contains(change.state) else {
                throw Refusal.chain(.changeState(id, change.state))
            }
            switch decision {
            case .keep: try chain.keep(change, .keep, assignment, request, because: reason)
            case .release: try chain.release(change, assignment, request, rules, because: reason)
            }
            return try chain.asItIs(id)
        }
    }
}

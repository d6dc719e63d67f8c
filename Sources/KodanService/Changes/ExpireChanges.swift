import KodanDomain
import KodanStore
import KodanText
import Postgres

/// Changes that not both sides said yes to in time end: silence is never consent.
public struct ExpireChanges: Sendable {
    private let office: Office

    /// Works in `office`.
    public init(office: Office) {
        self.office = office
    }

    /// Ends overdue changes, each in a transaction of its own, and says how many.
    ///
    /// The lecture stays as it was where the proposal said that it may; else the presenter is let go and the request
    /// waits for another, see ``ProposeChange``. It stays too where a worker comes so late that either date has begun.
    /// Run by the worker.
    public func callAsFunction(limit: Int = 1000) async throws -> Int {
        let overdue = try await office.transaction(as: .system) { desk in
            try ChangeStore(desk.session).overdue(at: desk.now, limit: limit)
        }
        var ended = 0
        for id in overdue {
            let didEnd = try await office.transaction(as: .system) { [rules = office.rules] desk in
                let chain = Chain(desk: desk)
                let (change, assignment, request) = try chain.lock(id)
                guard ChangeState.running.contains(change.state), change.deadline <= desk.now else {
                    return false
                }
                let isAhead = desk.now < assignment.during.start && desk.now < change.during.start
                if change.oldStands || request.delivery == .selfHosted || !isAhead {
                    try chain.keep(change, .keep, assignment, request)
                } else {
                    try chain.release(change, assignment, request, rules, because: ChangeText.unanswered)
                }
                return true
            }
            if didEnd { ended += 1 }
        }
        return ended
    }
}

import Synchronization

/// Lets a bounded number of requests in at once.
final class RequestGate: Sendable {
    private let limit: Int
    private let inside = Atomic(0)

    /// A gate for `limit` requests.
    init(limit: Int) {
        self.limit = limit
    }

    /// Counts one in; false if the gate is full.
    ///
    /// Whoever was let in leaves once.
    func enter() -> Bool {
        guard inside.wrappingAdd(1, ordering: .relaxed).newValue > limit else { return true }
        inside.wrappingSubtract(1, ordering: .relaxed)
        return false
    }

    /// Counts one out.
    func leave() {
        inside.wrappingSubtract(1, ordering: .relaxed)
    }
}

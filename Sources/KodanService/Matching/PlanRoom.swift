import Dispatch

/// Where plans are computed: one after another, on a thread of its own, so that no answer waits for one.
///
/// A large plan takes seconds, and all cores: a few at once on the threads that serve answers would leave none.
final class PlanRoom: Sendable {
    private let queue = DispatchQueue(label: "plans")

    /// What `body` computes, when those before it are done.
    func compute<T: Sendable>(_ body: @escaping @Sendable () throws -> T) async throws -> T {
        try await withCheckedThrowingContinuation { continuation in
            queue.async { continuation.resume(with: Result { try body() }) }
        }
    }
}

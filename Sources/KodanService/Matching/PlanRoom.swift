import Dispatch
import Synchronization

/// Where plans are computed: one after another, on a thread of its own, so that no answer waits for one.
///
/// A large plan takes seconds, and all cores: a few at once on the threads that serve answers would leave none.
final class PlanRoom: Sendable {
    private let queue = DispatchQueue(label: "plans")

    /// What `body` computes, when those before it are done.
    ///
    /// Throws what it throws, and `CancellationError` at once when whoever asked gives up: a plan that has not begun is
    /// not computed then.
    func compute<T: Sendable>(_ body: @escaping @Sendable () throws -> T) async throws -> T {
        let asker = PlanAsker<T>()
        return try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                asker.waits(continuation)
                queue.async {
                    if asker.isWaiting { asker.end(with: Result { try body() }) }
                }
            }
        } onCancel: {
            asker.end(with: .failure(CancellationError()))
        }
    }
}

/// Who waits for a plan, and is told once.
private final class PlanAsker<T: Sendable>: Sendable {
    private enum State {
        case new
        case waiting(CheckedContinuation<T, any Error>)
        case ended
    }

    private let state = Mutex(State.new)

    var isWaiting: Bool {
        state.withLock { state in
            if case .waiting = state { true } else { false }
        }
    }

    /// Begins to wait; who has given up before is told at once.
    func waits(_ continuation: CheckedContinuation<T, any Error>) {
        let mayWait = state.withLock { state in
            guard case .new = state else { return false }
            state = .waiting(continuation)
            return true
        }
        if !mayWait { continuation.resume(throwing: CancellationError()) }
    }

    /// Tells whoever still waits.
    func end(with result: Result<T, any Error>) {
        let continuation = state.withLock { state -> CheckedContinuation<T, any Error>? in
            defer { state = .ended }
            if case .waiting(let continuation) = state { return continuation }
            return nil
        }
        continuation?.resume(with: result)
    }
}

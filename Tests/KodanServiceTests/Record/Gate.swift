import Dispatch

/// Holds a transaction's thread until something else has happened.
struct Gate: Sendable {
    private let semaphore = DispatchSemaphore(value: 0)

    /// Lets the one who waits go on.
    func open() { semaphore.signal() }

    /// Waits for ``open()``, half a minute at most.
    func wait() { _ = semaphore.wait(timeout: .now() + 30) }
}

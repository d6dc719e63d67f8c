import CPostgres
import Synchronization

/// Asks the server, from any thread, to stop the statement that a session is running.
///
/// It is armed only while a statement runs, and disarming waits until a request under way has been sent: a
/// cancellation can therefore never strike the next statement. libpq 15 sends the request without TLS.
final class Canceller: Sendable {
    private struct State {
        var handle: Handle?
        var isArmed = false
    }

    /// Unchecked, because `PQcancel` may be called from any thread and the lock guards freeing it.
    private struct Handle: @unchecked Sendable {
        let pointer: OpaquePointer
    }

    private let state = Mutex(State())

    /// Takes the address and the key of `connection`'s backend.
    func attach(to connection: OpaquePointer) {
        let handle = PQgetCancel(connection).map(Handle.init)
        state.withLock { $0.handle = handle }
    }

    /// Forgets the backend.
    func detach() {
        state.withLock { state in
            if let handle = state.handle { PQfreeCancel(handle.pointer) }
            state = State()
        }
    }

    deinit {
        detach()
    }

    /// A statement is about to run.
    func arm() {
        state.withLock { $0.isArmed = true }
    }

    /// The statement is over; returns after a request under way has been sent.
    func disarm() {
        state.withLock { $0.isArmed = false }
    }

    /// Asks the server to stop the statement; does nothing between statements.
    ///
    /// A request that cannot be sent, or comes before the statement, is repeated by the waiting session.
    func cancel() {
        state.withLock { state in
            guard state.isArmed, let handle = state.handle else { return }
            withUnsafeTemporaryAllocation(of: CChar.self, capacity: 256) { message in
                _ = PQcancel(handle.pointer, message.baseAddress, Int32(message.count))
            }
        }
    }
}

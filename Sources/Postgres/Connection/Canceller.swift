import CPostgres
import Foundation

/// Asks the server, from any thread, to stop the statement that a session is running.
///
/// It is armed only while a statement runs, and disarming waits until a request under way has been sent: a
/// cancellation can therefore never strike the next statement. libpq 15 sends the request without TLS.
///
/// Unchecked, because the lock guards every access. It is not a `Mutex`: on Linux, whoever has to wait for one
/// takes it inside the standard library, where the thread sanitizer cannot see it and reports races that are none.
final class Canceller: @unchecked Sendable {
    private let lock = NSLock()
    /// `PQcancel` may be called from any thread, but not while the handle is freed.
    private var handle: OpaquePointer?
    private var isArmed = false

    /// Takes the address and the key of `connection`'s backend.
    func attach(to connection: OpaquePointer) {
        let taken = PQgetCancel(connection)
        lock.withLock { handle = taken }
    }

    /// Forgets the backend.
    func detach() {
        lock.withLock {
            if let handle { PQfreeCancel(handle) }
            handle = nil
            isArmed = false
        }
    }

    deinit {
        detach()
    }

    /// A statement is about to run.
    func arm() {
        lock.withLock { isArmed = true }
    }

    /// The statement is over; returns after a request under way has been sent.
    func disarm() {
        lock.withLock { isArmed = false }
    }

    /// Asks the server to stop the statement; does nothing between statements.
    ///
    /// A request that cannot be sent, or comes before the statement, is repeated by the waiting session.
    func cancel() {
        lock.withLock {
            guard isArmed, let handle else { return }
            withUnsafeTemporaryAllocation(of: CChar.self, capacity: 256) { message in
                _ = PQcancel(handle, message.baseAddress, Int32(message.count))
            }
        }
    }
}

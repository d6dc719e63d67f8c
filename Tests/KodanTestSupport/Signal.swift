import Synchronization

/// Tells one task that another has come so far.
public final class Signal: Sendable {
    private let state = Mutex(false)

    /// A signal that is yet to be given.
    public init() {}

    /// Whether it was given.
    public var isOpen: Bool { state.withLock { $0 } }

    /// Gives it, for good.
    public func open() { state.withLock { $0 = true } }
}

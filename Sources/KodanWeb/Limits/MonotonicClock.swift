import NIOCore

/// A clock that only goes forward, for durations; a value, so that tests can turn it.
public struct MonotonicClock: Sendable {
    /// Nanoseconds since a moment of its own.
    public let nanoseconds: @Sendable () -> Int64

    /// A clock that asks `nanoseconds`.
    public init(nanoseconds: @escaping @Sendable () -> Int64) {
        self.nanoseconds = nanoseconds
    }

    /// The machine's.
    public static let machine = MonotonicClock { Int64(NIODeadline.now().uptimeNanoseconds) }
}

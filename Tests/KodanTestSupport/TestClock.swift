public import KodanDomain
public import KodanService
import Synchronization

/// A clock that stands still until it is set.
public final class TestClock: Sendable {
    private let moment: Mutex<Instant>

    /// A clock that shows `now`.
    public init(_ now: Instant) {
        moment = Mutex(now)
    }

    /// What it shows.
    public var now: Instant { moment.withLock { $0 } }

    /// Sets it, forwards or back.
    public func set(_ now: Instant) {
        moment.withLock { $0 = now }
    }

    /// Moves it on.
    public func advance(days: Int = 0, minutes: Int = 0) {
        moment.withLock { $0 = $0.adding(minutes: days * 1440 + minutes) }
    }

    /// The clock as the office wants it.
    public var office: OfficeClock { OfficeClock { self.now } }
}

/// The moment that a text of RFC 3339 names; for tests, whose texts are right.
public func moment(_ text: String) -> Instant {
    guard let instant = Instant(text) else { preconditionFailure("\(text) is no moment") }
    return instant
}

/// The day that a text of ISO 8601 names; for tests, whose texts are right.
public func day(_ text: String) -> LocalDate {
    guard let day = LocalDate(text) else { preconditionFailure("\(text) is no day") }
    return day
}

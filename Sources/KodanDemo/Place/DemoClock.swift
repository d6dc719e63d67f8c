import KodanDomain
import KodanService
import Synchronization

/// The demo's own time: it stands still until the demo moves it on.
final class DemoClock: Sendable {
    private let moment: Mutex<Instant>

    /// A clock that shows `now`.
    init(_ now: Instant) {
        moment = Mutex(now)
    }

    /// What it shows.
    var now: Instant { moment.withLock { $0 } }

    /// The clock as the office reads it.
    var office: OfficeClock { OfficeClock { self.now } }

    /// Moves it on to `next`, never back.
    func advance(to next: Instant) {
        moment.withLock { $0 = max($0, next) }
    }

    /// Moves it on by a minute.
    func tick() {
        moment.withLock { $0 = $0.adding(minutes: 1) }
    }
}

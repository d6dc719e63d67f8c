import Synchronization

/// What the demo said.
final class Lines: Sendable {
    private let lines = Mutex<[String]>([])

    /// All of it since it was cleared.
    var all: [String] { lines.withLock { $0 } }

    func add(_ line: String) {
        lines.withLock { $0.append(line) }
    }

    func clear() {
        lines.withLock { $0.removeAll() }
    }
}

import Dispatch
import Synchronization

extension Array where Element: Sendable {
    /// What `transform` makes of each element, in order, worked out on all cores.
    func concurrentMap<Result: Sendable>(_ transform: @Sendable (Element) -> Result) -> [Result] {
        guard count > 1 else { return map(transform) }
        // Small enough that no core waits long for the last, large enough that taking turns costs nothing.
        let size = Swift.max(1, Swift.min(64, count / 16))
        let pieces = (count + size - 1) / size
        let done = Mutex<[Int: [Result]]>([:])
        withoutActuallyEscaping(transform) { transform in
            DispatchQueue.concurrentPerform(iterations: pieces) { piece in
                let results = self[(piece * size)..<Swift.min(count, (piece + 1) * size)].map(transform)
                done.withLock { $0[piece] = results }
            }
        }
        return done.withLock { done in (0..<pieces).flatMap { done[$0] ?? [] } }
    }
}

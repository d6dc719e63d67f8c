import KodanDomain
import KodanService

/// Keeps what the database said for some seconds, so that asking often does not load it: one question at a time, and
/// none while the last answer, or its failure, is young.
actor FiguresCache {
    private let read: @Sendable () async throws -> ServiceFigures
    private let clock: MonotonicClock
    private let keptFor: Int64
    private var last: (figures: ServiceFigures?, at: Int64)?
    private var running: Task<ServiceFigures?, Never>?

    /// Keeps what `read` says for `seconds`.
    init(
        keptFor seconds: Int64,
        clock: MonotonicClock,
        _ read: @escaping @Sendable () async throws -> ServiceFigures
    ) {
        keptFor = seconds * 1_000_000_000
        self.clock = clock
        self.read = read
    }

    /// The figures; nil if the database does not say them.
    func figures() async -> ServiceFigures? {
        if let last, clock.nanoseconds() - last.at < keptFor { return last.figures }
        if let running { return await running.value }
        let task = Task { [read] in try? await read() }
        running = task
        let figures = await task.value
        last = (figures, clock.nanoseconds())
        running = nil
        return figures
    }
}

import NIOCore
import Synchronization

/// Cancels what takes longer than it may, with one sweep for all instead of a timer for each.
///
/// A sweep comes four times a second while anything runs, so a deadline is kept to a quarter of a second.
final class Deadlines: Sendable {
    private struct Entry {
        let deadline: NIODeadline
        let cancel: @Sendable () -> Void
    }

    private struct State {
        var entries: [UInt64: Entry] = [:]
        var last: UInt64 = 0
        var isSweeping = false
    }

    private static let pause = Duration.milliseconds(250)
    private let state = Mutex(State())

    /// Runs `body`, cancelled if it takes longer than `limit`; returns what it returns even then.
    func cancelling<Value: Sendable>(
        after limit: Duration,
        _ body: @escaping @Sendable () async throws -> Value
    ) async throws -> Value {
        let task = Task { try await body() }
        let number = add(Entry(deadline: .now() + TimeAmount(limit), cancel: { task.cancel() }))
        defer { remove(number) }
        return try await withTaskCancellationHandler {
            try await task.value
        } onCancel: {
            task.cancel()
        }
    }

    private func add(_ entry: Entry) -> UInt64 {
        let (number, begins) = state.withLock { state in
            state.last += 1
            state.entries[state.last] = entry
            defer { state.isSweeping = true }
            return (state.last, !state.isSweeping)
        }
        if begins { Task { await sweep() } }
        return number
    }

    private func remove(_ number: UInt64) {
        state.withLock { _ = $0.entries.removeValue(forKey: number) }
    }

    private func sweep() async {
        while true {
            try? await Task.sleep(for: Deadlines.pause)
            let now = NIODeadline.now()
            let late: [Entry]? = state.withLock { state in
                guard !state.entries.isEmpty else {
                    state.isSweeping = false
                    return nil
                }
                return state.entries.values.filter { $0.deadline <= now }
            }
            guard let late else { return }
            for entry in late { entry.cancel() }
        }
    }
}

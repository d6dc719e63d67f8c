import KodanDomain
import Postgres
import Synchronization

/// Whether a transaction leaves something for the worker to do.
final class WorkNews: Sendable {
    private let noted = Mutex(false)

    /// Whether it does.
    var isNoted: Bool { noted.withLock { $0 } }

    /// It does.
    func note() { noted.withLock { $0 = true } }
}

/// Tells workers that there is something to do.
///
/// A commit that notifies waits for every other such commit. So the notification goes by itself, after the commit that
/// it tells of, and one for all commits of a moment; a lost one is made up for by polling.
final class WorkBell: Sendable {
    /// The channel on which workers listen.
    static let channel = "kodan_work"
    /// Commits within so long are told together.
    static let moment: Duration = .milliseconds(50)

    private let isRinging = Mutex(false)

    /// Rings in a moment, once for all who want it until then.
    func ring(_ pool: Pool) {
        let isFirst = isRinging.withLock { isRinging in
            defer { isRinging = true }
            return !isRinging
        }
        guard isFirst else { return }
        Task {
            try? await Task.sleep(for: WorkBell.moment)
            isRinging.withLock { $0 = false }
            // Workers poll too: a ring that fails only comes late.
            _ = try? await pool.autocommit { session in
                try session.notify(channel: WorkBell.channel, payload: "")
            }
        }
    }
}

/// Hears the bell that servers ring when they leave work, on a connection of its own.
public final class WorkAlarm: Sendable {
    private struct State {
        var hasRung = false
        var waiter: CheckedContinuation<Void, Never>?
    }

    /// So long it waits before it connects again.
    static let pause: Duration = .seconds(5)

    private let options: ConnectionOptions
    private let lost: @Sendable (any Error) -> Void
    private let state = Mutex(State())

    /// An alarm on the database of `office`; its address must be direct, or a pooler's in session mode.
    ///
    /// `lost` is told once whenever the connection is lost, or cannot be opened.
    public init(_ office: Office, lost: @escaping @Sendable (any Error) -> Void = { _ in }) {
        options = office.pool.options
        self.lost = lost
    }

    /// Listens until the task is cancelled; a lost connection is opened again, and rings once for what was missed.
    func listen() async {
        var isTold = false
        while !Task.isCancelled {
            do {
                let bell = try await Notifications.listen(to: [WorkBell.channel], options: options)
                isTold = false
                ring()
                do {
                    for try await _ in bell { ring() }
                } catch {
                    await bell.close()
                    throw error
                }
                await bell.close()
            } catch {
                // Cancelled or lost: the loop's condition tells which.
                if !isTold, !Task.isCancelled { lost(error) }
                isTold = true
            }
            try? await Task.sleep(for: WorkAlarm.pause)
        }
    }

    /// Waits until it rings, or returns at once if it has since the last time; cancellation ends it.
    func rings() async {
        await withTaskCancellationHandler {
            await withCheckedContinuation { waiter in
                let isOver = state.withLock { state in
                    guard !state.hasRung, !Task.isCancelled else {
                        state.hasRung = false
                        return true
                    }
                    state.waiter = waiter
                    return false
                }
                if isOver { waiter.resume() }
            }
        } onCancel: {
            takeWaiter(ringing: false)?.resume()
        }
    }

    private func ring() { takeWaiter(ringing: true)?.resume() }

    private func takeWaiter(ringing: Bool) -> CheckedContinuation<Void, Never>? {
        state.withLock { state in
            defer { state.waiter = nil }
            if ringing { state.hasRung = state.waiter == nil }
            return state.waiter
        }
    }
}

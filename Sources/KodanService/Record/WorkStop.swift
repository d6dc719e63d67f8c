import Synchronization

/// That the worker was told to end.
///
/// A job is not cancelled, for it would lose what it has done; one that may go on for long looks here between two
/// things and leaves the rest to whoever works next.
final class WorkStop: Sendable {
    /// The one that the running job minds; nil where no worker runs it.
    @TaskLocal static var current: WorkStop?

    private let wanted = Atomic(false)

    /// Whether the running job should come to its end.
    static var isWanted: Bool { current?.wanted.load(ordering: .acquiring) ?? false }

    /// The job should come to its end.
    func want() { wanted.store(true, ordering: .releasing) }
}

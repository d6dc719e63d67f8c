import NIOCore

/// Runs the tasks of a connection on its event loop, so that a short call changes threads for the database only.
///
/// What takes long must not run there, for the loop's other connections wait meanwhile.
final class LoopExecutor: TaskExecutor {
    /// That of the connection to which the task belongs; nil where there is none.
    @TaskLocal static var current: LoopExecutor?

    private let loop: any EventLoop

    init(_ loop: any EventLoop) {
        self.loop = loop
    }

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        loop.execute { unsafe job.runSynchronously(on: self.asUnownedTaskExecutor()) }
    }
}

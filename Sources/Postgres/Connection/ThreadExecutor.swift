import Foundation

/// A serial executor with one named thread of its own, on which blocking calls harm nobody else.
final class ThreadExecutor: SerialExecutor {
    private let queue: JobQueue

    /// Starts the thread; it ends after the executor's last job, when nothing refers to the executor.
    init(name: String) {
        let queue = JobQueue()
        self.queue = queue
        let thread = Thread { queue.run() }
        thread.name = name
        thread.start()
    }

    deinit {
        queue.stop()
    }

    func enqueue(_ job: consuming ExecutorJob) {
        queue.append(UnownedJob(job), for: self)
    }
}

/// The jobs that wait for one thread.
///
/// Unchecked, because the condition guards every access.
private final class JobQueue: @unchecked Sendable {
    /// A job with the executor that it runs on, kept alive until the job is done.
    private typealias Entry = (job: UnownedJob, executor: ThreadExecutor)

    private let condition = NSCondition()
    private var entries: [Entry] = []
    private var isStopped = false

    func append(_ job: UnownedJob, for executor: ThreadExecutor) {
        condition.withLock {
            entries.append((job, executor))
            condition.signal()
        }
    }

    func stop() {
        condition.withLock {
            isStopped = true
            condition.signal()
        }
    }

    /// Runs jobs in order until stopped.
    func run() {
        while let batch = next() {
            for entry in batch {
                entry.job.runSynchronously(on: entry.executor.asUnownedSerialExecutor())
            }
        }
    }

    /// All jobs that wait, as soon as there is one; nil when stopped.
    private func next() -> [Entry]? {
        condition.withLock {
            while entries.isEmpty {
                guard !isStopped else { return nil }
                condition.wait()
            }
            defer { entries = [] }
            return entries
        }
    }
}

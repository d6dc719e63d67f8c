import KodanService
import Logging
import ServiceLifecycle

/// The worker as a service that a signal ends.
struct WorkerService: Service {
    let worker: Worker

    func run() async throws {
        await cancelWhenGracefulShutdown { await worker.run() }
    }
}

extension Worker {
    /// The worker with all its jobs in `office`, told in the log.
    init(_ office: Office, drain: DrainOutbox, logger: Logger) {
        let jobs = WorkerJob.all(office, drain: drain)
        let alarm = WorkAlarm(office) { error in
            logger.warning("not woken by commits, only polling", metadata: ["error": "\(Outage.told(error))"])
        }
        self.init(jobs, waking: alarm) { news in
            switch news {
            case .done(let job, let count):
                logger.info("\(job)", metadata: ["count": "\(count)"])
            case .failed(let job, let error, let failures, let rest):
                logger.error(
                    "\(job) failed",
                    metadata: [
                        "error": "\(Outage.told(error))", "failures": "\(failures)",
                        "resting_rounds": "\(rest)",
                    ]
                )
            }
        }
    }
}

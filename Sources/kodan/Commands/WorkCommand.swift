import ArgumentParser
import KodanService
import Logging
import Postgres
import ServiceLifecycle
import UnixSignals

/// Does what nobody waits for: the nightly match, deadlines, the next presenters, reminders, mail, audit seals.
struct WorkCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "work",
        abstract: "Match at night, ask the next presenters, remind, hand over mail, seal the audit record.",
        discussion: """
            Ends overdue offers, changes and requests that nobody goes on with, makes the nightly match, sends its \
            offers where office.csv says at_once, asks the next best presenters, mails links to materials, reminds both \
            sides of a lecture, hands over mail, seals the record, and takes away names that were kept for long enough. \
            Uses KODAN_WORKER_URL, which must be direct or through a pooler in session mode. Several workers may run beside \
            each other; one that dies loses nothing. SIGTERM or Ctrl-C ends it.
            """
    )

    @Flag(help: "Do what is due now, and end.")
    var once = false

    func run() async throws {
        let settings = Settings()
        let office = try settings.office(.worker, connections: 3)
        let drain = try settings.drain(of: office)
        let logger = try settings.logger()
        try await office.refuseUnfitDatabase(of: .worker, logger)
        try await office.refuseWrongKeys(logger)
        try await office.refuseUnknownRank()
        if once {
            try await WorkCommand.doOnce(WorkerJob.all(office, drain: drain))
            await office.pool.close()
            return
        }
        let worker = Worker(office, drain: drain, logger: logger)
        let group = ServiceGroup(
            configuration: .init(
                services: [.init(service: WorkerService(worker: worker))],
                gracefulShutdownSignals: UnixSignal.ending,
                logger: logger
            )
        )
        logger.info("working")
        try await group.run()
        await office.pool.close()
    }

    /// Does each job once and says how much there was to do; what fails keeps no other back, and ends the command.
    private static func doOnce(_ jobs: [WorkerJob]) async throws {
        var failure: (any Error)?
        for job in jobs {
            do {
                print("\(job.name): \(try await job())")
            } catch {
                print("\(job.name): failed")
                failure = failure ?? error
            }
        }
        if let failure { throw failure }
    }
}

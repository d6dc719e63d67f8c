import ArgumentParser
import KodanService
import Logging
import Postgres
import ServiceLifecycle
import UnixSignals

/// Does what nobody waits for: deadlines, mail, audit seals.
struct WorkCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "work",
        abstract: "End overdue offers, hand over mail, seal the audit record.",
        discussion:
            "Uses KODAN_WORKER_URL. Several workers may run beside each other. SIGTERM or Ctrl-C ends it."
    )

    @Flag(help: "Do what is due now, and end.")
    var once = false

    func run() async throws {
        let settings = Settings()
        let office = try settings.office(.worker, connections: 3)
        let drain = try settings.drain(of: office)
        if once {
            let expired = try await ExpireOffers(office: office)()
            let mails = try await drain()
            let sealed = try await SealAudit(office: office)()
            try await TidySignIn(office: office)()
            print(
                "\(expired) offers expired; \(mails.sent) mails handed over, \(mails.putOff) put off, \(mails.dead) "
                    + "given up, \(mails.overtaken) overtaken; \(sealed) events sealed."
            )
            await office.pool.close()
            return
        }
        let logger = try settings.logger()
        let worker = Worker([
            .expireOffers(office), .drainOutbox(drain), .sealAudit(office), .forgetAnswers(office),
            .tidySignIn(office),
        ]) { news in
            switch news {
            case .done(let job, let count):
                logger.info("\(job)", metadata: ["count": "\(count)"])
            case .failed(let job, let error, let failures, let rest):
                logger.error(
                    "\(job) failed",
                    metadata: ["error": "\(error)", "failures": "\(failures)", "resting_rounds": "\(rest)"]
                )
            }
        }
        let group = ServiceGroup(
            configuration: .init(
                services: [.init(service: WorkerService(worker: worker))],
                gracefulShutdownSignals: [.sigterm, .sigint],
                logger: logger
            )
        )
        logger.info("working")
        try await group.run()
        await office.pool.close()
    }
}

/// The worker as a service that a signal ends.
private struct WorkerService: Service {
    let worker: Worker

    func run() async throws {
        await cancelWhenGracefulShutdown { await worker.run() }
    }
}

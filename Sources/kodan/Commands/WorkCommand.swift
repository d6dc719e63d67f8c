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
            Ends overdue offers, makes the nightly match, sends its offers where office.csv says at_once, asks the next \
            best presenters, reminds both sides of a lecture, hands over mail, and seals the record. Uses \
            KODAN_WORKER_URL, which must be direct or through a pooler in session mode. Several workers may run beside \
            each other; one that dies loses nothing. SIGTERM or Ctrl-C ends it.
            """
    )

    @Flag(help: "Do what is due now, and end.")
    var once = false

    func run() async throws {
        let settings = Settings()
        let office = try settings.office(.worker, connections: 3)
        try await office.refuseOutdatedTables()
        let drain = try settings.drain(of: office)
        if once {
            let weights = try OfficeSettings(folder: settings.configFolder).weights
            let expired = try await ExpireOffers(office: office)()
            let changes = try await ExpireChanges(office: office)()
            let matched = try await NightlyMatch(office: office, weights: weights)()
            let sent = try await SendReleased(office: office)()
            let asked = try await CascadeOffers(office: office, weights: weights)()
            let followed = try await FollowUp(office: office)()
            let mails = try await drain()
            let sealed = try await SealAudit(office: office)()
            try await TidySignIn(office: office)()
            print(
                "\(expired) offers expired; \(changes) changes ended; \(matched) requests matched; \(sent + asked) presenters asked; "
                    + "\(followed) followed up; \(mails.sent) mails handed over, \(mails.putOff) put off, \(mails.dead) "
                    + "given up, \(mails.overtaken) overtaken; \(sealed) events sealed."
            )
            await office.pool.close()
            return
        }
        let logger = try settings.logger()
        let weights = try OfficeSettings(folder: settings.configFolder).weights
        let worker = Worker(office, weights: weights, drain: drain, logger: logger)
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

import KodanDomain
import KodanMail
import KodanMatching
import KodanStore
import KodanTestSupport
import Postgres
import Synchronization

@testable import KodanService

/// What was handed over, and when by the office's clock.
final class HandedMails: Sendable {
    struct Entry: Sendable {
        let messageID: String
        let at: Instant
    }

    private let entries = Mutex<[Entry]>([])
    private let clock: TestClock

    init(clock: TestClock) {
        self.clock = clock
    }

    var all: [Entry] { entries.withLock { $0 } }

    var transport: MailTransport {
        MailTransport { mail in
            let entry = Entry(messageID: mail.messageID.text, at: self.clock.now)
            self.entries.withLock { $0.append(entry) }
        }
    }
}

/// A worker's process: connections of its own, which die with it.
struct SimulatedWorker: Sendable {
    let name: String
    let office: Office
    private let jobs: [WorkerJob]

    init(
        _ name: String,
        _ database: TestDatabase,
        _ rules: OfficeRules,
        _ mails: HandedMails,
        _ templates: MailTemplates
    ) throws {
        self.name = name
        var options = database.app.options
        options.applicationName = name
        let pool = Pool(options: options, size: 2, acquireTimeout: .seconds(60))
        office = Office(
            pool: pool,
            clock: database.clock.office,
            vault: database.office.vault,
            rules: rules
        )
        let drain = DrainOutbox(
            office: office,
            templates: templates,
            transport: mails.transport,
            sender: try Mailbox(name: "講壇事務局", address: EmailAddress("office@example.jp")),
            phone: "03-0000-0000"
        )
        jobs =
            WorkerJob.chain(office)
            + [.drainOutbox(drain), .sealAudit(office)]
    }

    /// One round of all jobs; what fails is left to the next round.
    ///
    /// Returns the errors, each with its job.
    func round() async -> [String] {
        var failures: [String] = []
        for job in jobs {
            do {
                _ = try await job.run()
            } catch {
                failures.append("\(job.name): \(error)")
            }
        }
        return failures
    }

    /// Ends all of its connections at once, as the death of its process would: what is under way is lost.
    func die(_ database: TestDatabase) async throws {
        let name = name
        try await database.app.transaction { session in
            try session.execute(
                """
                SELECT pg_terminate_backend(pid)
                  FROM pg_stat_activity
                 WHERE datname = current_database()
                   AND application_name = \(name)
                   AND pid <> pg_backend_pid()
                """
            )
        }
    }
}

import KodanDomain
import KodanMail
import KodanService
import KodanStore
import KodanTestSupport
import Postgres
import Synchronization

/// The outbox of the running test's database, with what was handed over from it.
final class MailRoom: Sendable {
    /// What may be wrong with a transport.
    struct Down: Error {}

    private let database = TestDatabase.current
    private let handed = Mutex<[Mail]>([])
    private let failing = Mutex<Set<String>>([])

    /// The mails that were handed over, in their order.
    var mails: [Mail] { handed.withLock { $0 } }

    /// Addresses at which the transport fails.
    func fail(at addresses: Set<String>) {
        failing.withLock { $0 = addresses }
    }

    /// A drain in batches of this size; `pausing` makes handing over slow.
    func drain(batchSize: Int = 20, pausing: @escaping @Sendable () -> Void = {}) throws -> DrainOutbox {
        DrainOutbox(
            office: database.office,
            templates: try MailTemplates(folder: Checkout.config + "/mail"),
            transport: MailTransport { mail in
                pausing()
                guard !self.failing.withLock({ $0.contains(mail.to.address.text) }) else { throw Down() }
                self.handed.withLock { $0.append(mail) }
            },
            sender: try Mailbox(name: "講壇事務局", address: EmailAddress("office@example.jp")),
            batchSize: batchSize
        )
    }

    /// Puts mails about accounts in the outbox, `ana1@example.jp` and so on.
    func put(_ count: Int, kind: String = "account_changed") async throws {
        try await database.office.transaction(as: .system) { desk in
            for number in 1...count { try desk.mail(MailRoom.entry(number, kind: kind)) }
        }
    }

    /// The mail with this number.
    static func entry(_ number: Int, kind: String = "account_changed") throws -> OutboxEntry {
        OutboxEntry(
            kind,
            to: try EmailAddress("ana\(number)@example.jp"),
            name: "Ana",
            about: "acc-\(number)",
            values: ["last_three": "567"]
        )
    }

    /// One message as the outbox keeps it.
    struct Stored: Hashable {
        let state: String
        let attempts: Int
        let error: String?
    }

    /// The outbox, by age.
    func stored() async throws -> [Stored] {
        try await database.owner.transaction { session in
            try session.rows("SELECT state, attempts, last_error FROM outbox_message ORDER BY id") {
                row throws(PostgresError) in
                Stored(
                    state: try row.value("state"),
                    attempts: try row.value("attempts"),
                    error: try row.optional("last_error")
                )
            }
        }
    }
}

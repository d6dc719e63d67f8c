import KodanDomain
import KodanMail
import KodanService
import KodanStore
import KodanTestSupport
import Postgres
import Synchronization

/// The outbox of the running test's database, with what was handed over from it.
final class MailRoom: Sendable {
    /// What may be wrong with one mail.
    struct Failed: Error {}

    private let database = TestDatabase.current
    private let handed = Mutex<[Mail]>([])
    private let failures = Mutex<[String: any Error]>([:])
    private let outage = Mutex<(any Error)?>(nil)
    private let tries = Mutex(0)

    /// The mails that were handed over, in their order.
    var mails: [Mail] { handed.withLock { $0 } }

    /// How often the transport was asked.
    var asked: Int { tries.withLock { $0 } }

    /// Addresses at which the transport fails, and how.
    func fail(at addresses: Set<String>, with error: any Error = Failed()) {
        failures.withLock { $0 = Dictionary(uniqueKeysWithValues: addresses.map { ($0, error) }) }
    }

    /// Whether the transport takes nothing at all.
    func fail(always: Bool) {
        outage.withLock { $0 = always ? MailUndelivered.down("no route to host") : nil }
    }

    /// The office, whose chance is none: waits have no odd seconds.
    var office: Office {
        Office(
            pool: database.app,
            clock: database.clock.office,
            vault: database.office.vault,
            chance: OfficeChance { [UInt8](repeating: 0, count: $0) }
        )
    }

    /// A drain in batches of this size; `pausing` comes before each handing over.
    func drain(
        batchSize: Int = 20,
        limits: MailDomainLimits = MailDomainLimits(others: 100_000),
        pausing: @escaping @Sendable () async throws -> Void = {}
    ) throws -> DrainOutbox {
        DrainOutbox(
            office: office,
            templates: try MailTemplates(folder: Checkout.config + "/mail"),
            transport: MailTransport { mail in
                self.tries.withLock { $0 += 1 }
                try await pausing()
                if let error = self.outage.withLock({ $0 }) { throw error }
                if let error = self.failures.withLock({ $0[mail.to.address.text] }) { throw error }
                self.handed.withLock { $0.append(mail) }
            },
            sender: try Mailbox(name: "講壇事務局", address: EmailAddress("office@example.jp")),
            phone: "03-0000-0000",
            limits: limits,
            batchSize: batchSize
        )
    }

    /// Puts mails about accounts in the outbox, `ana1@example.jp` and so on.
    func put(_ count: Int, kind: String = "account_changed", domain: String = "example.jp") async throws {
        try await database.office.transaction(as: .system) { desk in
            for number in 1...count { try desk.mail(MailRoom.entry(number, kind: kind, domain: domain)) }
        }
    }

    /// Puts so many of them in at once.
    func putMany(_ count: Int) async throws {
        try await put(1)
        try await database.owner.transaction { session in
            try session.execute(
                """
                INSERT INTO outbox_message (kind, recipient, recipient_name, subject, values, message_id, state, attempts,
                                            queued_at, due_at, tried_from)
                SELECT kind, 'ana' || number || '@example.jp', recipient_name, subject, values,
                       'msg-many' || number || '@kodan', state, attempts, queued_at, due_at, tried_from
                  FROM outbox_message, generate_series(2, \(count)) AS number
                """
            )
        }
    }

    /// The mail with this number.
    static func entry(
        _ number: Int,
        kind: String = "account_changed",
        domain: String = "example.jp"
    ) throws -> OutboxEntry {
        OutboxEntry(
            kind,
            to: try EmailAddress("ana\(number)@\(domain)"),
            name: "Ana",
            about: "acc-\(number)",
            values: ["last_three": "567"]
        )
    }

    /// When the mails that wait are due, the first first.
    func due() async throws -> [Instant] {
        try await database.owner.transaction { session in
            try session.rows("SELECT due_at FROM outbox_message WHERE state = 'queued' ORDER BY due_at") {
                row throws(PostgresError) in try row.value("due_at")
            }
        }
    }

    /// How many transactions the database ended while `body` ran, a bound on the rounds of it.
    func statements(_ body: () async throws -> Void) async throws -> Int {
        let before = try await ended()
        try await body()
        return try await ended() - before
    }

    private func ended() async throws -> Int {
        try await database.owner.autocommit { session in
            try session.execute("SELECT pg_stat_force_next_flush()")
            return try session.value(
                "SELECT xact_commit::integer FROM pg_stat_database WHERE datname = current_database()"
            )
        }
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

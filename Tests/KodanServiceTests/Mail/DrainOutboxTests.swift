import Foundation
import KodanDomain
import KodanMail
import KodanService
import KodanStore
import KodanTestSupport
import Postgres
import Synchronization
import Testing

@Suite("Draining the outbox", .database)
struct DrainOutboxTests {
    private let room = MailRoom()
    private let clock = TestDatabase.current.clock

    @Test("hands over each mail once, written from its template")
    func once() async throws {
        try await room.put(3)
        #expect(try await room.drain(batchSize: 2)() == DrainOutcome(sent: 3))
        #expect(room.mails.map(\.to.address.text) == (1...3).map { "ana\($0)@example.jp" })
        let first = try #require(room.mails.first)
        #expect(first.subject == "振込口座の変更を受け付けました（acc-1）")
        #expect(first.body.contains("567") && first.body.hasSuffix("講壇事務局\n電話　03-0000-0000\n"))
        #expect(first.date == clock.now)
        #expect(try await room.drain()() == DrainOutcome())
        #expect(Set(try await room.stored()) == [MailRoom.Stored(state: "sent", attempts: 1, error: nil)])
    }

    @Test("twice at once hands over each mail once")
    func together() async throws {
        try await room.put(40)
        let slow = try room.drain(batchSize: 3) { try await Task.sleep(for: .milliseconds(2)) }
        async let one = slow()
        async let other = slow()
        let (first, second) = try await (one, other)
        #expect(first.sent + second.sent == 40)
        #expect(room.mails.count == 40)
        #expect(Set(room.mails.map(\.messageID)).count == 40)
    }

    @Test("puts off what fails for longer each time, keeps no other back, and gives up after five days")
    func failures() async throws {
        try await room.put(3)
        room.fail(at: ["ana2@example.jp"])
        let drain = try room.drain()
        let begin = clock.now
        #expect(try await drain() == DrainOutcome(sent: 2, putOff: 1))
        var waits: [Int] = []
        var outcome = DrainOutcome(putOff: 1)
        while outcome == DrainOutcome(putOff: 1) {
            let due = try #require(try await room.due().first)
            waits.append(clock.now.minutes(until: due))
            clock.set(due.adding(minutes: -1))
            #expect(try await drain() == DrainOutcome())
            clock.set(due)
            outcome = try await drain()
        }
        #expect(outcome == DrainOutcome(dead: 1))
        #expect(waits.prefix(10) == [1, 2, 4, 8, 16, 32, 64, 128, 240, 240])
        #expect(begin.adding(days: 5) <= clock.now && clock.now < begin.adding(days: 6))
        clock.advance(days: 30)
        #expect(try await drain() == DrainOutcome())
        #expect(room.mails.map(\.to.address.text) == ["ana1@example.jp", "ana3@example.jp"])
        let stored = try await room.stored()[1]
        #expect(stored.state == "dead" && stored.error == "Failed()" && stored.attempts == waits.count + 1)
    }

    @Test("waits up to a quarter longer, as chance has it")
    func jitter() async throws {
        try await room.put(1)
        room.fail(always: true)
        let lucky = Office(
            pool: TestDatabase.current.app,
            clock: clock.office,
            vault: room.office.vault,
            chance: OfficeChance { [UInt8](repeating: 255, count: $0) }
        )
        let drain = DrainOutbox(
            office: lucky,
            templates: try MailTemplates(folder: Checkout.config + "/mail"),
            transport: MailTransport { _ in throw MailUndelivered.down("down") },
            sender: try Mailbox(name: "", address: EmailAddress("office@example.jp")),
            phone: ""
        )
        _ = try await drain()
        let due = try #require(try await room.due().first)
        #expect(due.microseconds - clock.now.microseconds == 75_000_000)
    }

    @Test("gives up at once what is refused for good, and says so in the record")
    func refused() async throws {
        try await room.put(2)
        room.fail(at: ["ana1@example.jp"], with: MailUndelivered.refused("550 5.1.1 no such user"))
        #expect(try await room.drain()() == DrainOutcome(sent: 1, dead: 1))
        #expect(
            try await room.stored()[0]
                == MailRoom.Stored(state: "dead", attempts: 1, error: "550 5.1.1 no such user")
        )
        let events = try await TestDatabase.current.owner.transaction { session in
            try session.value(
                "SELECT count(*)::integer FROM audit_event WHERE action = 'mail.dead'",
                as: Int.self
            )
        }
        #expect(events == 1)
    }

    @Test("tries three mails and no more while nothing is taken")
    func down() async throws {
        try await room.put(50)
        room.fail(always: true)
        #expect(try await room.drain()() == DrainOutcome(putOff: 3))
        #expect(room.asked == 3)
        #expect(try await room.drain()() == DrainOutcome(putOff: 3))
    }

    @Test("loses none of ten thousand mails over a day on which nothing is taken, and holds few at once")
    func thousands() async throws {
        try await room.putMany(10_000)
        room.fail(always: true)
        let drain = try room.drain(batchSize: 100)
        for _ in 0..<(24 * 12) {
            _ = try await drain()
            clock.advance(minutes: 5)
        }
        #expect(room.asked < 1000)
        room.fail(always: false)
        let before = room.asked
        let statements = try await room.statements {
            clock.advance(minutes: 300)
            let outcome = try await drain()
            #expect(outcome == DrainOutcome(sent: 10_000))
        }
        #expect(room.asked - before == 10_000)
        #expect(Set(room.mails.map(\.messageID)).count == 10_000)
        // A hundred batches, each of a few statements.
        #expect(statements < 2000, "\(statements) statements")
    }

    @Test("takes mails up again whose worker died, once their lease has run out, under the same Message-ID")
    func killed() async throws {
        try await room.put(2)
        struct Killed: Error {}
        // The process ends while it has the mails in hand: nothing is marked.
        let claimed = try await room.office.transaction(as: .system) { desk in
            try OutboxStore(desk.session).claim(limit: 10, at: desk.now, until: desk.now.adding(minutes: 30))
        }
        #expect(claimed.count == 2)
        #expect(try await room.drain()() == DrainOutcome())
        clock.advance(minutes: 30)
        #expect(try await room.drain()() == DrainOutcome(sent: 2))
        #expect(room.mails.map(\.messageID.text) == claimed.map(\.messageID))
        // The dead worker comes back: its late news change nothing.
        try await room.office.transaction(as: .system) { desk in
            let late = claimed.map { FailedTry($0, "late", retryAt: nil) }
            try OutboxStore(desk.session).markFailed(late)
            try OutboxStore(desk.session).release(claimed)
        }
        #expect(Set(try await room.stored().map(\.state)) == ["sent"])
    }

    @Test("has no transaction open while it hands over")
    func noLocks() async throws {
        try await room.put(1)
        let open = Mutex<[Int]>([])
        let owner = TestDatabase.current.owner
        let drain = try room.drain {
            let count = try await owner.transaction { session in
                try session.execute("SELECT id FROM outbox_message FOR UPDATE NOWAIT")
                return try session.value(
                    """
                    SELECT count(*)::integer FROM pg_stat_activity
                     WHERE datname = current_database() AND state = 'idle in transaction'
                    """,
                    as: Int.self
                )
            }
            open.withLock { $0.append(count) }
        }
        #expect(try await drain() == DrainOutcome(sent: 1))
        #expect(open.withLock { $0 } == [0])
    }

    @Test("hands over what somebody waits for before what was put in earlier, and within the same limit")
    func awaited() async throws {
        try await room.put(6)
        clock.advance(minutes: 1)
        let database = TestDatabase.current
        let user = NewUser(email: try EmailAddress("late@example.jp"), name: "遅")
        _ = try await CreateUser(office: database.office)(
            user,
            roles: [.presenter],
            as: database.staff.administrator
        )
        try await RequestSignInLink(office: database.office)(user.email, from: ClientAddress("192.0.2.1"))
        _ = try await room.drain(batchSize: 4, limits: MailDomainLimits(others: 3))()
        #expect(
            room.mails.map(\.to.address.text) == ["late@example.jp", "ana1@example.jp", "ana2@example.jp"]
        )
    }

    @Test("keeps to a domain's limit, also with two workers, and holds no other domain back")
    func domainLimits() async throws {
        try await room.put(30)
        try await room.put(5, domain: "other.example.jp")
        let limits = MailDomainLimits(others: 1000, ["example.jp": 10])
        let one = try room.drain(batchSize: 4, limits: limits)
        async let first = one()
        async let second = one()
        let (a, b) = try await (first, second)
        #expect(a.sent + b.sent == 15)
        #expect(try await one() == DrainOutcome())
        for total in [25, 35] {
            clock.advance(minutes: 1)
            _ = try await one()
            #expect(room.mails.count == total)
        }
        #expect(try await room.stored().allSatisfy { $0.state == "sent" && $0.attempts == 1 })
    }

    @Test("sends what failed once it can, the same mail")
    func recovery() async throws {
        try await room.put(1)
        room.fail(at: ["ana1@example.jp"])
        _ = try await room.drain()()
        let queued = clock.now
        room.fail(at: [])
        clock.advance(minutes: 1)
        #expect(try await room.drain()() == DrainOutcome(sent: 1))
        #expect(room.mails.map(\.date) == [queued])
        #expect(room.mails[0].messageID.text.hasSuffix(".acc-1@kodan"))
        #expect(try await room.stored() == [MailRoom.Stored(state: "sent", attempts: 2, error: nil)])
    }

    @Test("puts off what no template can word")
    func unknownKind() async throws {
        try await room.put(1, kind: "greeting")
        try await room.put(1)
        #expect(try await room.drain()() == DrainOutcome(sent: 1, putOff: 1))
        #expect(try await room.stored()[0].error?.contains("greeting") == true)
    }

    @Test("finds nothing of a change that was lost")
    func rollback() async throws {
        await #expect(throws: Refusal.matchRunning) {
            try await TestDatabase.current.office.transaction(as: .system) { desk in
                try desk.mail(try MailRoom.entry(1))
                throw Refusal.matchRunning
            }
        }
        #expect(try await room.drain()() == DrainOutcome())
        try await room.put(1)
        #expect(try await room.drain()() == DrainOutcome(sent: 1))
    }
}

@Suite("The kinds of mail")
struct MailKindTests {
    @Test("are those that the use cases write")
    func kinds() throws {
        let sources = URL(filePath: Checkout.root + "/Sources/KodanService")
        let files = FileManager.default.enumerator(at: sources, includingPropertiesForKeys: nil)
        var text = ""
        while let file = files?.nextObject() as? URL {
            if file.pathExtension == "swift" { text += try String(contentsOf: file, encoding: .utf8) }
        }
        let calls = [
            #/tell(?:Host|HostSide|CoHost)\(\s*"([a-z_]+)"/#, #/tellPresenter\(\s*[a-z.]+,\s*"([a-z_]+)"/#,
            #/OutboxEntry\(\s*"([a-z_]+)"/#, #/self\.init\(\s*"([a-z_]+)"/#, #/mail: "([a-z_]+)"/#,
        ]
        let written = calls.flatMap { call in text.matches(of: call).map { String($0.output.1) } }
        #expect(Set(written) == Set(MailKind.allCases.map(\.rawValue)))
    }
}

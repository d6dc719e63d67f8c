import KodanService
import KodanTestSupport
import Synchronization
import Testing

/// Counts what jobs do and what the worker says.
private final class Tally: Sendable {
    let runs = Mutex<[String: Int]>([:])
    let news = Mutex<[String]>([])

    func job(_ name: String, _ result: @escaping @Sendable (Int) throws -> Int) -> WorkerJob {
        WorkerJob(name) {
            let run = self.runs.withLock { runs in
                runs[name, default: 0] += 1
                return runs[name, default: 0]
            }
            return try result(run)
        }
    }

    func log(_ told: WorkerNews) {
        let text =
            switch told {
            case .done(let job, let count): "\(job) \(count)"
            case .failed(let job, _, let failures, let rounds): "\(job) failed \(failures) rests \(rounds)"
            }
        news.withLock { $0.append(text) }
    }

    func count(_ name: String) -> Int { runs.withLock { $0[name, default: 0] } }
}

// The limit counts the time in which a test waits for its turn to have a database.
@Suite("The worker", .timeLimit(.minutes(60)))
struct WorkerTests {
    private struct Down: Error {}
    private let tally = Tally()

    /// Lets the worker run until `isEnough`, then cancels it and waits until it has ended.
    private func work(_ jobs: [WorkerJob], until isEnough: @Sendable () -> Bool) async throws {
        let worker = Worker(jobs, every: .milliseconds(1)) { [tally] in tally.log($0) }
        let task = Task { await worker.run() }
        try await eventually(within: .seconds(60)) { isEnough() }
        task.cancel()
        await task.value
    }

    @Test("does its jobs in rounds until it is cancelled")
    func rounds() async throws {
        let tally = tally
        let jobs = [tally.job("a") { $0 == 2 ? 7 : 0 }, tally.job("b") { _ in 0 }]
        try await work(jobs) { tally.count("b") >= 5 }
        #expect((0...1).contains(tally.count("a") - tally.count("b")))
        #expect(tally.news.withLock { $0 } == ["a 7"])
        let ended = tally.count("a")
        try await Task.sleep(for: .milliseconds(20))
        #expect(tally.count("a") == ended)
    }

    @Test("lets a failing job rest longer and longer while the others go on")
    func failures() async throws {
        let tally = tally
        let jobs = [
            tally.job("bad") { run in
                guard run > 3 else { throw Down() }
                return run == 4 ? 1 : 0
            }, tally.job("good") { _ in 0 },
        ]
        try await work(jobs) { tally.count("bad") >= 4 }
        #expect(
            tally.news.withLock { $0 } == [
                "bad failed 1 rests 1", "bad failed 2 rests 3", "bad failed 3 rests 7", "bad 1",
            ]
        )
        // Before the bad one's fourth run come three runs and eleven rests, each in a round of its own.
        #expect(tally.count("good") >= 14)
    }

    @Test("finishes what it has begun when it is cancelled")
    func graceful() async throws {
        let begun = Mutex(false)
        let finished = Mutex(false)
        let slow = WorkerJob("slow") {
            begun.withLock { $0 = true }
            try await Task.sleep(for: .milliseconds(50))
            finished.withLock { $0 = true }
            return 1
        }
        try await work([slow]) { begun.withLock { $0 } }
        #expect(finished.withLock { $0 })
    }

    @Test("finishes the mail in hand when it is cancelled, and leaves the others due", .database)
    func mailInHand() async throws {
        let room = MailRoom()
        try await room.put(5)
        let (begun, mayEnd) = (Signal(), Signal())
        let drain = try room.drain(batchSize: 3) {
            begun.open()
            try await eventually(within: .seconds(60)) { mayEnd.isOpen }
        }
        let worker = Worker([.drainOutbox(drain)], every: .milliseconds(1)) { [tally] in tally.log($0) }
        let task = Task { await worker.run() }
        try await eventually(within: .seconds(60)) { begun.isOpen }
        task.cancel()
        mayEnd.open()
        await task.value
        #expect(room.mails.count == 1)
        #expect(tally.news.withLock { $0 } == ["drain outbox 1"])
        // The next worker takes them at once, not when a lease has run out.
        #expect(try await room.drain()() == DrainOutcome(sent: 4))
    }

    @Test("empties the outbox and seals the record", .database)
    func everything() async throws {
        let room = MailRoom()
        try await room.put(2)
        let office = TestDatabase.current.office
        try await work(
            [.expireOffers(office), .drainOutbox(try room.drain()), .sealAudit(office)],
            until: { [tally] in tally.news.withLock { $0.count >= 2 } }
        )
        #expect(room.mails.count == 2)
        let finding = try await VerifyAudit(office: office)(as: TestDatabase.current.staff.auditor)
        #expect(finding.unsealed == 0 && finding.events > 0)
    }
}

import KodanDomain
import KodanService
import KodanStore
import KodanTestSupport
import Postgres
import Synchronization
import Testing

@Suite("The bell that wakes workers", .database, .timeLimit(.minutes(60)))
struct WorkAlarmTests {
    @Test("ends a long pause when somebody leaves work, and not for what leaves none")
    func wakes() async throws {
        let cast = Cast()
        let lecturer = try await cast.lecturer()
        let request = try await cast.approved(by: try await cast.host())
        let offer = try #require(try await cast.ask([lecturer], for: request).first)
        let rounds = Mutex(0)
        let job = WorkerJob("count") {
            rounds.withLock { $0 += 1 }
            return 0
        }
        let worker = Worker([job], every: .seconds(600), waking: WorkAlarm(cast.office)) { _ in }
        let task = Task { await worker.run() }
        // It rings once when it begins to listen, and for what was done before.
        try await eventually(within: .seconds(60)) { rounds.withLock { $0 } >= 2 }
        try await eventually(within: .seconds(60)) {
            let before = rounds.withLock { $0 }
            try await Task.sleep(for: .seconds(2))
            return rounds.withLock { $0 } == before
        }
        let idle = rounds.withLock { $0 }
        _ = try await ReadOffers(office: cast.office)(as: cast.coordinator)
        try await Task.sleep(for: .milliseconds(300))
        #expect(rounds.withLock { $0 } == idle)
        try await DeclineOffer(office: cast.office)(offer, because: "不可", as: lecturer.credential)
        try await eventually(within: .seconds(60)) { rounds.withLock { $0 } > idle }
        task.cancel()
        await task.value
    }
}

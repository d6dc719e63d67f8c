import Dispatch
import KodanDomain
import Testing

@testable import KodanService

@Suite("Plans are computed")
struct PlanRoomTests {
    private let room = PlanRoom()

    @Test("beside what is answered, however many are asked for", .timeLimit(.minutes(1)))
    func answers() async throws {
        // More than a machine has threads for answers: those would all stand still, and nobody would open the gate.
        let plans = 200
        let gate = DispatchSemaphore(value: 0)
        let sum = try await withThrowingTaskGroup(of: Int.self) { group in
            for plan in 0..<plans {
                group.addTask {
                    try await room.compute {
                        gate.wait()
                        return plan
                    }
                }
            }
            group.addTask {
                // Behind all that was asked for before it.
                for _ in 0..<1000 { await Task.yield() }
                for _ in 0..<plans { gate.signal() }
                return 0
            }
            return try await group.reduce(0, +)
        }
        #expect(sum == plans * (plans - 1) / 2)
    }

    @Test("for who still waits: the plan of who gave up is not begun", .timeLimit(.minutes(1)))
    func givenUp() async throws {
        let gate = DispatchSemaphore(value: 0)
        let (began, begins) = AsyncStream.makeStream(of: Void.self)
        async let first = room.compute {
            begins.yield()
            gate.wait()
            return 1
        }
        _ = await began.first { true }
        let second = Task {
            try await room.compute {
                Issue.record("nobody waits for this")
                return 2
            }
        }
        second.cancel()
        await #expect(throws: CancellationError.self) { try await second.value }
        gate.signal()
        #expect(try await first == 1)
        #expect(try await room.compute { 3 } == 3)
    }

    @Test("with what goes wrong told to who asked")
    func failure() async throws {
        await #expect(throws: Refusal.matchRunning) {
            try await room.compute { throw Refusal.matchRunning }
        }
        #expect(try await room.compute { 7 } == 7)
    }
}

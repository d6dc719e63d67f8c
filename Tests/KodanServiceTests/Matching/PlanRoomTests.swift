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

    @Test("with what goes wrong told to who asked")
    func failure() async throws {
        await #expect(throws: Refusal.matchRunning) {
            try await room.compute { throw Refusal.matchRunning }
        }
        #expect(try await room.compute { 7 } == 7)
    }
}

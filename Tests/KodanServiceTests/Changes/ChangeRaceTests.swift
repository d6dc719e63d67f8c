import KodanDomain
import KodanService
import KodanStore
import KodanTestSupport
import Postgres
import Testing

/// The second yes, the worker's expiry, a withdrawal of the proposal and one of the presenter, and sometimes a
/// cancellation, all at once, each after a moment that the seed says.
@Suite("The second yes among everything else", .database, .timeLimit(.minutes(60)))
struct ChangeRaceTests {
    private let cast = Cast()

    @Test("moves the lecture or does not, and never both", arguments: 0..<4)
    func seeds(block: Int) async throws {
        let (host, lecturer) = (try await cast.host(), try await cast.lecturer())
        for seed in block * 10..<(block + 1) * 10 {
            let (request, assignment) = try await cast.assigned(lecturer, to: host)
            let change = try await ProposeChange(office: cast.office)(
                cast.terms(oldStands: false),
                of: assignment,
                by: .host,
                as: host.credential
            )
            let outcomes = try await race(seed, change, assignment, request, lecturer, host)
            let said = outcomes.filter { !$0.hasPrefix("refused") }
            for outcome in outcomes where outcome.hasPrefix("failed") {
                Issue.record("seed \(seed): \(outcome)")
            }
            let state = try #require(try await cast.state(of: change))
            let moved = try await cast.bond(assignment)?.hasSuffix("07-15") == true
            // What was answered with success is so, and nothing else.
            #expect(
                said.contains("confirmed") == (state == "confirmed"),
                "seed \(seed): \(state) \(outcomes)"
            )
            #expect(moved == (state == "confirmed"), "seed \(seed): \(state) \(outcomes)")
            #expect(
                said.contains("taken back") == (state == "withdrawn"),
                "seed \(seed): \(state) \(outcomes)"
            )
            #expect(said.contains("expired") == (state == "released"), "seed \(seed): \(state) \(outcomes)")
            let bond = try #require(try await cast.state(of: assignment))
            let ended = said.contains("left") || said.contains("cancelled") || said.contains("expired")
            #expect((bond != "confirmed") == ended, "seed \(seed): \(bond) \(outcomes)")
            if try await cast.state(of: request) != "cancelled" {
                try await CancelRequest(office: cast.office)(
                    request,
                    by: .body,
                    because: "次へ",
                    as: cast.coordinator
                )
            }
        }
    }

    private func race(
        _ seed: Int,
        _ change: LectureChange.ID,
        _ assignment: Assignment.ID,
        _ request: LectureRequest.ID,
        _ lecturer: Lecturer,
        _ host: Host
    ) async throws -> [String] {
        let cast = cast
        let ahead = Office(
            pool: cast.database.app,
            clock: TestClock(Cast.today.adding(days: 7)).office
        )
        var deeds: [@Sendable () async throws -> String] = [
            {
                try await ConfirmChange(office: cast.office)(change, by: .presenter, as: lecturer.credential)
                return "confirmed"
            },
            { try await ExpireChanges(office: ahead)() == 1 ? "expired" : "refused" },
            {
                try await WithdrawChange(office: cast.office)(change, because: "取下げ", as: host.credential)
                return "taken back"
            },
        ]
        if seed % 3 == 1 {
            deeds.append {
                try await WithdrawFromAssignment(office: cast.office)(
                    assignment,
                    because: "病気",
                    as: lecturer.credential
                )
                return "left"
            }
        }
        if seed % 3 == 2 {
            deeds.append {
                try await CancelRequest(office: cast.office)(
                    request,
                    by: .host,
                    because: "中止",
                    as: host.credential
                )
                return "cancelled"
            }
        }
        return await withTaskGroup(of: String.self) { group in
            for (index, deed) in deeds.enumerated() {
                // Some 12 ms at most, another order with each seed.
                let wait = Duration.microseconds((seed * 7919 + index * 104_729) % 12_000)
                group.addTask {
                    do {
                        try await Task.sleep(for: wait)
                        return try await deed()
                    } catch let refusal as Refusal {
                        return "refused \(refusal)"
                    } catch {
                        return "failed \(error)"
                    }
                }
            }
            return await group.reduce(into: []) { $0.append($1) }
        }
    }
}

import KodanDomain
import KodanStore
import KodanTestSupport
import KodanText
import Postgres
import Testing

@testable import KodanService

@Suite("Who may match, and when", .database)
struct MatchAdmissionTests {
    @Test("is refused while another run is under way, and not a moment longer")
    func alone() async throws {
        let cast = Cast()
        let match = MatchRequests(office: cast.office)
        let other = try await Connection.open(cast.database.app.options)
        try await other.autocommit { session in
            _ = try session.value(
                "SELECT pg_try_advisory_lock(\(ExclusiveRun.matching.rawValue))",
                as: Bool.self
            )
        }
        await #expect(throws: Refusal.matchRunning) { try await match(save: true, as: cast.coordinator) }
        try await other.autocommit { session in
            _ = try session.value(
                "SELECT pg_advisory_unlock(\(ExclusiveRun.matching.rawValue))",
                as: Bool.self
            )
        }
        await other.close()
        for _ in 1...20 { _ = try await match(save: true, as: cast.coordinator) }
    }

    @Test("turns everybody away who may not match, before it asks whether another run is under way")
    func outsiders() async throws {
        let cast = Cast()
        let office = cast.office
        let other = try await Connection.open(cast.database.app.options)
        try await other.autocommit { session in
            _ = try session.value(
                "SELECT pg_try_advisory_lock(\(ExclusiveRun.matching.rawValue))",
                as: Bool.self
            )
        }
        let request = LectureRequest.ID(1)
        let question = MatchQuestion(isSaved: false)
        let runs: [(Credential) async throws -> Void] = [
            { _ = try await MatchRequests(office: office)(save: false, as: $0) },
            { _ = try await MatchRequests(office: office).answer(question, as: $0) },
            {
                let match = MatchRequests(office: office)
                _ = try await match.accept([:], within: .everything, in: .english, as: $0)
            },
        ]
        let unknown = Credential.token("kdn_" + String(repeating: "a", count: 43))
        for run in runs {
            await #expect(throws: Refusal.notSignedIn) { try await run(unknown) }
            await #expect(throws: Refusal.notPermitted(.clerk)) { try await run(cast.database.staff.clerk) }
            await #expect(throws: Refusal.matchRunning) { try await run(cast.coordinator) }
        }
        // Who only looks waits for nobody.
        let looks: [(Credential) async throws -> Void] = [
            {
                await #expect(throws: Refusal.notFound("\(request)")) {
                    _ = try await ExplainRequest(office: office)(request, in: .english, as: cast.coordinator)
                }
                _ = try await ExplainRequest(office: office)(request, in: .english, as: $0)
            },
            { credential in
                _ = try await MatchRequests(office: office).preview(
                    .everything,
                    in: .english,
                    as: cast.coordinator
                )
                _ = try await MatchRequests(office: office).preview(.everything, in: .english, as: credential)
            },
        ]
        for look in looks {
            await #expect(throws: Refusal.notSignedIn) { try await look(unknown) }
            await #expect(throws: Refusal.notPermitted(.clerk)) { try await look(cast.database.staff.clerk) }
        }
        await other.close()
    }

    @Test("is looked at by few at once")
    func places() async throws {
        let cast = Cast()
        let office = cast.office
        try await office.looking { () async throws -> Void in
            try await office.looking { () async throws -> Void in
                await #expect(throws: Refusal.matchRunning) {
                    _ = try await MatchRequests(office: office).preview(
                        .everything,
                        in: .english,
                        as: cast.coordinator
                    )
                }
            }
        }
        _ = try await MatchRequests(office: office).preview(.everything, in: .english, as: cast.coordinator)
    }

    @Test("is for coordinators")
    func roles() async throws {
        let cast = Cast()
        for role in [Role.clerk, .accountant, .approver, .auditor, .administrator] {
            let credential = try #require(cast.database.staff[role])
            await #expect(throws: Refusal.notPermitted(role)) {
                try await MatchRequests(office: cast.office)(save: false, as: credential)
            }
        }
    }
}

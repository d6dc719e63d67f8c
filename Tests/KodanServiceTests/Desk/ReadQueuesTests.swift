import KodanDomain
import KodanService
import KodanStore
import KodanTestSupport
import Postgres
import Testing

@Suite("The queues of the desk", .database)
struct ReadQueuesTests {
    private let cast = Cast()

    private func counts() async throws -> [DeskQueue: Int] {
        let tallies = try await ReadQueues(office: cast.office)(as: cast.coordinator)
        #expect(tallies.map(\.queue) == DeskQueue.allCases)
        #expect(tallies.allSatisfy { ($0.count == 0) == ($0.oldest == nil) })
        return Dictionary(uniqueKeysWithValues: tallies.map { ($0.queue, $0.count) }).filter { $0.value > 0 }
    }

    @Test("count what waits where, and follow a request on its way")
    func counted() async throws {
        #expect(try await counts().isEmpty)
        let lecturer = try await cast.lecturer(1)
        let request = try await cast.approved(by: try await cast.host())
        #expect(try await counts() == [.searching: 1])
        _ = try await MatchRequests(office: cast.office)(save: true, as: cast.coordinator)
        #expect(try await counts() == [.toAsk: 1])
        let offer = try #require(
            try await SendOffers(office: cast.office)(request, as: cast.coordinator).first
        )
        #expect(try await counts().isEmpty)
        try await cast.database.owner.transaction { session in
            try session.execute("UPDATE offer SET deadline = \(Cast.today.adding(minutes: 60))")
            try DeskStore(session).open(.reportMissing, request, tried: "", at: Cast.today)
        }
        #expect(try await counts() == [.endingSoon: 1, .reportMissing: 1])
        _ = try await AcceptOffer(office: cast.office)(offer, as: lecturer.credential)
        #expect(try await counts() == [.reportMissing: 1])
    }

    @Test("are for the body's people")
    func roles() async throws {
        let host = try await cast.host()
        await #expect(throws: Refusal.notPermitted(.host)) {
            try await ReadQueues(office: cast.office)(as: host.credential)
        }
        for kind in DeskKind.allCases {
            #expect(DeskQueue(rawValue: kind.rawValue)?.kind == kind)
        }
    }
}

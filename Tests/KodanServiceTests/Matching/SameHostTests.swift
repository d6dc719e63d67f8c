import KodanDomain
import KodanService
import KodanStore
import KodanTestSupport
import Postgres
import Testing

@Suite("The same host again", .database)
struct SameHostTests {
    /// Two equal presenters, the first of whom lectured at the host on `day`, and an open request of that host.
    private func match(afterLectureOn day: String, suspendingOther: Bool = false) async throws -> (
        lecturers: [Presenter.ID], outcome: MatchOutcome, cast: Cast
    ) {
        let cast = Cast()
        let host = try await cast.host()
        let first = try await cast.lecturer(1)
        let second = try await cast.lecturer(2)
        let (_, assignment) = try await cast.assigned(first, to: host)
        let then = Cast.span("\(day)T14:00:00+09:00", minutes: 90)
        try await cast.database.owner.transaction { session in
            try session.execute("UPDATE assignment SET during = \(then) WHERE id = \(assignment)")
        }
        if suspendingOther {
            try await ChangePresenterStatus(office: cast.office)(
                of: second.id,
                to: .suspended,
                because: "休止",
                as: cast.coordinator
            )
        }
        _ = try await cast.approved(by: host, at: [Cast.weekLater])
        let outcome = try await MatchRequests(office: cast.office)(save: true, as: cast.coordinator)
        return ([first.id, second.id], outcome, cast)
    }

    @Test(
        "loses to an equal presenter if it was in this or the previous fiscal year",
        arguments: [("2025-03-31", 0), ("2025-04-01", 1), ("2026-03-31", 1)]
    )
    func loses(lastLecture: String, winner: Int) async throws {
        let (lecturers, outcome, _) = try await match(afterLectureOn: lastLecture)
        #expect(outcome.matches.map(\.presenter) == [lecturers[winner]])
        #expect(outcome.matches.map(\.sameHostAgain) == [0])
    }

    @Test("is chosen where nobody else can come, and costs what the total and the stored terms say")
    func costs() async throws {
        let (lecturers, outcome, cast) = try await match(
            afterLectureOn: "2026-03-31",
            suspendingOther: true
        )
        let match = try #require(outcome.matches.first)
        #expect(match.presenter == lecturers[0])
        #expect(match.sameHostAgain == 30)
        #expect(match.total == match.travel + 30)
        #expect(
            try await cast.texts("SELECT concat_ws(' ', same_host_cost, total_cost) FROM match_proposal")
                == ["30 \(match.total)"]
        )
    }
}

import KodanDomain
import KodanMatching
import KodanStore
import KodanTestSupport
import Postgres
import Testing

@testable import KodanService

@Suite("A plan made of facts that have changed", .database)
struct StalePlanTests {
    @Test("is refused row by row with reasons, and the rest of it is saved")
    func rows() async throws {
        let cast = Cast()
        let host = try await cast.host()
        var lecturers: [Presenter.ID: Lecturer] = [:]
        for number in 1...6 {
            let lecturer = try await cast.lecturer(number)
            lecturers[lecturer.id] = lecturer
        }
        for _ in 1...6 { _ = try await cast.approved(by: host) }
        let unmatched = try await cast.approved(by: host, topic: "phishing")
        let match = MatchRequests(office: cast.office)
        let plan = try await match.proposal(.everything, as: cast.coordinator)
        let rows = plan.matches
        #expect(rows.count == 6)

        try await withdraw([rows[0].request, unmatched], cast)
        try await setStatus(of: rows[1].presenter, .suspended, cast)
        let bound = try #require(lecturers[rows[2].presenter])
        try await bind(bound, on: "2026-07-08T10:00:00+09:00", at: host, cast)
        try await setStatus(of: rows[3].presenter, .retired, cast)
        try await cast.database.owner.transaction { session in
            try session.execute("UPDATE lecture_request SET round = 2 WHERE id = \(rows[4].request)")
        }

        let outcome = try await match.saving(plan, as: cast.coordinator)
        func stale(_ row: PlannedMatch, _ reason: StaleReason) -> StaleRow {
            StaleRow(request: row.request, presenter: row.presenter, reason: reason)
        }
        let expected = [
            stale(rows[0], .requestClosed), stale(rows[1], .notEligible(.inactive)),
            stale(rows[2], .notEligible(.alreadyBooked)), stale(rows[3], .presenterGone),
            stale(rows[4], .slotGone),
            StaleRow(request: unmatched, presenter: nil, reason: .requestClosed),
        ]
        #expect(outcome.stale == expected.sorted { $0.request < $1.request })
        #expect(outcome.matches == [rows[5]])
        #expect(outcome.unmatched.isEmpty)
        #expect(
            try await cast.texts("SELECT request_id || ' ' || presenter_id FROM match_proposal")
                == ["\(rows[5].request.rawValue) \(rows[5].presenter.rawValue)"]
        )
        for row in rows[1...4] { #expect(try await cast.state(of: row.request) == "approved") }
        #expect(try await cast.state(of: rows[5].request) == "matched")
    }

    @Test("counts the rows that hold one after the other, so that a lower cap holds for all together")
    func caps() async throws {
        let cast = Cast()
        let host = try await cast.host()
        let lecturer = try await cast.lecturer(monthlyCap: 2)
        let first = try await cast.approved(by: host)
        let second = try await cast.approved(by: host, at: [Cast.weekLater])
        let match = MatchRequests(office: cast.office)
        let plan = try await match.proposal(.everything, as: cast.coordinator)
        #expect(plan.matches.count == 2)
        try await cast.database.owner.transaction { session in
            try session.execute("UPDATE presenter SET monthly_cap = 1")
        }
        let outcome = try await match.saving(plan, as: cast.coordinator)
        #expect(outcome.matches.map(\.request) == [first])
        #expect(
            outcome.stale == [
                StaleRow(
                    request: second,
                    presenter: lecturer.id,
                    reason: .notEligible(.monthlyCapReached)
                )
            ]
        )
    }

    @Test("leaves out a request that was put on hold meanwhile, and says that it waits no more")
    func held() async throws {
        let cast = Cast()
        let lecturer = try await cast.lecturer()
        let request = try await cast.approved(by: try await cast.host())
        let match = MatchRequests(office: cast.office)
        let plan = try await match.proposal(.everything, as: cast.coordinator)
        #expect(plan.matches.map(\.request) == [request])
        try await OrderAsking(office: cast.office)(
            try AskingOrder(.hold),
            for: request,
            because: "日程の相談中",
            as: cast.coordinator
        )
        let outcome = try await match.saving(plan, as: cast.coordinator)
        #expect(outcome.matches.isEmpty)
        #expect(
            outcome.stale == [
                StaleRow(request: request, presenter: lecturer.id, reason: .requestClosed)
            ]
        )
        #expect(try await cast.state(of: request) == "approved")
    }

    private func withdraw(_ requests: [LectureRequest.ID], _ cast: Cast) async throws {
        for request in requests {
            try await CancelRequest(office: cast.office)(
                request,
                by: .body,
                because: "中止",
                as: cast.coordinator
            )
        }
    }

    private func setStatus(
        of presenter: Presenter.ID,
        _ status: PresenterStatus,
        _ cast: Cast
    ) async throws {
        try await ChangePresenterStatus(office: cast.office)(
            of: presenter,
            to: status,
            because: "休止",
            as: cast.coordinator
        )
    }

    /// Another lecture of `lecturer`, agreed upon meanwhile.
    private func bind(_ lecturer: Lecturer, on start: String, at host: Host, _ cast: Cast) async throws {
        let request = try await cast.approved(by: host, at: [Cast.span(start, minutes: 60)])
        let offer = try #require(try await cast.ask([lecturer], for: request).first)
        _ = try await AcceptOffer(office: cast.office)(offer, as: lecturer.credential)
    }
}

import KodanDomain
import KodanService
import KodanStore
import KodanTestSupport
import Postgres
import Testing

/// A host telephones after the approval: the day, or the place, has changed.
@Suite("An approved request whose day changes", .database)
struct GivingBackTests {
    private let cast = Cast()

    private func giveBack(_ request: LectureRequest.ID) async throws {
        try await ScreenRequest(office: cast.office)(
            request,
            .sendBack(corrections: "新しい日時"),
            as: cast.coordinator
        )
    }

    @Test("goes back while presenters are asked: they are told, and may be asked for the new day")
    func offered() async throws {
        let host = try await cast.host()
        let lecturers = [try await cast.lecturer(1), try await cast.lecturer(2)]
        let request = try await cast.approved(by: host)
        _ = try await cast.ask(lecturers, for: request)
        let before = try await cast.mails().count
        try await giveBack(request)
        #expect(try await cast.state(of: request) == "returned")
        #expect(try await cast.texts("SELECT state FROM offer") == ["withdrawn", "withdrawn"])
        #expect(
            try await Set(cast.mails().dropFirst(before))
                == Set(
                    lecturers.map { "offer_withdrawn \($0.email)" } + [
                        "request_returned contact@org.example.jp"
                    ]
                )
        )
        // What was reserved for the old day is free.
        #expect(try await cast.texts("SELECT released_for FROM budget_reservation") == ["returned"])
        let draft = try cast.draft(of: .organization(host.organization), at: [Cast.weekLater])
        try await CorrectRequest(office: cast.office)(request, draft, as: host.credential)
        try await ScreenRequest(office: cast.office)(request, .approve, as: cast.coordinator)
        let outcome = try await MatchRequests(office: cast.office)(save: true, as: cast.coordinator)
        let chosen = try #require(outcome.matches.first)
        #expect(chosen.request == request && lecturers.map(\.id).contains(chosen.presenter))
    }

    @Test("goes back with its proposal, of which nobody has heard")
    func matched() async throws {
        let host = try await cast.host()
        _ = try await cast.lecturer()
        let request = try await cast.approved(by: host)
        _ = try await MatchRequests(office: cast.office)(save: true, as: cast.coordinator)
        #expect(try await cast.state(of: request) == "matched")
        let before = try await cast.mails().count
        try await giveBack(request)
        #expect(try await cast.texts("SELECT state FROM offer") == ["withdrawn"])
        #expect(
            try await Array(cast.mails().dropFirst(before)) == ["request_returned contact@org.example.jp"]
        )
    }

    @Test("does not go back once a presenter is bound: both sides change the lecture then")
    func bound() async throws {
        let host = try await cast.host()
        let (request, _) = try await cast.assigned(try await cast.lecturer(), to: host)
        await #expect(throws: Refusal.requestState(request, .assigned)) { try await giveBack(request) }
        #expect(try await cast.state(of: request) == "assigned")
    }

    @Test("need not keep the lead time again, which what was never approved must")
    func lead() async throws {
        let host = try await cast.host()
        let asker = Asker.organization(host.organization)
        let approved = try await cast.approved(by: host)
        let other = try await SubmitRequest(office: cast.office)(
            try cast.draft(of: asker),
            as: host.credential
        )
        for request in [approved, other] { try await giveBack(request) }
        // Two days ahead, where the programme wants thirty.
        cast.database.clock.set(moment("2026-07-06T10:00:00+09:00"))
        let correct = CorrectRequest(office: cast.office)
        let draft = try cast.draft(of: asker)
        await #expect(throws: Refusal.wish(0, .leadTime(days: 30))) {
            try await correct(other, draft, as: host.credential)
        }
        #expect(try await cast.state(of: other) == "returned")
        try await correct(approved, draft, as: host.credential)
        #expect(try await cast.state(of: approved) == "submitted")
    }
}

import KodanDomain
import KodanService
import KodanStore
import KodanTestSupport
import Postgres
import Testing

@Suite("Screening a request", .database)
struct ScreenRequestTests {
    @Test("sends it back with what to correct, and takes it again corrected, on new slots")
    func correction() async throws {
        let cast = Cast()
        let host = try await cast.host()
        let other = try await cast.host(2)
        let lecturer = try await cast.lecturer()
        let asker = Asker.organization(host.organization)
        let screen = ScreenRequest(office: cast.office)
        let correct = CorrectRequest(office: cast.office)
        let request = try await SubmitRequest(office: cast.office)(
            try cast.draft(of: asker),
            as: host.credential
        )
        let better = try cast.draft(of: asker, at: [Cast.weekLater], topic: "phishing")
        await #expect(throws: Refusal.requestState(request, .submitted)) {
            try await correct(request, better, as: host.credential)
        }
        try await screen(request, .sendBack(corrections: " 日時を改めて "), as: cast.coordinator)
        #expect(try await cast.state(of: request) == "returned")
        #expect(try await cast.mails().last == "request_returned contact@org.example.jp")
        #expect(
            try await cast.texts(
                "SELECT values ->> 'reason' FROM outbox_message WHERE kind = 'request_returned'"
            ) == ["日時を改めて"]
        )
        await #expect(throws: Refusal.notFound("\(request)")) {
            try await correct(request, better, as: other.credential)
        }
        await #expect(throws: Refusal.notFound("\(request)")) {
            try await correct(request, better, as: lecturer.credential)
        }
        await #expect(throws: Refusal.notPermitted(.auditor)) {
            try await correct(request, better, as: cast.database.staff.auditor)
        }
        await #expect(throws: Refusal.notFound("\(request)")) {
            let elsewhere = try cast.draft(of: .organization(other.organization))
            try await correct(request, elsewhere, as: cast.coordinator)
        }
        await #expect(throws: Refusal.attendanceTooSmall(minimum: 10)) {
            try await correct(request, try cast.draft(of: asker, expecting: 3), as: host.credential)
        }
        try await correct(request, better, as: host.credential)
        #expect(try await cast.state(of: request) == "submitted")
        #expect(
            try await cast.texts(
                """
                SELECT concat_ws(' ', topic_code, round, (SELECT count(*) FROM request_slot WHERE request_id = \(request)))
                  FROM lecture_request WHERE id = \(request)
                """
            ) == ["phishing 2 2"]
        )
        try await screen(request, .approve, as: cast.coordinator)
        #expect(try await cast.state(of: request) == "approved")
    }

    @Test("rejects it for good, with a reason")
    func rejection() async throws {
        let cast = Cast()
        let host = try await cast.host()
        let screen = ScreenRequest(office: cast.office)
        let draft = try cast.draft(of: .organization(host.organization))
        let request = try await SubmitRequest(office: cast.office)(draft, as: host.credential)
        let empty = Refusal.field(FieldRefused(.reason, expected: .present))
        await #expect(throws: empty) { try await screen(request, .reject(reason: " "), as: cast.coordinator) }
        await #expect(throws: empty) {
            try await screen(request, .sendBack(corrections: ""), as: cast.coordinator)
        }
        #expect(try await cast.state(of: request) == "submitted")
        await #expect(throws: Refusal.notPermitted(.host)) {
            try await screen(request, .approve, as: host.credential)
        }
        await #expect(throws: Refusal.notPermitted(.auditor)) {
            try await screen(request, .approve, as: cast.database.staff.auditor)
        }
        try await screen(request, .reject(reason: "対象外"), as: cast.coordinator)
        #expect(try await cast.state(of: request) == "rejected")
        await #expect(throws: Refusal.requestState(request, .rejected)) {
            try await screen(request, .approve, as: cast.coordinator)
        }
    }

    @Test("assigns a self-hosted lecture at once, on the first slot on which its presenter is free")
    func selfHosted() async throws {
        let cast = Cast()
        let lecturer = try await cast.lecturer()
        let (request, assignment) = try await cast.selfHosted(by: lecturer)
        #expect(try await cast.state(of: request) == "assigned")
        #expect(
            // The pack of the programme is planned behind it: a file and a leaflet.
            try await cast.events().suffix(6).prefix(4) == [
                "coordinator request.screening \(request)",
                "coordinator request.approved \(request)",
                "coordinator request.assigned \(request)",
                "coordinator assignment.confirmed \(assignment)",
            ]
        )
        #expect(try await cast.mails().last == "request_assigned_self_hosted contact@org.example.jp")
        let overlapping = Cast.span("2026-07-08T15:00:00+09:00", minutes: 60)
        let (_, second) = try await cast.selfHosted(by: lecturer, at: [overlapping, Cast.weekLater])
        #expect(
            try await cast.texts(
                "SELECT (lower(during) = \(Cast.weekLater.start))::text FROM assignment WHERE id = \(second)"
            )
                == ["true"]
        )
        let draft = try cast.draft(of: .presenter(lecturer.id, coHost: nil), at: [overlapping])
        let third = try await SubmitRequest(office: cast.office)(draft, as: lecturer.credential)
        await #expect(throws: Refusal.twoLecturesAtOnce(lecturer.id)) {
            try await ScreenRequest(office: cast.office)(third, .approve, as: cast.coordinator)
        }
        #expect(try await cast.state(of: third) == "submitted")
        let outcome = try await MatchRequests(office: cast.office)(save: true, as: cast.coordinator)
        #expect(outcome.matches.isEmpty && outcome.unmatched.isEmpty)
    }

    @Test("does not assign a self-hosted lecture on a day that passed, or to a presenter who is suspended")
    func tooLate() async throws {
        let cast = Cast()
        let lecturer = try await cast.lecturer()
        let draft = try cast.draft(of: .presenter(lecturer.id, coHost: nil))
        let request = try await SubmitRequest(office: cast.office)(draft, as: lecturer.credential)
        let screen = ScreenRequest(office: cast.office)
        try await ChangePresenterStatus(office: cast.office)(
            of: lecturer.id,
            to: .suspended,
            because: "休止",
            as: cast.coordinator
        )
        await #expect(throws: Refusal.presenterNotActive(lecturer.id)) {
            try await screen(request, .approve, as: cast.coordinator)
        }
        try await ChangePresenterStatus(office: cast.office)(
            of: lecturer.id,
            to: .active,
            because: "再開",
            as: cast.coordinator
        )
        cast.database.clock.set(Cast.afternoon.start)
        await #expect(throws: Refusal.dayPassed(Cast.afternoon.date)) {
            try await screen(request, .approve, as: cast.coordinator)
        }
    }
}

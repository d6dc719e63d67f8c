import KodanDomain
import KodanService
import KodanStore
import KodanTestSupport
import Postgres
import Testing

@Suite("A lecture that was not held", .database)
struct NotHeldTests {
    @Test("gets new dates, and a presenter who did not come is not sent again")
    func reschedule() async throws {
        let cast = Cast()
        let host = try await cast.host()
        let other = try await cast.host(2)
        let absent = try await cast.lecturer(1)
        let next = try await cast.lecturer(2, in: "14104")
        let (request, assignment) = try await cast.assigned(absent, to: host)
        let miss = RecordNoShow(office: cast.office)
        let reschedule = RescheduleRequest(office: cast.office)
        await #expect(throws: Refusal.notOverYet(assignment)) {
            try await miss(assignment, absent: .presenter, because: "不参加", as: cast.coordinator)
        }
        cast.pass()
        await #expect(throws: Refusal.notPermitted(.host)) {
            try await miss(assignment, absent: .presenter, because: "不参加", as: host.credential)
        }
        await #expect(throws: Refusal.field(FieldRefused(.reason, expected: .present))) {
            try await miss(assignment, absent: .presenter, because: " ", as: cast.coordinator)
        }
        let before = try await cast.mails().count
        try await miss(assignment, absent: .presenter, because: "不参加", as: cast.coordinator)
        #expect(try await cast.state(of: request) == "not_held")
        #expect(try await cast.state(of: assignment) == "no_show")
        #expect(
            try await Array(cast.mails().dropFirst(before))
                == ["lecture_not_held contact@org.example.jp", "lecture_not_held \(absent.email)"]
        )
        await #expect(throws: Refusal.assignmentState(assignment, .noShow)) {
            try await miss(assignment, absent: .host, because: "不在", as: cast.coordinator)
        }
        await #expect(throws: Refusal.wish(0, .dayPassed(Cast.afternoon.date))) {
            try await reschedule(request, to: [Cast.afternoon], as: host.credential)
        }
        await #expect(throws: Refusal.field(FieldRefused(.slots, expected: .count(1...3)))) {
            try await reschedule(request, to: [], as: host.credential)
        }
        await #expect(throws: Refusal.notFound("\(request)")) {
            try await reschedule(request, to: [Cast.weekLater], as: other.credential)
        }
        try await reschedule(request, to: [Cast.weekLater], as: host.credential)
        #expect(try await cast.state(of: request) == "approved")
        await #expect(throws: Refusal.requestState(request, .approved)) {
            try await reschedule(request, to: [Cast.weekLater], as: host.credential)
        }
        let outcome = try await MatchRequests(office: cast.office)(save: true, as: cast.coordinator)
        #expect(outcome.matches.map(\.presenter) == [next.id])
        #expect(
            try await cast.texts(
                "SELECT during::text FROM request_slot WHERE id = \(try #require(outcome.matches.first).slot)"
            ) == cast.texts("SELECT during::text FROM request_slot WHERE round = 2")
        )
    }

    @Test("is matched again to the presenter who came in vain, since it was the host who stayed away")
    func hostAbsent() async throws {
        let cast = Cast()
        let host = try await cast.host()
        let lecturer = try await cast.lecturer()
        let (request, assignment) = try await cast.assigned(lecturer, to: host)
        cast.pass()
        try await RecordNoShow(office: cast.office)(
            assignment,
            absent: .host,
            because: "会場閉鎖",
            as: cast.coordinator
        )
        try await RescheduleRequest(office: cast.office)(
            request,
            to: [Cast.weekLater],
            as: host.credential
        )
        let outcome = try await MatchRequests(office: cast.office)(save: true, as: cast.coordinator)
        #expect(outcome.matches.map(\.presenter) == [lecturer.id])
        // Their new offer goes out as any other does.
        let offers = try await SendOffers(office: cast.office)(request, as: cast.coordinator)
        #expect(offers.count == 1)
    }

    @Test("is assigned again at once to the presenter who asked for it")
    func selfHosted() async throws {
        let cast = Cast()
        let lecturer = try await cast.lecturer()
        let host = try await cast.host()
        let (request, assignment) = try await cast.selfHosted(by: lecturer, with: host)
        cast.pass()
        try await RecordNoShow(office: cast.office)(
            assignment,
            absent: .host,
            because: "会場閉鎖",
            as: cast.coordinator
        )
        let reschedule = RescheduleRequest(office: cast.office)
        await #expect(throws: Refusal.notPermitted(.host)) {
            try await reschedule(request, to: [Cast.weekLater], as: host.credential)
        }
        try await reschedule(request, to: [Cast.weekLater], as: lecturer.credential)
        #expect(try await cast.state(of: request) == "assigned")
        let again = try #require(try await cast.binding(of: request))
        #expect(again != assignment)
        #expect(
            // The pack of the programme is planned behind it: a file and a leaflet.
            try await cast.events().suffix(5).prefix(3) == [
                "presenter request.approved \(request)",
                "presenter request.assigned \(request)",
                "presenter assignment.confirmed \(again)",
            ]
        )
    }
}

import KodanDomain
import KodanService
import KodanStore
import KodanTestSupport
import Postgres
import Testing

@Suite("The chain", .database)
struct ChainWalkTests {
    @Test("leads from the request to both attestations, and leaves who did what and who was told")
    func walk() async throws {
        let cast = Cast()
        let office = cast.office
        let host = try await cast.host()
        let lecturer = try await cast.lecturer()
        let begin = try await cast.mark()

        let draft = try cast.draft(of: .organization(host.organization))
        let request = try await SubmitRequest(office: office)(draft, as: host.credential)
        #expect(try await cast.state(of: request) == "submitted")
        try await ScreenRequest(office: office)(request, .approve, as: cast.coordinator)
        #expect(try await cast.state(of: request) == "approved")
        let outcome = try await MatchRequests(office: office)(save: true, as: cast.coordinator)
        #expect(outcome.matches.map(\.request) == [request])
        #expect(outcome.matches.map(\.presenter) == [lecturer.id])
        #expect(try await cast.state(of: request) == "matched")
        let offers = try await SendOffers(office: office)(request, as: cast.coordinator)
        let offer = try #require(offers.first)
        #expect(try await cast.state(of: request) == "offered")
        #expect(try await cast.state(of: offer) == "sent")
        let assignment = try await AcceptOffer(office: office)(offer, as: lecturer.credential)
        #expect(try await cast.state(of: request) == "assigned")
        #expect(try await cast.state(of: offer) == "accepted")
        #expect(try await cast.state(of: assignment) == "confirmed")

        cast.pass()
        let reported = try await ReportLecture(office: office)(
            assignment,
            try lectureReport(),
            as: lecturer.credential
        )
        #expect(try await cast.state(of: request) == "held")
        #expect(try await cast.state(of: assignment) == "delivered")
        let confirmed = try await ConfirmLecture(office: office)(
            assignment,
            try hostConfirmation(),
            as: host.credential
        )
        #expect(try await cast.state(of: request) == "attested")

        #expect(
            try await cast.events(since: begin) == [
                "host request.submitted \(request)",
                "coordinator request.screening \(request)",
                "coordinator request.approved \(request)",
                "coordinator request.matched \(request)",
                "coordinator request.offered \(request)",
                "coordinator offer.sent \(offer)",
                "presenter offer.accepted \(offer)",
                "presenter request.assigned \(request)",
                "presenter assignment.confirmed \(assignment)",
                "presenter delivery.planned dlv-1",
                "presenter delivery.planned dlv-2",
                "presenter report.filed \(reported)",
                "presenter assignment.delivered \(assignment)",
                "presenter request.held \(request)",
                "host confirmation.filed \(confirmed)",
                "host request.attested \(request)",
            ]
        )
        #expect(
            try await cast.mails() == [
                "request_received contact@org.example.jp",
                "request_approved contact@org.example.jp",
                "offer_sent \(lecturer.email)",
                "presenter_found contact@org.example.jp",
                "assignment_brief \(lecturer.email)",
            ]
        )
    }

    @Test("names the person, not the role alone, and for whom a coordinator acted")
    func people() async throws {
        let cast = Cast()
        let host = try await cast.host()
        let lecturer = try await cast.lecturer()
        let begin = try await cast.mark()
        let request = try await cast.approved(by: host)
        let offer = try #require(try await cast.ask([lecturer], for: request).first)
        let assignment = try await AcceptOffer(office: cast.office)(
            offer,
            onBehalfOf: "\(lecturer.id)",
            as: cast.coordinator
        )
        let people = try await cast.texts(
            """
            SELECT concat_ws(' ', action, subject, coalesce(on_behalf_of, '-'), user_id::text)
              FROM audit_event WHERE id > \(begin) AND action <> 'delivery.planned' ORDER BY id DESC LIMIT 3
            """
        )
        let user = try #require(cast.coordinator.user).rawValue
        #expect(
            people == [
                "assignment.confirmed \(assignment) \(lecturer.id) \(user)",
                "request.assigned \(request) \(lecturer.id) \(user)",
                "offer.accepted \(offer) \(lecturer.id) \(user)",
            ]
        )
    }
}

/// A report of the usual afternoon, with a journey that cost 1,200 yen.
func lectureReport(held: TimeRange = Cast.afternoon) throws -> LectureReportDraft {
    let leg = try TravelClaim(
        day: held.date,
        mode: .rail,
        from: "新宿",
        to: "東京",
        amount: Yen(1200),
        isPaidDirectly: false
    )
    return try LectureReportDraft(held: held, minutes: 90, attendance: 28, summary: "実施した", travel: [leg])
}

/// A confirmation that says what the report says.
func hostConfirmation() throws -> HostConfirmationDraft {
    try HostConfirmationDraft(minutes: 90, attendance: 28, satisfaction: 5, wouldAskAgain: true, comment: "")
}

import KodanDomain
import KodanService
import KodanStore
import KodanTestSupport
import Postgres
import Testing

@Suite("Accepting an offer", .database)
struct AcceptOfferTests {
    @Test("tells all others who were asked, and ends their offers, however many they are")
    func supersedes() async throws {
        let cast = Cast()
        let host = try await cast.host()
        let lecturers = [try await cast.lecturer(1), try await cast.lecturer(2), try await cast.lecturer(3)]
        let request = try await cast.approved(by: host)
        let offers = try await cast.ask(lecturers, for: request)
        let before = try await cast.mails().count
        let assignment = try await AcceptOffer(office: cast.office)(offers[1], as: lecturers[1].credential)
        var states: [String?] = []
        for offer in offers { states.append(try await cast.state(of: offer)) }
        #expect(states == ["superseded", "accepted", "superseded"])
        #expect(try await cast.binding(of: request) == assignment)
        #expect(
            try await Array(cast.mails().dropFirst(before)) == [
                "offer_superseded \(lecturers[0].email)",
                "offer_superseded \(lecturers[2].email)",
                "presenter_found contact@org.example.jp",
                "assignment_brief \(lecturers[1].email)",
            ]
        )
        await #expect(throws: Refusal.alreadyAssigned(request)) {
            try await AcceptOffer(office: cast.office)(offers[0], as: lecturers[0].credential)
        }
    }

    @Test("is refused a second time, after the deadline, before it is sent, and to anybody else")
    func refusals() async throws {
        let cast = Cast()
        let host = try await cast.host()
        let lecturer = try await cast.lecturer(1)
        let other = try await cast.lecturer(2)
        let accept = AcceptOffer(office: cast.office)
        let request = try await cast.approved(by: host)
        _ = try await MatchRequests(office: cast.office)(save: true, as: cast.coordinator)
        let queued = try await cast.texts("SELECT id::text FROM offer").compactMap(Int64.init).map {
            Offer.ID($0)
        }
        let offer = try #require(queued.first)
        let asked = try await cast.offer(to: lecturer) == nil ? other : lecturer
        let stranger = asked.id == lecturer.id ? other : lecturer

        await #expect(throws: Refusal.offerState(offer, .queued)) {
            try await accept(offer, as: cast.coordinator)
        }
        await #expect(throws: Refusal.notFound("\(offer)")) { try await accept(offer, as: asked.credential) }
        _ = try await SendOffers(office: cast.office)(request, as: cast.coordinator)
        let footprint = try await cast.footprint()
        await #expect(throws: Refusal.notFound("\(offer)")) {
            try await accept(offer, as: stranger.credential)
        }
        for role in [Role.clerk, .accountant, .approver, .auditor, .administrator] {
            let credential = try #require(cast.database.staff[role])
            await #expect(throws: Refusal.notPermitted(role)) { try await accept(offer, as: credential) }
        }
        await #expect(throws: Refusal.notPermitted(.host)) { try await accept(offer, as: host.credential) }
        await #expect(throws: Refusal.notFound("ofr-999")) {
            try await accept(Offer.ID(999), as: asked.credential)
        }
        cast.database.clock.advance(days: 7)
        await #expect(throws: Refusal.deadlinePassed(offer)) { try await accept(offer, as: asked.credential) }
        #expect(try await cast.footprint() == footprint)
        cast.database.clock.advance(minutes: -1)
        _ = try await accept(offer, as: asked.credential)
        await #expect(throws: Refusal.offerState(offer, .accepted)) {
            try await accept(offer, as: asked.credential)
        }
    }

    @Test("is refused to a presenter with another lecture at that time")
    func twoLectures() async throws {
        let cast = Cast()
        let host = try await cast.host()
        let lecturer = try await cast.lecturer()
        let first = try await cast.approved(by: host)
        let second = try await cast.approved(
            by: host,
            at: [Cast.span("2026-07-08T15:00:00+09:00", minutes: 60)]
        )
        let offers = [
            try await cast.ask([lecturer], for: first), try await cast.ask([lecturer], for: second),
        ].flatMap(\.self)
        _ = try await AcceptOffer(office: cast.office)(offers[0], as: lecturer.credential)
        await #expect(throws: Refusal.twoLecturesAtOnce(lecturer.id)) {
            try await AcceptOffer(office: cast.office)(offers[1], as: lecturer.credential)
        }
        #expect(try await cast.state(of: offers[1]) == "sent")
    }

    @Test("is refused to a presenter who joined the organization meanwhile, or is no longer active")
    func joined() async throws {
        let cast = Cast()
        let host = try await cast.host()
        let lecturer = try await cast.lecturer()
        let request = try await cast.approved(by: host)
        let offer = try #require(try await cast.ask([lecturer], for: request).first)
        // As if the offer had gone out at the same moment.
        try await cast.database.owner.transaction { session in
            try session.execute(
                "UPDATE presenter SET state = 'suspended', state_reason = '休止' WHERE id = \(lecturer.id)"
            )
        }
        await #expect(throws: Refusal.presenterNotActive(lecturer.id)) {
            try await AcceptOffer(office: cast.office)(offer, as: lecturer.credential)
        }
        try await ChangePresenterStatus(office: cast.office)(
            of: lecturer.id,
            to: .active,
            because: "再開",
            as: cast.coordinator
        )
        try await cast.database.owner.transaction { session in
            try session.execute(
                """
                INSERT INTO presenter_organization (presenter_id, organization_id, valid)
                VALUES (\(lecturer.id), \(host.organization), '[2026-07-01,)')
                """
            )
        }
        await #expect(throws: Refusal.ownOrganization(lecturer.id)) {
            try await AcceptOffer(office: cast.office)(offer, as: lecturer.credential)
        }
    }
}

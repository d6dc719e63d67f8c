import KodanDomain
import KodanService
import KodanStore
import KodanTestSupport
import Postgres
import Testing

@Suite("An offer that is not accepted", .database)
struct EndOfOfferTests {
    @Test("leaves the request waiting when it was the last, and its presenter is not proposed again")
    func declined() async throws {
        let cast = Cast()
        let host = try await cast.host()
        let near = try await cast.lecturer(1, in: "13101")
        let far = try await cast.lecturer(2, in: "14104")
        let request = try await cast.approved(by: host)
        let match = MatchRequests(office: cast.office)
        let first = try await match(save: true, as: cast.coordinator)
        #expect(first.matches.map(\.presenter) == [near.id])
        let offer = try #require(
            try await SendOffers(office: cast.office)(request, as: cast.coordinator).first
        )
        let mark = try await cast.mark()
        try await DeclineOffer(office: cast.office)(offer, because: "出張のため", as: near.credential)
        #expect(try await cast.state(of: offer) == "declined")
        #expect(try await cast.state(of: request) == "approved")
        #expect(
            try await cast.events(since: mark)
                == ["presenter offer.declined \(offer)", "presenter request.approved \(request)"]
        )
        #expect(
            try await cast.texts("SELECT reason FROM audit_event WHERE action = 'offer.declined'") == [
                "出張のため"
            ]
        )
        let second = try await match(save: true, as: cast.coordinator)
        #expect(second.matches.map(\.presenter) == [far.id])
    }

    @Test("keeps the request offered while others are still asked")
    func others() async throws {
        let cast = Cast()
        let lecturers = [try await cast.lecturer(1), try await cast.lecturer(2)]
        let request = try await cast.approved(by: try await cast.host())
        let offers = try await cast.ask(lecturers, for: request)
        try await DeclineOffer(office: cast.office)(offers[0], because: "不可", as: lecturers[0].credential)
        #expect(try await cast.state(of: request) == "offered")
        try await DeclineOffer(office: cast.office)(
            offers[1],
            because: "不可",
            onBehalfOf: "\(lecturers[1].id)",
            as: cast.coordinator
        )
        #expect(try await cast.state(of: request) == "approved")
        #expect(
            try await cast.texts(
                "SELECT coalesce(on_behalf_of, '-') FROM audit_event WHERE action = 'offer.declined' ORDER BY id"
            ) == ["-", "\(lecturers[1].id)"]
        )
    }

    @Test("is not declined without a reason, by a stranger, or twice")
    func refusals() async throws {
        let cast = Cast()
        let lecturer = try await cast.lecturer(1)
        let stranger = try await cast.lecturer(2)
        let host = try await cast.host()
        let request = try await cast.approved(by: host)
        let offer = try #require(try await cast.ask([lecturer], for: request).first)
        let decline = DeclineOffer(office: cast.office)
        let empty = Refusal.field(FieldRefused(.reason, expected: .present))
        await #expect(throws: empty) { try await decline(offer, because: " \n", as: lecturer.credential) }
        let long = Refusal.field(FieldRefused(.reason, expected: .atMost(characters: 500)))
        await #expect(throws: long) {
            try await decline(offer, because: String(repeating: "長", count: 501), as: lecturer.credential)
        }
        await #expect(throws: Refusal.notFound("\(offer)")) {
            try await decline(offer, because: "不可", as: stranger.credential)
        }
        await #expect(throws: Refusal.notPermitted(.host)) {
            try await decline(offer, because: "不可", as: host.credential)
        }
        try await decline(offer, because: "不可", as: lecturer.credential)
        await #expect(throws: Refusal.offerState(offer, .declined)) {
            try await decline(offer, because: "不可", as: lecturer.credential)
        }
        await #expect(throws: Refusal.offerState(offer, .declined)) {
            try await AcceptOffer(office: cast.office)(offer, as: lecturer.credential)
        }
    }

    @Test("expires at its deadline and not before, once, and its presenter is told")
    func expires() async throws {
        let cast = Cast()
        let lecturer = try await cast.lecturer()
        let request = try await cast.approved(by: try await cast.host())
        let offer = try #require(try await cast.ask([lecturer], for: request).first)
        let expire = ExpireOffers(office: cast.office)
        // The Saturday is closed, and so is the Sunday.
        cast.database.clock.advance(days: 7, minutes: -1)
        #expect(try await expire() == 0)
        cast.database.clock.advance(minutes: 1)
        #expect(try await expire() == 1)
        #expect(try await expire() == 0)
        #expect(try await cast.state(of: offer) == "expired")
        #expect(try await cast.state(of: request) == "approved")
        #expect(try await cast.mails().last == "offer_expired \(lecturer.email)")
        #expect(
            try await cast.events().suffix(2) == [
                "system offer.expired \(offer)", "system request.approved \(request)",
            ]
        )
        let outcome = try await MatchRequests(office: cast.office)(save: true, as: cast.coordinator)
        #expect(
            outcome.left == ["\(request) nobody refusedBefore=1"]
        )
    }

    @Test(
        "has as long as the table gives for the days that are left, and ends before one has to leave for the lecture"
    )
    func deadlines() async throws {
        let cast = Cast()
        let host = try await cast.host()
        let lecturer = try await cast.lecturer()
        let request = try await cast.approved(by: host)
        for (now, deadline) in [
            ("2026-06-01T10:00:00+09:00", "2026-06-08T10:00:00+09:00"),
            ("2026-06-10T14:00:00+09:00", "2026-06-15T14:00:00+09:00"),
            ("2026-06-10T14:01:00+09:00", "2026-06-15T14:01:00+09:00"),
            ("2026-06-28T10:00:00+09:00", "2026-06-30T10:00:00+09:00"),
            ("2026-07-03T10:00:00+09:00", "2026-07-04T10:00:00+09:00"),
            ("2026-07-06T10:00:00+09:00", "2026-07-07T09:00:00+09:00"),
            ("2026-07-08T10:00:00+09:00", "2026-07-08T12:30:00+09:00"),
            ("2026-07-08T13:00:00+09:00", "2026-07-08T13:15:00+09:00"),
        ] {
            cast.database.clock.set(moment(now))
            let offer = try #require(try await cast.ask([lecturer], for: request).first)
            let found = try await cast.texts(
                "SELECT (deadline = \(moment(deadline)))::text FROM offer WHERE id = \(offer)"
            )
            #expect(found == ["true"], "asked at \(now)")
            try await cast.database.owner.transaction { session in
                try session.execute("UPDATE offer SET state = 'withdrawn' WHERE id = \(offer)")
                try session.execute("UPDATE lecture_request SET state = 'approved' WHERE id = \(request)")
            }
        }
        cast.database.clock.set(Cast.afternoon.start)
        await #expect(throws: Refusal.dayPassed(Cast.afternoon.date)) {
            try await cast.ask([lecturer], for: request)
        }
    }

    @Test("is sent by coordinators, for matched requests only")
    func sending() async throws {
        let cast = Cast()
        let host = try await cast.host()
        let request = try await cast.approved(by: host)
        let send = SendOffers(office: cast.office)
        await #expect(throws: Refusal.requestState(request, .approved)) {
            try await send(request, as: cast.coordinator)
        }
        await #expect(throws: Refusal.notPermitted(.host)) { try await send(request, as: host.credential) }
        await #expect(throws: Refusal.notPermitted(.auditor)) {
            try await send(request, as: cast.database.staff.auditor)
        }
        await #expect(throws: Refusal.notFound("req-999")) {
            try await send(LectureRequest.ID(999), as: cast.coordinator)
        }
    }
}

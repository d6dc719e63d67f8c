import KodanDomain
import KodanService
import KodanStore
import KodanTestSupport
import Postgres
import Testing

@Suite("An offer that runs", .database)
struct RunningOffersTests {
    private let cast = Cast()

    @Test("gets more time from a coordinator, and is told so; its link lives as long")
    func extended() async throws {
        let lecturer = try await cast.lecturer()
        let request = try await cast.approved(by: try await cast.host())
        let offer = try #require(try await cast.ask([lecturer], for: request).first)
        let extend = ExtendOffer(office: cast.office)
        let present = Cast.today.adding(days: 7)
        let later = present.adding(days: 2)
        // Half an hour's way, and an hour to find somebody else.
        let tooLate = Cast.afternoon.start.adding(minutes: -89)
        for wrong in [present, present.adding(minutes: -1), tooLate] {
            await #expect(throws: Refusal.chain(.deadlineNotLater(offer))) {
                try await extend(offer, until: wrong, because: "出張中", as: cast.coordinator)
            }
        }
        await #expect(throws: Refusal.notPermitted(.presenter)) {
            try await extend(offer, until: later, because: "出張中", as: lecturer.credential)
        }
        await #expect(throws: Refusal.field(FieldRefused(.reason, expected: .present))) {
            try await extend(offer, until: later, because: " ", as: cast.coordinator)
        }
        try await extend(offer, until: later, because: "出張中", as: cast.coordinator)
        #expect(
            try await cast.texts(
                """
                SELECT (offer.deadline = \(later) AND link.expires_at = \(later))::text
                  FROM offer JOIN sign_in_link AS link ON link.offer_id = offer.id
                """
            ) == ["true"]
        )
        #expect(try await cast.mails().last == "offer_extended \(lecturer.email)")
        cast.database.clock.set(present.adding(minutes: 1))
        #expect(try await ExpireOffers(office: cast.office)() == 0)
        cast.database.clock.set(later)
        await #expect(throws: Refusal.deadlinePassed(offer)) {
            try await extend(offer, until: later.adding(days: 1), because: "再度", as: cast.coordinator)
        }
        #expect(try await ExpireOffers(office: cast.office)() == 1)
        await #expect(throws: Refusal.offerState(offer, .expired)) {
            try await extend(offer, until: later.adding(days: 1), because: "再度", as: cast.coordinator)
        }
    }

    @Test(
        "declined because of the day leaves the presenter for another day of the same request, and for no other on it"
    )
    func notThatDay() async throws {
        let lecturer = try await cast.lecturer()
        let host = try await cast.host(1)
        let both = try await cast.approved(by: host, at: [Cast.afternoon, Cast.weekLater])
        let offer = try #require(try await cast.ask([lecturer], for: both).first)
        try await DeclineOffer(office: cast.office)(
            offer,
            because: "先約",
            ground: .notThatDay,
            as: lecturer.credential
        )
        let sameDay = try await cast.approved(by: try await cast.host(2))
        let outcome = try await MatchRequests(office: cast.office)(save: false, as: cast.coordinator)
        #expect(outcome.matches.map(\.request) == [both])
        let slots = try await cast.texts("SELECT id::text FROM request_slot WHERE ordinal = 2")
        #expect(outcome.matches.map { "\($0.slot.rawValue)" } == slots)
        #expect(outcome.left == ["\(sameDay) nobody blackout=1"])
    }

    @Test("declined because of the host keeps the two apart, and takes other offers between them back")
    func notThatHost() async throws {
        let lecturer = try await cast.lecturer()
        let host = try await cast.host()
        let first = try await cast.approved(by: host)
        let second = try await cast.approved(by: host, at: [Cast.weekLater])
        let offer = try #require(try await cast.ask([lecturer], for: first).first)
        let other = try #require(try await cast.ask([lecturer], for: second).first)
        try await DeclineOffer(office: cast.office)(
            offer,
            because: "利害関係",
            ground: .notThatHost,
            as: lecturer.credential
        )
        #expect(try await cast.state(of: other) == "withdrawn")
        #expect(
            try await cast.texts("SELECT asked_by || ' ' || reason FROM presenter_exclusion") == [
                "presenter 利害関係"
            ]
        )
    }

    @Test("declined as too far makes the reach shorter than that way, and no longer")
    func tooFar() async throws {
        let lecturer = try await cast.lecturer()
        let request = try await cast.approved(by: try await cast.host())
        let offer = try #require(try await cast.ask([lecturer], for: request).first)
        try await DeclineOffer(
            office: cast.office
        )(offer, because: "遠い", ground: .tooFar, as: lecturer.credential)
        #expect(try await cast.texts("SELECT reach_minutes::text FROM presenter") == ["29"])
        #expect(
            try await cast.texts("SELECT concat_ws(' ', state, decline_ground, reason) FROM offer")
                == ["declined too_far 遠い"]
        )
        let outcome = try await MatchRequests(office: cast.office)(save: false, as: cast.coordinator)
        #expect(outcome.left == ["\(request) nobody refusedBefore=1"])
    }
}

import KodanDomain
import KodanService
import KodanStore
import KodanTestSupport
import Postgres
import Testing

@Suite("An offer to a presenter who is away", .database)
struct AwayTests {
    private let cast = Cast()
    private let day = DateRange(Cast.afternoon.date)

    /// Each offer with its wished time, `1 withdrawn`.
    private func offers() async throws -> [String] {
        try await cast.texts(
            """
            SELECT slot.ordinal || ' ' || offer.state
              FROM offer JOIN request_slot AS slot ON slot.id = offer.slot_id ORDER BY offer.id
            """
        )
    }

    private func set(_ status: PresenterStatus, _ lecturer: Lecturer) async throws {
        try await ChangePresenterStatus(office: cast.office)(
            of: lecturer.id,
            to: status,
            because: "休会",
            as: cast.coordinator
        )
    }

    @Test("on one day is made anew for another wished day, and may be accepted")
    func otherDay() async throws {
        let lecturer = try await cast.lecturer()
        let request = try await cast.approved(
            by: try await cast.host(),
            at: [Cast.afternoon, Cast.weekLater]
        )
        _ = try await cast.ask([lecturer], for: request)
        _ = try await AddBlackout(office: cast.office)(of: lecturer.id, on: day, as: lecturer.credential)
        #expect(try await offers() == ["1 withdrawn"])
        #expect(try await CascadeOffers(office: cast.office)() == 1)
        #expect(try await offers() == ["1 withdrawn", "2 sent"])
        let second = try #require(try await cast.offer(to: lecturer))
        _ = try await AcceptOffer(office: cast.office)(second, as: lecturer.credential)
        #expect(try await cast.state(of: request) == "assigned")
    }

    @Test("is not made again for a time on the same day, and may be once the day is free")
    func sameDay() async throws {
        let lecturer = try await cast.lecturer()
        let evening = Cast.span("2026-07-08T16:00:00+09:00", minutes: 60)
        let request = try await cast.approved(by: try await cast.host(), at: [Cast.afternoon, evening])
        _ = try await cast.ask([lecturer], for: request)
        let blackouts = SetBlackouts(office: cast.office)
        _ = try await blackouts(of: lecturer.id, to: [day], as: lecturer.credential)
        #expect(try await CascadeOffers(office: cast.office)() == 0)
        #expect(try await cast.state(of: request) == "unmatched")
        _ = try await blackouts(of: lecturer.id, to: [], as: lecturer.credential)
        let outcome = try await MatchRequests(office: cast.office)(save: false, as: cast.coordinator)
        #expect(outcome.matches.map(\.presenter) == [lecturer.id])
    }

    @Test("that a coordinator takes back keeps them from the request, whatever days they have off")
    func takenBack() async throws {
        let lecturer = try await cast.lecturer()
        let request = try await cast.approved(
            by: try await cast.host(),
            at: [Cast.afternoon, Cast.weekLater]
        )
        let offer = try #require(try await cast.ask([lecturer], for: request).first)
        try await WithdrawOffer(office: cast.office)(offer, because: "別件", as: cast.coordinator)
        _ = try await AddBlackout(office: cast.office)(of: lecturer.id, on: day, as: lecturer.credential)
        let outcome = try await MatchRequests(office: cast.office)(save: false, as: cast.coordinator)
        #expect(outcome.left == ["\(request) nobody refusedBefore=1"])
    }

    @Test("on leave is taken back and the next one asked at once; they are asked again when they are back")
    func leave() async throws {
        let near = try await cast.lecturer(1, in: "13101")
        let far = try await cast.lecturer(2, in: "14104")
        let request = try await cast.approved(by: try await cast.host())
        let offer = try #require(try await cast.ask([near], for: request).first)
        try await set(.suspended, near)
        #expect(try await cast.state(of: offer) == "withdrawn")
        #expect(try await cast.state(of: request) == "approved")
        #expect(try await cast.mails().last == "offer_withdrawn \(near.email)")
        #expect(try await CascadeOffers(office: cast.office)() == 1)
        let second = try #require(try await cast.offer(to: far))
        try await set(.active, near)
        try await DeclineOffer(office: cast.office)(second, because: "不可", as: far.credential)
        #expect(try await CascadeOffers(office: cast.office)() == 1)
        #expect(try await cast.offer(to: near) != nil)
    }
}

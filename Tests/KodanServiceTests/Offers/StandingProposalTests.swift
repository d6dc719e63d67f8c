import KodanDomain
import KodanService
import KodanStore
import KodanTestSupport
import Postgres
import Testing

@Suite("A proposal that waits for its release", .database)
struct StandingProposalTests {
    private let cast = Cast()

    private func send(_ request: LectureRequest.ID) async throws -> Int {
        try await SendOffers(office: cast.office)(request, as: cast.coordinator).count
    }

    private func match() async throws {
        _ = try await MatchRequests(office: cast.office)(save: true, as: cast.coordinator)
    }

    private func set(_ status: PresenterStatus, _ lecturer: Lecturer) async throws {
        try await ChangePresenterStatus(office: cast.office)(
            of: lecturer.id,
            to: status,
            because: "休会",
            as: cast.coordinator
        )
    }

    private func isAnybodyAsked() async throws -> Bool {
        try await cast.mails().contains { $0.hasPrefix("offer_sent") }
    }

    @Test("does not go out beyond a cap that was lowered since; the other one does")
    func cap() async throws {
        let host = try await cast.host()
        let lecturer = try await cast.lecturer(monthlyCap: 2)
        let first = try await cast.approved(by: host)
        let second = try await cast.approved(by: host, at: [Cast.weekLater])
        try await match()
        #expect(try await cast.texts("SELECT state FROM offer") == ["queued", "queued"])
        try await ChangePresenter(office: cast.office)(
            lecturer.id,
            try PresenterChange(monthlyCap: 1),
            as: lecturer.credential
        )
        await #expect(throws: Refusal.chain(.softRules(lecturer.id, ["monthly_cap_reached"]))) {
            try await send(first)
        }
        #expect(try await cast.state(of: first) == "matched")
        #expect(try await isAnybodyAsked() == false)
        let stale = try await cast.texts("SELECT id::text FROM offer WHERE request_id = \(first)")
        let offer = Offer.ID(try #require(stale.first.flatMap(Int64.init)))
        try await WithdrawOffer(office: cast.office)(offer, because: "月の上限", as: cast.coordinator)
        #expect(try await cast.state(of: first) == "approved")
        #expect(try await send(second) == 1)
    }

    @Test("does not go out to who is on leave, and does when they are back")
    func leave() async throws {
        let lecturer = try await cast.lecturer()
        let request = try await cast.approved(by: try await cast.host())
        try await match()
        try await set(.suspended, lecturer)
        await #expect(throws: Refusal.chain(.hardRules(lecturer.id, ["inactive"]))) {
            try await send(request)
        }
        #expect(try await isAnybodyAsked() == false)
        try await set(.active, lecturer)
        #expect(try await send(request) == 1)
    }

    @Test("goes out against a rule that the coordinator set aside by hand, but not to who is on leave")
    func byHand() async throws {
        let lecturer = try await cast.lecturer()
        let request = try await cast.approved(by: try await cast.host())
        _ = try await SetBlackouts(office: cast.office)(
            of: lecturer.id,
            to: [DateRange(Cast.afternoon.date)],
            as: lecturer.credential
        )
        let choice = ChosenPresenter(lecturer.id, because: "電話で相談", isOverriding: true, isSent: false)
        _ = try await AskPresenter(office: cast.office)(choice, for: request, as: cast.coordinator)
        try await set(.suspended, lecturer)
        await #expect(throws: Refusal.chain(.hardRules(lecturer.id, ["inactive"]))) {
            try await send(request)
        }
        try await set(.active, lecturer)
        #expect(try await send(request) == 1)
    }

    /// An office whose worker sends what the match proposes.
    private var office: Office {
        var rules = OfficeRules()
        rules.offersGoOut = .atOnce
        return Office(
            pool: cast.office.pool,
            clock: cast.office.clock,
            vault: cast.office.vault,
            rules: rules
        )
    }

    @Test("counts for the next one that goes out by itself: a cap that was lowered lets one of two go")
    func oneOfTwo() async throws {
        let host = try await cast.host()
        let lecturer = try await cast.lecturer(monthlyCap: 3)
        for day in [Cast.afternoon, Cast.weekLater] { _ = try await cast.approved(by: host, at: [day]) }
        try await match()
        try await ChangePresenter(office: cast.office)(
            lecturer.id,
            try PresenterChange(monthlyCap: 1),
            as: lecturer.credential
        )
        #expect(try await SendReleased(office: office)() == 1)
        #expect(try await cast.texts("SELECT state FROM offer ORDER BY id") == ["withdrawn", "sent"])
    }

    @Test("does not go out by itself against a coordinator's later word, nor to who cannot be there in time")
    func overtaken() async throws {
        let near = try await cast.lecturer(1)
        let far = try await cast.lecturer(2, in: "14104")
        let request = try await cast.approved(by: try await cast.host())
        try await match()
        #expect(try await cast.offer(to: near) != nil)
        try await OrderAsking(office: cast.office)(
            try AskingOrder(.only, [far.id]),
            for: request,
            because: "希望",
            as: cast.coordinator
        )
        #expect(try await SendReleased(office: office)() == 0)
        #expect(try await cast.state(of: request) == "approved")
        try await match()
        #expect(try await cast.offer(to: far) != nil)
        cast.database.clock.set(Cast.afternoon.start.adding(minutes: -20))
        #expect(try await SendReleased(office: office)() == 0)
        #expect(try await cast.texts("SELECT DISTINCT state FROM offer") == ["withdrawn"])
        #expect(try await isAnybodyAsked() == false)
    }

    @Test(
        "was chosen by hand: goes out by itself though only others may be asked, unless that was said later",
        arguments: [true, false]
    )
    func chosen(isLater: Bool) async throws {
        let near = try await cast.lecturer(1)
        let far = try await cast.lecturer(2, in: "14104")
        let named = try await cast.lecturer(3, in: "14104")
        let request = try await cast.approved(by: try await cast.host())
        try await match()
        #expect(try await cast.offer(to: near) != nil)
        let choose = {
            let choice = ChosenPresenter(far.id, because: "電話で相談", isSent: false)
            _ = try await AskPresenter(office: cast.office)(choice, for: request, as: cast.coordinator)
        }
        if !isLater { try await choose() }
        cast.database.clock.set(Cast.today.adding(minutes: 5))
        try await OrderAsking(office: cast.office)(
            try AskingOrder(.only, [named.id]),
            for: request,
            because: "希望",
            as: cast.coordinator
        )
        cast.database.clock.set(Cast.today.adding(minutes: 10))
        if isLater { try await choose() }
        #expect(try await SendReleased(office: office)() == (isLater ? 1 : 0))
        #expect(
            try await cast.texts("SELECT state FROM offer ORDER BY id")
                == ["withdrawn", isLater ? "sent" : "withdrawn"]
        )
    }

    @Test("is taken back where offers go out by themselves, and its presenter may be proposed again")
    func atOnce() async throws {
        let lecturer = try await cast.lecturer()
        let request = try await cast.approved(by: try await cast.host())
        try await match()
        try await set(.suspended, lecturer)
        #expect(try await SendReleased(office: office)() == 0)
        #expect(try await cast.texts("SELECT state FROM offer") == ["withdrawn"])
        #expect(try await cast.state(of: request) == "approved")
        #expect(try await isAnybodyAsked() == false)
        try await set(.active, lecturer)
        try await match()
        #expect(try await SendReleased(office: office)() == 1)
        #expect(try await cast.state(of: request) == "offered")
    }
}

import KodanDomain
import KodanService
import KodanStore
import KodanTestSupport
import Postgres
import Testing

@Suite("A coordinator's word on whom to ask", .database)
struct AskingTests {
    private let cast = Cast()

    private func order(_ order: AskingOrder, for request: LectureRequest.ID) async throws {
        try await OrderAsking(office: cast.office)(order, for: request, because: "希望", as: cast.coordinator)
    }

    @Test("goes before the match: the named ones first, in their order, whoever would be better")
    func first() async throws {
        let near = try await cast.lecturer(1, in: "13101")
        let far = try await cast.lecturer(2, in: "14104")
        let farther = try await cast.lecturer(3, in: "14104")
        let request = try await cast.approved(by: try await cast.host())
        try await order(try AskingOrder(.first, [farther.id, far.id]), for: request)
        let outcome = try await MatchRequests(office: cast.office)(save: true, as: cast.coordinator)
        #expect(outcome.matches.map(\.presenter) == [farther.id])
        var offer = try #require(
            try await SendOffers(office: cast.office)(request, as: cast.coordinator).first
        )
        for (lecturer, next) in [(farther, far), (far, near)] {
            try await DeclineOffer(office: cast.office)(offer, because: "不可", as: lecturer.credential)
            #expect(try await CascadeOffers(office: cast.office)() == 1)
            offer = try #require(try await cast.offer(to: next))
        }
    }

    @Test("is the last word where nobody else may be asked")
    func only() async throws {
        let near = try await cast.lecturer(1, in: "13101")
        let far = try await cast.lecturer(2, in: "14104")
        let request = try await cast.approved(by: try await cast.host())
        try await order(try AskingOrder(.only, [far.id]), for: request)
        let found = try await OrderAsking(office: cast.office)(of: request, as: cast.coordinator)
        #expect(found == (try AskingOrder(.only, [far.id])))
        let offer = try #require(try await cast.ask([far], for: request).first)
        try await DeclineOffer(office: cast.office)(offer, because: "不可", as: far.credential)
        #expect(try await CascadeOffers(office: cast.office)() == 0)
        #expect(try await cast.state(of: request) == "unmatched")
        let outcome = try await MatchRequests(office: cast.office)(save: false, as: cast.coordinator)
        #expect(outcome.matches == [])
        try await order(try AskingOrder(.free), for: request)
        let free = try await MatchRequests(office: cast.office)(save: false, as: cast.coordinator)
        #expect(free.matches.map(\.presenter) == [near.id])
    }

    @Test("is no secret before who asked for the lecture, but why is the body's to know")
    func why() async throws {
        let host = try await cast.host()
        let request = try await cast.approved(by: host)
        try await order(try AskingOrder(.hold), for: request)
        let read = ReadRequests(office: cast.office)
        let readers: [(Credential, String?)] = [(host.credential, nil), (cast.coordinator, "希望")]
        for (reader, reason) in readers {
            let timeline = try await read.status(of: request, as: reader).timeline
            let ordered = try #require(timeline.last { $0.action == "request.asking_ordered" })
            #expect(ordered.reason == reason)
        }
    }

    @Test("is refused without a reason, of nobody who is there, of too many, and of a self-hosted request")
    func refused() async throws {
        let lecturer = try await cast.lecturer()
        let host = try await cast.host()
        let request = try await cast.approved(by: host)
        let order = OrderAsking(office: cast.office)
        let hold = try AskingOrder(.hold)
        await #expect(throws: Refusal.field(FieldRefused(.reason, expected: .present))) {
            try await order(hold, for: request, because: "", as: cast.coordinator)
        }
        await #expect(throws: Refusal.notFound("pre-999")) {
            try await order(
                AskingOrder(.first, [Presenter.ID(999)]),
                for: request,
                because: "x",
                as: cast.coordinator
            )
        }
        await #expect(throws: Refusal.notPermitted(.host)) {
            try await order(hold, for: request, because: "x", as: host.credential)
        }
        let (own, _) = try await cast.selfHosted(by: lecturer)
        await #expect(throws: Refusal.chain(.selfHosted(own))) {
            try await order(hold, for: own, because: "x", as: cast.coordinator)
        }
        try await CancelRequest(office: cast.office)(request, by: .host, because: "中止", as: host.credential)
        await #expect(throws: Refusal.requestState(request, .cancelled)) {
            try await order(hold, for: request, because: "x", as: cast.coordinator)
        }
        #expect(throws: FieldRefused(.nextPresenters, expected: .count(1...20))) { try AskingOrder(.first) }
        #expect(throws: FieldRefused(.nextPresenters, expected: .absentWithout(.namedPresenters))) {
            try AskingOrder(.hold, [lecturer.id])
        }
        #expect(throws: FieldRefused(.nextPresenters, at: 1, expected: .once)) {
            try AskingOrder(.only, [lecturer.id, lecturer.id])
        }
    }

    @Test("excludes a presenter from one request, and takes their offer back")
    func excluded() async throws {
        let near = try await cast.lecturer(1, in: "13101")
        let far = try await cast.lecturer(2, in: "14104")
        let request = try await cast.approved(by: try await cast.host())
        let offer = try #require(try await cast.ask([near], for: request).first)
        let exclude = ExcludePresenter(office: cast.office)
        try await exclude(near.id, from: request, because: "主催の希望", as: cast.coordinator)
        #expect(try await cast.state(of: offer) == "withdrawn")
        #expect(try await cast.mails().last == "offer_withdrawn \(near.email)")
        await #expect(throws: Refusal.chain(.excludedFromRequest(near.id, request))) {
            try await exclude(near.id, from: request, because: "再度", as: cast.coordinator)
        }
        await #expect(throws: Refusal.notFound("pre-999")) {
            try await exclude(Presenter.ID(999), from: request, because: "x", as: cast.coordinator)
        }
        #expect(try await CascadeOffers(office: cast.office)() == 1)
        #expect(try await cast.offer(to: far) != nil)
    }

    @Test("binds a presenter with whom it was agreed, without asking; the others are told")
    func assigned() async throws {
        let asked = try await cast.lecturer(1)
        let agreed = try await cast.lecturer(2)
        let request = try await cast.approved(by: try await cast.host())
        _ = try await cast.ask([asked], for: request)
        let assign = AssignPresenter(office: cast.office)
        let choice = ChosenPresenter(agreed.id, because: "電話で承諾")
        await #expect(throws: Refusal.notPermitted(.presenter)) {
            try await assign(choice, for: request, as: agreed.credential)
        }
        let assignment = try await assign(choice, for: request, onBehalfOf: "講師の電話", as: cast.coordinator)
        #expect(try await cast.binding(of: request) == assignment)
        #expect(try await cast.state(of: request) == "assigned")
        #expect(!(try await cast.mails().contains("offer_sent \(agreed.email)")))
        #expect(try await cast.mails().contains("offer_superseded \(asked.email)"))
        #expect(try await cast.mails().last == "assignment_brief \(agreed.email)")
        await #expect(throws: Refusal.requestState(request, .assigned)) {
            try await assign(ChosenPresenter(asked.id, because: "x"), for: request, as: cast.coordinator)
        }
    }

    @Test("accepts for who was asked and phones after the deadline, before the worker has seen it")
    func late() async throws {
        let lecturer = try await cast.lecturer()
        let request = try await cast.approved(by: try await cast.host())
        let offer = try #require(try await cast.ask([lecturer], for: request).first)
        cast.database.clock.advance(days: 8)
        let choice = ChosenPresenter(lecturer.id, because: "遅れて電話")
        _ = try await AssignPresenter(office: cast.office)(choice, for: request, as: cast.coordinator)
        #expect(try await cast.state(of: offer) == "accepted")
    }
}

import KodanDomain
import KodanService
import KodanTestSupport
import KodanText
import Postgres
import Testing

@Suite("Asking why a request is given to whom it is", .database)
struct ExplainRequestTests {
    private let cast = Cast()

    private func explain(
        _ request: LectureRequest.ID,
        about presenter: Presenter.ID? = nil
    ) async throws -> RequestReasons {
        try await ExplainRequest(office: cast.office)(
            request,
            about: presenter,
            in: .japanese,
            as: cast.coordinator
        )
    }

    @Test("names who is chosen, the next best, and how many are kept away by what")
    func matched() async throws {
        let near = try await cast.lecturer(1, in: "13101")
        let far = try await cast.lecturer(2, in: "14104")
        _ = try await cast.lecturer(3, topics: ["cloud"])
        let request = try await cast.approved(
            by: try await cast.host(in: "13101"),
            place: .venue(try cast.venue(in: "13101"))
        )
        let reasons = try await explain(request)
        #expect(reasons.standing == .planned && reasons.chosen == near.id && reasons.eligible == 2)
        #expect(reasons.sentences.first?.hasPrefix("講師 第1が") == true)
        #expect(reasons.others.map(\.presenter) == [far.id] && reasons.others.map(\.name) == ["講師 第2"])
        #expect(reasons.others.first?.change.hasPrefix("講師 第2を選ぶと、全体の負担が") == true)
        #expect(
            reasons.refusals.map(\.rule) == ["このテーマには対応していません。"] && reasons.refusals.map(\.presenters) == [1]
        )
        #expect(reasons.judged == nil)
        // Nothing was written.
        #expect(try await cast.texts("SELECT state FROM lecture_request") == ["approved"])
    }

    @Test("says of one presenter what speaks against each wished time, and whether it can be set aside")
    func judged() async throws {
        _ = try await cast.lecturer(1)
        let other = try await cast.lecturer(2, topics: ["cloud"])
        let full = try await cast.lecturer(3)
        try await cast.database.owner.transaction { session in
            try session.execute("UPDATE presenter SET monthly_cap = 0 WHERE id = \(full.id)")
        }
        let request = try await cast.approved(
            by: try await cast.host(),
            at: [Cast.afternoon, Cast.weekLater]
        )
        let hard = try #require(try await explain(request, about: other.id).judged)
        #expect(hard.name == "講師 第2" && hard.slots.map(\.during) == [Cast.afternoon, Cast.weekLater])
        #expect(hard.slots.allSatisfy { $0.isHard && $0.objections == ["このテーマには対応していません。"] })
        let soft = try #require(try await explain(request, about: full.id).judged)
        #expect(soft.slots.allSatisfy { !$0.isHard && $0.objections == ["その月の講演回数が上限に達しています。"] })
        #expect(try await explain(request, about: Presenter.ID(999)).judged == nil)
    }

    @Test("goes on while presenters are being asked, and ends when one is bound")
    func states() async throws {
        let lecturer = try await cast.lecturer(1)
        let request = try await cast.approved(by: try await cast.host())
        let offer = try #require(try await cast.ask([lecturer], for: request).first)
        #expect(try await explain(request).chosen == lecturer.id)
        _ = try await AcceptOffer(office: cast.office)(offer, as: lecturer.credential)
        await #expect(throws: Refusal.requestState(request, .assigned)) { try await explain(request) }
        await #expect(throws: Refusal.notFound("req-99")) { try await explain(LectureRequest.ID(99)) }
    }

    @Test("tells a request that is held back, and whom nobody but coordinators may ask")
    func held() async throws {
        let lecturer = try await cast.lecturer(1)
        let request = try await cast.approved(by: try await cast.host())
        try await OrderAsking(office: cast.office)(
            try AskingOrder(.hold),
            for: request,
            because: "日程の相談中",
            as: cast.coordinator
        )
        let held = try await explain(request)
        #expect(held.standing == .onHold && held.sentences.isEmpty && held.chosen == nil)
        await #expect(throws: Refusal.notPermitted(.presenter)) {
            try await ExplainRequest(office: cast.office)(request, in: .japanese, as: lecturer.credential)
        }
    }
}

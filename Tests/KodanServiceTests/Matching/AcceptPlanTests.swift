import KodanDomain
import KodanService
import KodanTestSupport
import KodanText
import Postgres
import Testing

@Suite("A plan that was looked at", .database)
struct AcceptPlanTests {
    private let cast = Cast()

    private func scene() async throws -> (
        lecturer: Lecturer, first: LectureRequest.ID, second: LectureRequest.ID
    ) {
        let lecturer = try await cast.lecturer(1)
        let host = try await cast.host()
        return (
            lecturer, try await cast.approved(by: host),
            try await cast.approved(by: host, at: [Cast.weekLater])
        )
    }

    private func states() async throws -> [String] {
        try await cast.texts("SELECT state FROM lecture_request ORDER BY id")
    }

    private func accept(_ rows: [LectureRequest.ID: Presenter.ID]) async throws -> AcceptedPlan {
        try await MatchRequests(office: cast.office).accept(
            rows,
            within: .everything,
            in: .japanese,
            as: cast.coordinator
        )
    }

    @Test("tells who comes to whom and why nobody comes, and writes nothing")
    func preview() async throws {
        let (lecturer, first, second) = try await scene()
        let lost = try await cast.approved(by: try await cast.host(2), topic: "cloud")
        let view = try await MatchRequests(office: cast.office).preview(
            .everything,
            in: .japanese,
            as: cast.coordinator
        )
        #expect(view.rows.map(\.request) == [first, second])
        #expect(
            view.rows.allSatisfy { $0.presenter == lecturer.id && $0.name == "講師 第1" && $0.host == "団体1" }
        )
        #expect(view.left.map(\.request) == [lost] && view.left.map(\.host) == ["団体2"])
        #expect(view.left.first?.reason.contains("テーマ対象外1名") == true)
        #expect(view.description.hasPrefix("申込3件のうち2件に講師が決まり"))
        #expect(try await states() == ["approved", "approved", "approved"])
        #expect(try await cast.texts("SELECT id::text FROM matching_run").isEmpty)
    }

    @Test("calls presenters what they are called by now")
    func renamed() async throws {
        let (lecturer, _, _) = try await scene()
        func names() async throws -> Set<String> {
            let match = MatchRequests(office: cast.office)
            return Set(
                try await match.preview(.everything, in: .japanese, as: cast.coordinator).rows.map(\.name)
            )
        }
        #expect(try await names() == ["講師 第1"])
        try await cast.database.owner.transaction { session in
            try session.execute("UPDATE presenter SET family_name = '新姓' WHERE id = \(lecturer.id)")
        }
        #expect(try await names() == ["新姓 第1"])
    }

    @Test("is accepted in part: what was not chosen stays as it was")
    func part() async throws {
        let (lecturer, first, _) = try await scene()
        let accepted = try await accept([first: lecturer.id])
        #expect(accepted.saved == [first] && accepted.refused.isEmpty && accepted.run != nil)
        #expect(try await states() == ["matched", "approved"])
        #expect(try await cast.texts("SELECT state FROM offer") == ["queued"])
        // Once more, as by a second click: it waits no longer.
        let again = try await accept([first: lecturer.id])
        #expect(again.run == nil && again.saved.isEmpty && again.refused.map(\.request) == [first])
        #expect(try await cast.texts("SELECT state FROM offer") == ["queued"])
    }

    @Test("saves no row that the plan does not have any more")
    func changed() async throws {
        let (_, first, second) = try await scene()
        let other = try await cast.lecturer(2, topics: ["cloud"])
        let accepted = try await accept([first: other.id, second: other.id])
        #expect(accepted.saved.isEmpty && accepted.refused.map(\.request) == [first, second])
        #expect(try await states() == ["approved", "approved"])
    }

    @Test("is for coordinators, each within their prefectures")
    func roles() async throws {
        let (lecturer, first, _) = try await scene()
        await #expect(throws: Refusal.notPermitted(.presenter)) {
            try await MatchRequests(office: cast.office).accept(
                [first: lecturer.id],
                within: .everything,
                in: .japanese,
                as: lecturer.credential
            )
        }
        await #expect(throws: Refusal.notPermitted(.auditor)) {
            try await MatchRequests(office: cast.office).preview(
                .everything,
                in: .japanese,
                as: cast.database.staff.auditor
            )
        }
    }
}

import KodanDomain
import KodanService
import KodanStore
import KodanTestSupport
import Postgres
import Testing

@Suite("What is asked about a lecture", .database)
struct FollowUpTests {
    private let cast = Cast()
    private var follow: FollowUp { FollowUp(office: cast.office) }

    private func kinds(after count: Int) async throws -> [String] {
        Array(try await cast.mails().dropFirst(count))
    }

    private func desk() async throws -> [String] {
        try await cast.texts(
            "SELECT kind || ' ' || tried FROM desk_entry WHERE closed_at IS NULL ORDER BY id"
        )
    }

    @Test(
        "is asked some days before of both sides, reminded of, and comes up on the desk until both have answered"
    )
    func reconfirmation() async throws {
        // No materials, which would come up too.
        try await cast.database.owner.transaction { try $0.script("DELETE FROM material_pack") }
        let lecturer = try await cast.lecturer()
        let host = try await cast.host()
        let (_, assignment) = try await cast.assigned(lecturer, to: host)
        #expect(try await follow() == 0)
        let before = try await cast.mails().count
        cast.database.clock.set(Cast.afternoon.start.adding(days: -14))
        #expect(try await follow() == 2)
        #expect(try await follow() == 0)
        #expect(
            try await kinds(after: before)
                == ["reconfirmation_asked contact@org.example.jp", "reconfirmation_asked \(lecturer.email)"]
        )
        try await ReconfirmLecture(office: cast.office)(assignment, by: .host, as: host.credential)
        cast.database.clock.advance(days: 3)
        #expect(try await follow() == 1)
        #expect(try await desk() == [])
        cast.database.clock.set(Cast.afternoon.start.adding(days: -7))
        #expect(try await follow() == 2)
        #expect(try await desk() == ["reconfirmation_missing presenter_reconfirmation 3"])
        try await ReconfirmLecture(office: cast.office)(assignment, by: .presenter, as: lecturer.credential)
        #expect(try await follow() == 1)
        #expect(try await desk() == [])
    }

    @Test("is asked after it, twice reminded of, and then it is the desk's")
    func report() async throws {
        let lecturer = try await cast.lecturer()
        let (_, assignment) = try await cast.assigned(lecturer, to: try await cast.host())
        cast.pass()
        let before = try await cast.mails().count
        for asked in 1...3 {
            #expect(try await follow() == 2, "\(asked)")
            #expect(try await follow() == 0)
            cast.database.clock.advance(days: 3)
        }
        #expect(
            try await kinds(after: before).sorted()
                == Array(repeating: "confirmation_asked contact@org.example.jp", count: 3)
                + Array(repeating: "report_asked \(lecturer.email)", count: 3)
        )
        #expect(try await follow() == 2)
        #expect(try await desk() == ["confirmation_missing confirmation 3", "report_missing report 3"])
        let report = try LectureReportDraft(
            held: Cast.afternoon,
            minutes: 90,
            attendance: 20,
            summary: "無事終了",
            travel: []
        )
        _ = try await ReportLecture(office: cast.office)(assignment, report, as: lecturer.credential)
        #expect(try await follow() == 1)
        let page = try await ReadDesk(office: cast.office)(as: cast.coordinator)
        #expect(page.items.map(\.kind) == [.confirmationMissing])
        let entry = try #require(page.items.first?.id)
        let close = CloseDeskEntry(office: cast.office)
        await #expect(throws: Refusal.notPermitted(.clerk)) {
            try await close(entry, because: "電話済", as: cast.database.staff.clerk)
        }
        try await close(entry, because: "電話済", as: cast.coordinator)
        await #expect(throws: Refusal.chain(.deskEntryClosed(entry))) {
            try await close(entry, because: "電話済", as: cast.coordinator)
        }
        #expect(try await follow() == 0)
        var all = DeskFilter()
        all.includesClosed = true
        #expect(try await ReadDesk(office: cast.office)(all, as: cast.coordinator).items.count == 2)
        await #expect(throws: Refusal.notPermitted(.presenter)) {
            try await ReadDesk(office: cast.office)(as: lecturer.credential)
        }
        let tokyo = try await cast.limited(to: "27")
        #expect(try await ReadDesk(office: cast.office)(all, as: tokyo).items == [])
        await #expect(throws: Refusal.notFound("\(entry)")) {
            try await close(entry, because: "x", as: tokyo)
        }
    }

    @Test("is asked once by several workers at once")
    func several() async throws {
        _ = try await cast.assigned(try await cast.lecturer(), to: try await cast.host())
        cast.pass()
        let follow = follow
        try await withThrowingTaskGroup(of: Int.self) { group in
            for _ in 0..<6 { group.addTask { try await follow() } }
            for try await _ in group {}
        }
        #expect(try await cast.mails().count { $0.contains("_asked") } == 2)
    }

    @Test(
        "puts on the desk what a match found nobody for, once, until a presenter is found or a person closes it"
    )
    func unmatched() async throws {
        let request = try await cast.approved(by: try await cast.host())
        _ = try await MatchRequests(office: cast.office)(save: true, as: cast.coordinator)
        #expect(try await follow() == 1)
        #expect(try await desk() == ["nobody_left "])
        _ = try await MatchRequests(office: cast.office)(save: true, as: cast.coordinator)
        #expect(try await follow() == 0)
        _ = try await cast.lecturer()
        _ = try await MatchRequests(office: cast.office)(save: true, as: cast.coordinator)
        #expect(try await cast.state(of: request) == "matched")
        #expect(try await follow() == 1)
        #expect(try await desk() == [])
    }
}

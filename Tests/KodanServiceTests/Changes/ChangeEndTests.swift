import KodanDomain
import KodanMail
import KodanService
import KodanStore
import KodanTestSupport
import Postgres
import Testing

@Suite("A change that comes to nothing", .database)
struct ChangeEndTests {
    private let cast = Cast()

    private struct Scene {
        let host: Host
        let lecturer: Lecturer
        let request: LectureRequest.ID
        let assignment: Assignment.ID
        let change: LectureChange.ID
        let mails: Int
    }

    private func proposed(by side: Side, oldStands: Bool) async throws -> Scene {
        let (host, lecturer) = (try await cast.host(), try await cast.lecturer())
        let (request, assignment) = try await cast.assigned(lecturer, to: host)
        let change = try await ProposeChange(office: cast.office)(
            cast.terms(oldStands: oldStands),
            of: assignment,
            by: side,
            as: side == .host ? host.credential : lecturer.credential
        )
        return Scene(
            host: host,
            lecturer: lecturer,
            request: request,
            assignment: assignment,
            change: change,
            mails: try await cast.mails().count
        )
    }

    /// A week after today, which the table gives for more than four weeks.
    private static let deadline = Cast.today.adding(days: 7)

    @Test("leaves the lecture as it was where it may, when a side says no")
    func declined() async throws {
        let scene = try await proposed(by: .host, oldStands: true)
        try await DeclineChange(office: cast.office)(
            scene.change,
            by: .presenter,
            because: "先約",
            as: scene.lecturer.credential
        )
        #expect(try await cast.state(of: scene.change) == "kept")
        #expect(try await cast.bond(scene.assignment) == "confirmed 07-08")
        #expect(try await cast.mails(after: scene.mails) == ["change_dropped contact@org.example.jp"])
        await #expect(throws: Refusal.chain(.changeState(scene.change, .kept))) {
            try await ConfirmChange(office: cast.office)(
                scene.change,
                by: .presenter,
                as: scene.lecturer.credential
            )
        }
    }

    @Test("waits for a coordinator's decision where it may not", arguments: [ChangeDecision.keep, .release])
    func decided(decision: ChangeDecision) async throws {
        let scene = try await proposed(by: .host, oldStands: false)
        try await DeclineChange(office: cast.office)(
            scene.change,
            by: .presenter,
            because: "先約",
            as: scene.lecturer.credential
        )
        #expect(try await cast.state(of: scene.change) == "declined")
        #expect(try await cast.bond(scene.assignment) == "confirmed 07-08")
        _ = try await FollowUp(office: cast.office)()
        #expect(try await cast.desk() == ["change_refused"])
        // Who proposed it hears that it was refused, and that the office decides.
        let told = "change_declined contact@org.example.jp"
        #expect(try await cast.mails(after: scene.mails) == [told])
        let decide = DecideChange(office: cast.office)
        await #expect(throws: Refusal.notPermitted(.host)) {
            try await decide(scene.change, decision, because: "x", as: scene.host.credential)
        }
        try await decide(scene.change, decision, because: "電話で確認", as: cast.coordinator)
        _ = try await FollowUp(office: cast.office)()
        #expect(try await cast.desk() == [])
        switch decision {
        case .keep:
            #expect(try await cast.bond(scene.assignment) == "confirmed 07-08")
            #expect(
                try await cast.mails(after: scene.mails + 1) == [
                    "change_dropped contact@org.example.jp", "change_dropped \(scene.lecturer.email)",
                ]
            )
        case .release:
            #expect(try await cast.state(of: scene.assignment) == "released")
            #expect(try await cast.state(of: scene.request) == "approved")
            // The host wished the new date.
            #expect(try await cast.wishes(of: scene.request) == ["07-15"])
            #expect(
                try await cast.mails(after: scene.mails + 1) == [
                    "presenter_withdrew contact@org.example.jp",
                    "assignment_released \(scene.lecturer.email)",
                ]
            )
        }
    }

    @Test(
        "ends at its deadline: silence is never consent",
        arguments: [
            (Side.host, true, "kept", "07-08"), (.host, false, "released", "07-15"),
            (.presenter, false, "released", "07-08"), (.presenter, true, "kept", "07-08"),
        ]
    )
    func expired(side: Side, oldStands: Bool, state: String, wish: String) async throws {
        let scene = try await proposed(by: side, oldStands: oldStands)
        let expire = ExpireChanges(office: cast.office)
        cast.database.clock.set(ChangeEndTests.deadline.adding(minutes: -1))
        #expect(try await expire() == 0)
        cast.database.clock.set(ChangeEndTests.deadline)
        await #expect(throws: Refusal.chain(.changeOverdue(scene.change))) {
            try await ConfirmChange(office: cast.office)(
                scene.change,
                by: side == .host ? .presenter : .host,
                as: cast.coordinator
            )
        }
        #expect(try await expire() == 1)
        #expect(try await expire() == 0)
        #expect(try await cast.state(of: scene.change) == state)
        #expect(try await cast.wishes(of: scene.request) == [wish])
        #expect(
            try await cast.state(of: scene.assignment) == (state == "kept" ? "confirmed" : "released")
        )
    }

    @Test("never ends a lecture that nobody else gives")
    func selfHosted() async throws {
        let (host, lecturer) = (try await cast.host(), try await cast.lecturer())
        let own = try await cast.selfHosted(by: lecturer, with: host)
        let change = try await ProposeChange(office: cast.office)(
            cast.terms(oldStands: false),
            of: own.assignment,
            by: .presenter,
            as: lecturer.credential
        )
        await #expect(throws: Refusal.chain(.selfHosted(own.request))) {
            try await DecideChange(office: cast.office)(change, .release, because: "x", as: cast.coordinator)
        }
        cast.database.clock.set(ChangeEndTests.deadline)
        #expect(try await ExpireChanges(office: cast.office)() == 1)
        #expect(try await cast.state(of: change) == "kept")
        #expect(try await cast.bond(own.assignment) == "confirmed 07-08")
    }

    @Test("that the body proposed and one side refuses is told to the other, in words that name the reason")
    func ofTheBody() async throws {
        let (host, lecturer) = (try await cast.host(), try await cast.lecturer())
        let (_, assignment) = try await cast.assigned(lecturer, to: host)
        let before = try await cast.mails().count
        let change = try await ProposeChange(office: cast.office)(
            cast.terms(oldStands: false),
            of: assignment,
            by: .body,
            as: cast.coordinator
        )
        let room = MailRoom()
        _ = try await room.drain()()
        let asked = room.mails.count
        try await DeclineChange(office: cast.office)(
            change,
            by: .host,
            because: "会場が取れない",
            as: host.credential
        )
        #expect(try await cast.mails(after: before + 2) == ["change_declined \(lecturer.email)"])
        _ = try await room.drain()()
        let told = try #require(room.mails.dropFirst(asked).first)
        #expect(told.subject.contains("調整中"))
        #expect(told.body.contains("会場が取れない") && told.body.contains("7月15日"))
        #expect(told.calendar == nil)
    }

    @Test("is told to both when a coordinator takes it back for nobody")
    func takenBack() async throws {
        let scene = try await proposed(by: .host, oldStands: false)
        try await WithdrawChange(office: cast.office)(scene.change, because: "誤り", as: cast.coordinator)
        #expect(
            try await cast.mails(after: scene.mails) == [
                "change_dropped contact@org.example.jp", "change_dropped \(scene.lecturer.email)",
            ]
        )
    }

    @Test("is taken back by who proposed it, and overtaken when the assignment ends")
    func otherEnds() async throws {
        let scene = try await proposed(by: .presenter, oldStands: true)
        let withdraw = WithdrawChange(office: cast.office)
        try await withdraw(scene.change, because: "解決", as: scene.lecturer.credential)
        #expect(try await cast.state(of: scene.change) == "withdrawn")
        #expect(try await cast.mails(after: scene.mails) == ["change_dropped contact@org.example.jp"])
        let next = try await ProposeChange(office: cast.office)(
            cast.terms(),
            of: scene.assignment,
            by: .host,
            as: scene.host.credential
        )
        try await CancelRequest(office: cast.office)(
            scene.request,
            by: .host,
            because: "中止",
            as: scene.host.credential
        )
        #expect(try await cast.state(of: next) == "overtaken")
        await #expect(throws: Refusal.chain(.changeState(next, .overtaken))) {
            try await withdraw(next, because: "x", as: cast.coordinator)
        }
    }
}

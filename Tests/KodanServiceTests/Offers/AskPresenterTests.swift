import KodanDomain
import KodanService
import KodanStore
import KodanTestSupport
import Postgres
import Testing

@Suite("A presenter whom a coordinator chooses", .database)
struct AskPresenterTests {
    private let cast = Cast()

    private func ask(
        _ lecturer: Lecturer,
        for request: LectureRequest.ID,
        overriding: Bool = false
    ) async throws -> AskedPresenter {
        try await AskPresenter(office: cast.office)(
            ChosenPresenter(lecturer.id, because: "電話で内諾", isOverriding: overriding),
            for: request,
            as: cast.coordinator
        )
    }

    @Test("has been admitted: who has only applied is not asked before")
    func applicant() async throws {
        let applicant = try await cast.lecturer(onlyApplied: true)
        let request = try await cast.approved(by: try await cast.host())
        await #expect(throws: Refusal.chain(.hardRules(applicant.id, ["inactive"]))) {
            try await ask(applicant, for: request, overriding: true)
        }
        let waiting = PresenterQuestion(status: .applied)
        let read = ReadPresenters(office: cast.office)
        #expect(try await read(waiting, as: cast.coordinator).items.map(\.id) == [applicant.id])
        try await ChangePresenterStatus(office: cast.office)(
            of: applicant.id,
            to: .active,
            because: "面接済み",
            as: cast.coordinator
        )
        #expect(try await read(waiting, as: cast.coordinator).items.isEmpty)
        #expect(try await ask(applicant, for: request).overridden.isEmpty)
    }

    @Test("gives a second lecture of a day by hand, but never two at once")
    func sameDay() async throws {
        let lecturer = try await cast.lecturer()
        _ = try await cast.assigned(lecturer, to: try await cast.host(1))
        let host = try await cast.host(2)
        let atOnce = try await cast.approved(by: host, at: [Cast.afternoon])
        let evening = try await cast.approved(
            by: host,
            at: [Cast.span("2026-07-08T17:30:00+09:00", minutes: 30)]
        )
        await #expect(throws: Refusal.twoLecturesAtOnce(lecturer.id)) {
            try await ask(lecturer, for: atOnce, overriding: true)
        }
        await #expect(throws: Refusal.chain(.softRules(lecturer.id, ["already_booked"]))) {
            try await ask(lecturer, for: evening)
        }
        let asked = try await ask(lecturer, for: evening, overriding: true)
        #expect(asked.overridden == ["already_booked"])
        #expect(try await cast.state(of: asked.offer) == "sent")
        #expect(try await cast.state(of: evening) == "offered")
    }

    @Test("goes farther than they said, if told to, and the offer says how far")
    func outOfReach() async throws {
        let near = try await cast.lecturer()
        let request = try await cast.approved(
            by: try await cast.host(in: "27102"),
            place: .venue(try cast.venue(in: "27102"))
        )
        await #expect(throws: Refusal.self) { try await ask(near, for: request) }
        let asked = try await ask(near, for: request, overriding: true)
        #expect(asked.overridden.first == "out_of_reach")
        let minutes = try await cast.texts(
            "SELECT travel_minutes::text FROM offer WHERE id = \(asked.offer) AND NOT online"
        ).first.flatMap(Int.init)
        // Some 400 km along the great circle.
        #expect(try #require(minutes) > 240)
    }

    @Test("is not asked for a self-hosted lecture, nor for one of their own organization")
    func never() async throws {
        let asking = try await cast.lecturer(1)
        let other = try await cast.lecturer(2)
        let (own, _) = try await cast.selfHosted(by: asking)
        await #expect(throws: Refusal.chain(.selfHosted(own))) { try await ask(other, for: own) }
        let host = try await cast.host()
        let request = try await cast.approved(by: host, at: [Cast.weekLater])
        try await cast.database.owner.transaction { session in
            try session.execute(
                """
                INSERT INTO presenter_organization (presenter_id, organization_id, valid)
                VALUES (\(other.id), \(host.organization), '[2026-04-01,)')
                """
            )
        }
        await #expect(throws: Refusal.chain(.hardRules(other.id, ["belongs_to_host", "excluded"]))) {
            try await ask(other, for: request, overriding: true)
        }
        #expect(try await cast.state(of: request) == "approved")
    }

    @Test("is asked again after a refusal only if told to")
    func declined() async throws {
        let lecturer = try await cast.lecturer()
        let request = try await cast.approved(by: try await cast.host())
        let first = try await ask(lecturer, for: request)
        try await DeclineOffer(office: cast.office)(first.offer, because: "出張", as: lecturer.credential)
        await #expect(throws: Refusal.chain(.softRules(lecturer.id, ["refused_before"]))) {
            try await ask(lecturer, for: request)
        }
        let second = try await ask(lecturer, for: request, overriding: true)
        _ = try await AcceptOffer(office: cast.office)(second.offer, as: lecturer.credential)
        #expect(try await cast.state(of: request) == "assigned")
        await #expect(throws: Refusal.requestState(request, .assigned)) {
            try await ask(lecturer, for: request, overriding: true)
        }
    }

    @Test("reconfirms a self-hosted lecture alone, and with its co-host together")
    func reconfirmation() async throws {
        let reconfirm = ReconfirmLecture(office: cast.office)
        let lecturer = try await cast.lecturer()
        let (_, alone) = try await cast.selfHosted(by: lecturer)
        let hostless = Refusal.field(FieldRefused(.by, expected: .oneOf(["presenter"])))
        await #expect(throws: hostless) { try await reconfirm(alone, by: .host, as: cast.coordinator) }
        try await reconfirm(alone, by: .presenter, as: lecturer.credential)
        #expect(try await cast.state(of: alone) == "reconfirmed")
        let host = try await cast.host()
        let (_, together) = try await cast.selfHosted(by: lecturer, with: host, at: [Cast.weekLater])
        try await reconfirm(together, by: .host, as: host.credential)
        #expect(try await cast.state(of: together) == "confirmed")
        try await reconfirm(together, by: .presenter, as: lecturer.credential)
        #expect(try await cast.state(of: together) == "reconfirmed")
        // It is let go and held as before.
        try await WithdrawFromAssignment(office: cast.office)(
            together,
            because: "急病",
            as: lecturer.credential
        )
        #expect(try await cast.state(of: together) == "released")
        await #expect(throws: Refusal.assignmentState(together, .released)) {
            try await reconfirm(together, by: .host, as: host.credential)
        }
    }
}

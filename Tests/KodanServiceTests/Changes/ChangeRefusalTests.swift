import KodanDomain
import KodanService
import KodanStore
import KodanTestSupport
import Postgres
import Testing

@Suite("A change of date or venue is refused", .database)
struct ChangeRefusalTests {
    private let cast = Cast()

    private func refuse(
        _ refusal: Refusal,
        _ terms: ChangeTerms,
        of assignment: Assignment.ID,
        by side: Side,
        as credential: Credential
    ) async throws {
        await #expect(throws: refusal) {
            _ = try await ProposeChange(office: cast.office)(terms, of: assignment, by: side, as: credential)
        }
    }

    @Test("to those whose lecture it is not, and who speak for another side")
    func who() async throws {
        let (host, lecturer) = (try await cast.host(1), try await cast.lecturer(1))
        let (rival, stranger) = (try await cast.host(2), try await cast.lecturer(2))
        let (_, assignment) = try await cast.assigned(lecturer, to: host)
        let missing = Refusal.notFound("\(assignment)")
        let terms = cast.terms()
        try await refuse(missing, terms, of: assignment, by: .host, as: rival.credential)
        try await refuse(missing, terms, of: assignment, by: .presenter, as: stranger.credential)
        try await refuse(.notPermitted(.host), terms, of: assignment, by: .presenter, as: host.credential)
        try await refuse(.notPermitted(.host), terms, of: assignment, by: .body, as: host.credential)
        try await refuse(.notPermitted(.presenter), terms, of: assignment, by: .host, as: lecturer.credential)
        let clerk = cast.database.staff.clerk
        try await refuse(.notPermitted(.clerk), terms, of: assignment, by: .host, as: clerk)
        let change = try await ProposeChange(office: cast.office)(
            terms,
            of: assignment,
            by: .host,
            as: host.credential
        )
        let hidden = Refusal.notFound("\(change)")
        for credential in [rival.credential, stranger.credential] {
            await #expect(throws: hidden) {
                _ = try await ReadChanges(office: cast.office)(change, as: credential)
            }
            await #expect(throws: hidden) {
                try await WithdrawChange(office: cast.office)(change, because: "x", as: credential)
            }
        }
        for credential in [
            host.credential, lecturer.credential, cast.coordinator, cast.database.staff.auditor,
        ] {
            #expect(try await ReadChanges(office: cast.office)(change, as: credential).id == change)
            let page = try await ReadChanges(office: cast.office)(of: assignment, as: credential)
            #expect(page.items.map(\.id) == [change] && page.next == nil)
        }
        await #expect(throws: Refusal.notPermitted(.presenter)) {
            try await WithdrawChange(office: cast.office)(change, because: "x", as: lecturer.credential)
        }
        await #expect(throws: Refusal.field(FieldRefused(.by, expected: .oneOf(["host", "presenter"])))) {
            try await ConfirmChange(office: cast.office)(change, by: .body, as: cast.coordinator)
        }
    }

    @Test("where it changes nothing, is asked already, or wants what is not there")
    func what() async throws {
        let (host, lecturer) = (try await cast.host(), try await cast.lecturer())
        let (_, assignment) = try await cast.assigned(lecturer, to: host)
        let asHost = host.credential
        let nothing = Refusal.chain(.nothingMoved(assignment))
        for during in [nil, Cast.afternoon] {
            try await refuse(nothing, cast.terms(to: during), of: assignment, by: .host, as: asHost)
        }
        let yesterday = Cast.span("2026-05-31T14:00:00+09:00", minutes: 60)
        try await refuse(
            .dayPassed(yesterday.date),
            cast.terms(to: yesterday),
            of: assignment,
            by: .host,
            as: asHost
        )
        let minute = Cast.span("2026-07-15T14:00:00+09:00", minutes: 1)
        await #expect(throws: Refusal.self) {
            _ = try await ProposeChange(office: cast.office)(
                cast.terms(to: minute),
                of: assignment,
                by: .host,
                as: asHost
            )
        }
        let nowhere = try Venue(name: "会館", municipality: try MunicipalityCode("13999"), address: "一丁目")
        try await refuse(
            .unknownCode(.municipality, "13999"),
            cast.terms(venue: nowhere),
            of: assignment,
            by: .host,
            as: asHost
        )
        let empty = ChangeTerms(during: Cast.weekLater, venue: nil, oldStands: true, reason: " ")
        let field = Refusal.field(FieldRefused(.reason, expected: .present))
        try await refuse(field, empty, of: assignment, by: .host, as: asHost)
        _ = try await ProposeChange(office: cast.office)(cast.terms(), of: assignment, by: .host, as: asHost)
        let open = Refusal.chain(.changeOpen(assignment))
        try await refuse(open, cast.terms(), of: assignment, by: .presenter, as: lecturer.credential)
    }

    @Test("where the presenter is away, has another lecture, cannot be there in time, or belongs to the host")
    func unfit() async throws {
        let lecturer = try await cast.lecturer()
        let host = try await cast.host(1)
        let (_, assignment) = try await cast.assigned(lecturer, to: host)
        let other = try await cast.approved(by: try await cast.host(2), at: [Cast.weekLater])
        let offer = try #require(try await cast.ask([lecturer], for: other).first)
        _ = try await AcceptOffer(office: cast.office)(offer, as: lecturer.credential)
        let asHost = host.credential
        let both = Refusal.twoLecturesAtOnce(lecturer.id)
        try await refuse(both, cast.terms(), of: assignment, by: .host, as: asHost)
        let osaka = try Venue(name: "会館", municipality: try MunicipalityCode("27100"), address: "北浜")
        let after = try #require(TimeRange(start: Cast.weekLater.end.adding(minutes: 30), minutes: 60))
        let far = Refusal.travelDoesNotFit(lecturer.id)
        try await refuse(far, cast.terms(to: after, venue: osaka), of: assignment, by: .host, as: asHost)
        try await cast.database.owner.transaction { session in
            try session.execute(
                """
                INSERT INTO presenter_blackout (presenter_id, days, reason)
                VALUES (\(lecturer.id), '[2026-07-22,2026-07-24)', '出張')
                """
            )
        }
        let away = Cast.span("2026-07-23T14:00:00+09:00", minutes: 90)
        try await refuse(
            .chain(.presenterAway(lecturer.id, away.date)),
            cast.terms(to: away),
            of: assignment,
            by: .host,
            as: asHost
        )
        try await cast.database.owner.transaction { session in
            try session.execute(
                """
                INSERT INTO presenter_organization (presenter_id, organization_id, valid)
                VALUES (\(lecturer.id), \(host.organization), '[2026-08-01,)')
                """
            )
        }
        try await refuse(
            .ownOrganization(lecturer.id),
            cast.terms(to: Cast.span("2026-08-05T14:00:00+09:00", minutes: 90)),
            of: assignment,
            by: .host,
            as: asHost
        )
        // Later on the same day as its own old time is no second lecture.
        let evening = try #require(TimeRange(start: Cast.afternoon.start.adding(minutes: 60), minutes: 90))
        let change = try await ProposeChange(office: cast.office)(
            cast.terms(to: evening),
            of: assignment,
            by: .host,
            as: asHost
        )
        #expect(try await cast.state(of: change) == "open")
    }

    @Test("once the lecture has begun or ended otherwise")
    func late() async throws {
        let (host, lecturer) = (try await cast.host(), try await cast.lecturer())
        let (_, assignment) = try await cast.assigned(lecturer, to: host)
        cast.database.clock.set(Cast.afternoon.start)
        try await refuse(
            .dayPassed(Cast.afternoon.date),
            cast.terms(),
            of: assignment,
            by: .host,
            as: host.credential
        )
        cast.database.clock.set(Cast.today)
        try await WithdrawFromAssignment(office: cast.office)(
            assignment,
            because: "病気",
            as: lecturer.credential
        )
        try await refuse(
            .assignmentState(assignment, .released),
            cast.terms(),
            of: assignment,
            by: .host,
            as: host.credential
        )
    }
}

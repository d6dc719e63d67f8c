import KodanDomain
import KodanService
import KodanStore
import KodanTestSupport
import Postgres
import Testing

@Suite("Submitting a request", .database)
struct SubmitRequestTests {
    @Test("is refused where the programme's rules say so, each by its own refusal")
    func rules() async throws {
        let cast = Cast()
        let host = try await cast.host(1)
        let police = try await cast.host(2, kind: .police)
        let lecturer = try await cast.lecturer()
        let submit = SubmitRequest(office: cast.office)
        let dispatched = try ProgrammeCode("regional_dispatched")
        let own = Asker.organization(host.organization)
        let presenter = Asker.presenter(lecturer.id, coHost: nil)
        let soon = Cast.span("2026-06-30T14:00:00+09:00", minutes: 60)
        let past = Cast.span("2026-05-29T14:00:00+09:00", minutes: 60)
        let far = Cast.span("2199-05-29T14:00:00+09:00", minutes: 60)
        let twoYearsAhead = cast.office.clock.now().date.adding(days: 730)
        let cases: [(RequestDraft, Credential, Refusal)] = [
            (try cast.draft(of: own, at: [soon]), host.credential, .wish(0, .leadTime(days: 30))),
            (
                try cast.draft(of: own, at: [Cast.afternoon, soon]), host.credential,
                .wish(1, .leadTime(days: 30))
            ),
            (try cast.draft(of: own, at: [past]), host.credential, .wish(0, .dayPassed(day("2026-05-29")))),
            (
                try cast.draft(of: own, at: [Cast.afternoon, far]), host.credential,
                .wish(1, .dayTooFar(last: twoYearsAhead))
            ),
            (try cast.draft(of: own, expecting: 9), host.credential, .attendanceTooSmall(minimum: 10)),
            (
                try cast.draft(of: .organization(police.organization)), police.credential,
                .programmeNotForAsker(dispatched)
            ),
            (
                try cast.draft(of: own, programme: "regional_self_hosted"), host.credential,
                .programmeDelivery(try ProgrammeCode("regional_self_hosted"))
            ),
            (
                try cast.draft(of: presenter, programme: "regional_dispatched"), lecturer.credential,
                .programmeDelivery(dispatched)
            ),
            (
                try cast.draft(of: own, programme: "unheard"), host.credential,
                .unknownCode(.programme, "unheard")
            ),
            (try cast.draft(of: own, topic: "unheard"), host.credential, .unknownCode(.topic, "unheard")),
            (
                try cast.draft(of: own, place: .venue(try cast.venue(in: "13999"))), host.credential,
                .unknownCode(.municipality, "13999")
            ),
            (
                try cast.draft(of: own, preferring: Presenter.ID(999)), host.credential,
                .notFound("pre-999")
            ),
            (
                try cast.draft(of: .presenter(lecturer.id, coHost: Organization.ID(999))),
                lecturer.credential,
                .notFound("org-999")
            ),
        ]
        let footprint = try await cast.footprint()
        for (draft, credential, refusal) in cases {
            await #expect(throws: refusal) { try await submit(draft, as: credential) }
        }
        #expect(try await cast.footprint() == footprint)
    }

    @Test("is refused for days on which the programme is not in force")
    func force() async throws {
        let cast = Cast()
        let host = try await cast.host()
        try await cast.database.owner.transaction { session in
            try session.execute("UPDATE programme SET valid = '[2019-04-01,2026-07-08)'")
        }
        await #expect(
            throws: Refusal.wish(
                0,
                .programmeNotInForce(try ProgrammeCode("regional_dispatched"), day("2026-07-08"))
            )
        ) {
            try await SubmitRequest(office: cast.office)(
                try cast.draft(of: .organization(host.organization)),
                as: host.credential
            )
        }
    }

    @Test("is for one's own organization or oneself, or for a coordinator")
    func whose() async throws {
        let cast = Cast()
        let host = try await cast.host(1)
        let other = try await cast.host(2)
        let lecturer = try await cast.lecturer(1)
        let second = try await cast.lecturer(2)
        let submit = SubmitRequest(office: cast.office)
        let hosts = try cast.draft(of: .organization(host.organization))
        let own = try cast.draft(of: .presenter(lecturer.id, coHost: nil))
        await #expect(throws: Refusal.notFound("\(host.organization)")) {
            try await submit(hosts, as: other.credential)
        }
        await #expect(throws: Refusal.notFound("\(lecturer.id)")) {
            try await submit(own, as: second.credential)
        }
        await #expect(throws: Refusal.notPermitted(.presenter)) {
            try await submit(hosts, as: lecturer.credential)
        }
        await #expect(throws: Refusal.notPermitted(.host)) { try await submit(own, as: host.credential) }
        for role in [Role.clerk, .accountant, .approver, .auditor, .administrator] {
            let credential = try #require(cast.database.staff[role])
            await #expect(throws: Refusal.notPermitted(role)) { try await submit(hosts, as: credential) }
        }
        let mark = try await cast.mark()
        let phoned = try await submit(hosts, onBehalfOf: "\(host.organization)", as: cast.coordinator)
        #expect(
            try await cast.texts(
                "SELECT concat_ws(' ', action, subject, on_behalf_of) FROM audit_event WHERE id > \(mark)"
            )
                == ["request.submitted \(phoned) \(host.organization)"]
        )
        try await ChangePresenterStatus(office: cast.office)(
            of: lecturer.id,
            to: .suspended,
            because: "休止",
            as: cast.coordinator
        )
        await #expect(throws: Refusal.presenterNotActive(lecturer.id)) {
            try await submit(own, as: lecturer.credential)
        }
    }
}

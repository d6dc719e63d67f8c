import Foundation
import KodanDomain
import KodanService
import KodanTestSupport
import Postgres
import Testing

@Suite("An administrator keeps the programmes", .database)
struct ProgrammeKeepingTests {
    private let cast = Cast()

    private var administrator: Credential { cast.database.staff.administrator }

    private func draft(
        _ name: String = "支部講習会",
        delivery: Delivery = .dispatched,
        askers: [OrganizationKind] = [.police],
        qualifications: [String] = [],
        leadDays: Int = 14,
        from first: String = "2026-04-01",
        to last: String? = nil
    ) throws -> ProgrammeDraft {
        let begin = try #require(LocalDate(first))
        let days = try #require(DateRange(first: begin, last: last.flatMap { LocalDate($0) }))
        return try ProgrammeDraft(
            japaneseName: name,
            englishName: "Branch lecture",
            delivery: delivery,
            admission: ProgrammeAdmission(
                askers: askers,
                isForMembers: false,
                qualifications: try qualifications.map { try QualificationCode($0) }
            ),
            paysHonorarium: delivery != .inHouse,
            targetGroup: try ProgrammeCode("regional"),
            leadDays: leadDays,
            minimumAttendance: 0,
            validity: days
        )
    }

    private func known(_ code: ProgrammeCode) async throws -> ProgrammeEntry {
        try await ReadProgrammes(office: cast.office)(code, as: cast.database.staff.auditor)
    }

    /// Asks for a lecture under the programme in the host's name.
    private func ask(_ code: ProgrammeCode, _ host: Host) async throws -> LectureRequest.ID {
        try await SubmitRequest(office: cast.office)(
            try cast.draft(of: .organization(host.organization), programme: code.text),
            as: host.credential
        )
    }

    @Test("opens one, under which those ask who may, in time")
    func added() async throws {
        let code = try ProgrammeCode("branch_lecture")
        let begin = try await cast.mark()
        let id = try await AddProgramme(office: cast.office)(
            try draft(qualifications: ["riss"]),
            code: code,
            as: administrator
        )
        #expect(try await cast.events(since: begin) == ["administrator programme.added \(id)"])
        let entry = try await known(code)
        #expect(entry.programme.leadDays == 14 && entry.targetGroup == "regional")
        #expect(entry.admission.askers == [.police])
        #expect(entry.admission.qualifications.map(\.text) == ["riss"])
        let police = try await cast.host(1, kind: .police)
        _ = try await ask(code, police)
        let chamber = try await cast.host(2, kind: .chamberOfCommerce)
        await #expect(throws: Refusal.programmeNotForAsker(code)) { try await ask(code, chamber) }
        let taken = Refusal.field(FieldRefused(.code, expected: .untaken))
        await #expect(throws: taken) {
            try await AddProgramme(office: cast.office)(try draft(), code: code, as: administrator)
        }
        await #expect(throws: Refusal.unknownCode(.qualifications, "wizard")) {
            try await AddProgramme(office: cast.office)(
                try draft(qualifications: ["wizard"]),
                code: try ProgrammeCode("other_lecture"),
                as: administrator
            )
        }
    }

    @Test("changes its rules for a reason, which bind who asks from then on")
    func changed() async throws {
        let code = try ProgrammeCode("regional_dispatched")
        let host = try await cast.host(1)
        let request = try await ask(code, host)
        let begin = try await cast.mark()
        let change = ChangeProgramme(office: cast.office)
        let rules = try draft(
            try await known(code).programme.name,
            askers: [.chamberOfCommerce, .police],
            leadDays: 90,
            from: "2018-04-01"
        )
        try await change(code, to: rules, because: "規程の改正", as: administrator)
        #expect(
            try await cast.texts(
                """
                SELECT action || ' ' || reason || ' ' || (detail ->> 'fields') FROM audit_event WHERE id > \(begin)
                """
            ) == ["programme.changed 規程の改正 name_en asked_by lead_days minimum_attendance"]
        )
        await #expect(throws: Refusal.wish(0, .leadTime(days: 90))) { try await ask(code, host) }
        #expect(try await cast.state(of: request) == "submitted")
        // What changes nothing leaves no line, and the next load of the shipped table leaves what was changed.
        try await change(code, to: rules, because: "同じ", as: administrator)
        try await LoadCatalogue(owner: cast.database.owner, folder: Checkout.config)()
        #expect(try await known(code).programme.leadDays == 90)
        #expect(try await known(code).admission.askers == [.police, .chamberOfCommerce])
        #expect(try await cast.events(since: begin).count == 1)
    }

    @Test("ends it behind its lectures and open wishes, and leaves what was asked for as it was")
    func ended() async throws {
        let code = try ProgrammeCode("regional_dispatched")
        let change = ChangeProgramme(office: cast.office)
        let name = try await known(code).programme.name
        func end(on day: LocalDate, delivery: Delivery = .dispatched) async throws {
            let askers: [OrganizationKind] = delivery == .dispatched ? [.chamberOfCommerce] : []
            try await change(
                code,
                to: try draft(name, delivery: delivery, askers: askers, from: "2018-04-01", to: "\(day)"),
                because: "終了",
                as: administrator
            )
        }
        let host = try await cast.host(1)
        let request = try await ask(code, host)
        let wished = Cast.afternoon.date
        await #expect(throws: Refusal.programmeDays(code, wished)) {
            try await end(on: wished.adding(days: -1))
        }
        await #expect(throws: Refusal.programmeUsed(code)) {
            try await end(on: wished, delivery: .selfHosted)
        }
        try await end(on: wished)
        try await CancelRequest(office: cast.office)(request, by: .host, because: "中止", as: host.credential)
        try await end(on: Cast.today.date)
        await #expect(throws: Refusal.wish(0, .programmeNotInForce(code, wished))) {
            try await ask(code, host)
        }
    }

    @Test(
        "does not end it on the day of a lecture whose other wishes may be open again, nor lets others go beyond its end"
    )
    func released() async throws {
        let code = try ProgrammeCode("regional_dispatched")
        let name = try await known(code).programme.name
        let change = ChangeProgramme(office: cast.office)
        func end(on day: LocalDate) async throws {
            try await change(
                code,
                to: try draft(name, askers: [.chamberOfCommerce], from: "2018-04-01", to: "\(day)"),
                because: "終了",
                as: administrator
            )
        }
        let host = try await cast.host(1)
        let lecturer = try await cast.lecturer(1)
        let request = try await cast.approved(by: host, at: [Cast.afternoon, Cast.weekLater])
        let offer = try #require(try await cast.ask([lecturer], for: request).first)
        _ = try await AcceptOffer(office: cast.office)(offer, as: lecturer.credential)
        await #expect(throws: Refusal.programmeDays(code, Cast.weekLater.date)) {
            try await end(on: Cast.afternoon.date)
        }
        try await end(on: Cast.weekLater.date)
        let assignment = try #require(try await cast.binding(of: request))
        cast.pass()
        try await RecordNoShow(office: cast.office)(
            assignment,
            absent: .presenter,
            because: "不参加",
            as: cast.coordinator
        )
        let late = Cast.span("2026-07-22T14:00:00+09:00", minutes: 90)
        await #expect(throws: Refusal.wish(0, .programmeNotInForce(code, late.date))) {
            try await RescheduleRequest(office: cast.office)(request, to: [late], as: host.credential)
        }
        try await RescheduleRequest(office: cast.office)(request, to: [Cast.weekLater], as: host.credential)
    }

    @Test("and nobody else does")
    func refused() async throws {
        let code = try ProgrammeCode("regional_dispatched")
        let day = try #require(LocalDate("2026-09-10"))
        let event = try ProgrammeEvent(
            programme: try ProgrammeCode("skill_seminar"),
            heldOn: day,
            place: "会場",
            capacity: 1
        )
        for role in [Role.coordinator, .clerk, .accountant, .approver, .auditor] {
            let credential = try #require(cast.database.staff[role])
            await #expect(throws: Refusal.notPermitted(role)) {
                try await AddProgramme(office: cast.office)(
                    try draft(),
                    code: try ProgrammeCode("mine"),
                    as: credential
                )
            }
            await #expect(throws: Refusal.notPermitted(role)) {
                try await ChangeProgramme(office: cast.office)(
                    code,
                    to: try draft(),
                    because: "計画",
                    as: credential
                )
            }
            await #expect(throws: Refusal.notPermitted(role)) {
                try await AddProgrammeEvent(office: cast.office)(event, as: credential)
            }
            await #expect(throws: Refusal.notPermitted(role)) {
                try await RemoveProgrammeEvent(office: cast.office)(ProgrammeEvent.ID(1), as: credential)
            }
        }
        let nobody = Refusal.notFound("nonesuch", as: .programme)
        await #expect(throws: nobody) {
            try await ChangeProgramme(office: cast.office)(
                try ProgrammeCode("nonesuch"),
                to: try draft(),
                because: "計画",
                as: administrator
            )
        }
    }
}

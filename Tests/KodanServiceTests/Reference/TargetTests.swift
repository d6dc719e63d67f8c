import KodanDomain
import KodanService
import KodanStore
import KodanTestSupport
import Postgres
import Testing

@Suite("A yearly target", .database)
struct TargetTests {
    private let cast = Cast()

    @Test("is set with its reason, and survives the next load of the shipped table")
    func survives() async throws {
        let administrator = cast.database.staff.administrator
        let group = try ProgrammeCode("member_training")
        let year = try #require(FiscalYear(startYear: 2019))
        let set = SetTarget(office: cast.office)
        let begin = try await cast.mark()
        try await set(TargetDraft(60, .places), of: group, in: year, because: "増枠", as: administrator)
        #expect(
            try await cast.texts(
                """
                SELECT action || ' ' || subject || ' ' || reason || ' ' || (detail ->> 'from') || ' ' || (detail ->> 'to')
                  FROM audit_event WHERE id > \(begin)
                """
            ) == ["target.set fy-2019 増枠 50 60"]
        )
        try await LoadCatalogue(owner: cast.database.owner, folder: Checkout.config)()
        let read = ReadTargets(office: cast.office)
        let training = try await read(of: group, in: year, as: cast.database.staff.auditor)
        #expect(training.target == 60)
        let regional = try await read(
            of: try ProgrammeCode("regional"),
            in: year,
            as: cast.database.staff.auditor
        )
        #expect(regional.target == 100 && regional.unit == .lectures)
    }

    @Test("is told with what was held: lectures given, people who came, the body's own seminars")
    func progress() async throws {
        let host = try await cast.host(1)
        let lecturer = try await cast.lecturer(1)
        let (_, assignment) = try await cast.assigned(lecturer, to: host)
        cast.pass()
        _ = try await ReportLecture(office: cast.office)(
            assignment,
            try lectureReport(),
            as: lecturer.credential
        )
        let year = try #require(FiscalYear(startYear: 2026))
        // A coordinator elsewhere sees no lecture of it, but how far the body is.
        let osaka = try await cast.limited(to: "27")
        let read = ReadTargets(office: cast.office)
        let all = try await read(in: year, as: osaka)
        let regional = try #require(all.first { $0.group == "regional" })
        #expect(regional.held == 1 && regional.attendance > 0 && regional.target == nil)
        #expect(regional.programmes.map(\.text) == ["regional_dispatched", "regional_self_hosted"])
        let founding = try await read(in: try #require(FiscalYear(startYear: 2019)), as: osaka)
        #expect(founding.first { $0.group == "skill_seminar" }?.scheduled == 13)
        #expect(founding.first { $0.group == "presenter_conference" }?.scheduled == 8)
    }

    @Test("is refused for a year that nobody plans for, such as one of an era without its name")
    func years() async throws {
        let set = SetTarget(office: cast.office)
        let target = try TargetDraft(10, .lectures)
        let group = try ProgrammeCode("regional")
        let administrator = cast.database.staff.administrator
        let refused = FieldRefused(.fiscalYear, expected: .integer(2000...2200))
        for number in [8, 1999, 2201] {
            let year = try #require(FiscalYear(startYear: number))
            await #expect(throws: Refusal.field(refused)) {
                try await set(target, of: group, in: year, because: "計画", as: administrator)
            }
        }
    }

    @Test("is an administrator's, of a group that there is")
    func refused() async throws {
        let year = try #require(FiscalYear(startYear: 2026))
        let set = SetTarget(office: cast.office)
        let target = try TargetDraft(10, .lectures)
        let group = try ProgrammeCode("regional")
        for role in [Role.coordinator, .clerk, .accountant, .approver, .auditor] {
            let credential = try #require(cast.database.staff[role])
            await #expect(throws: Refusal.notPermitted(role)) {
                try await set(target, of: group, in: year, because: "計画", as: credential)
            }
        }
        await #expect(throws: Refusal.notFound("nonesuch", as: .programme)) {
            try await set(
                target,
                of: try ProgrammeCode("nonesuch"),
                in: year,
                because: "計画",
                as: cast.database.staff.administrator
            )
        }
        #expect(throws: FieldRefused(.target, expected: .integer(1...1_000_000))) {
            try TargetDraft(0, .places)
        }
        let host = try await cast.host(1)
        await #expect(throws: Refusal.notPermitted(.host)) {
            try await ReadTargets(office: cast.office)(in: year, as: host.credential)
        }
    }

    @Test("of a material: the edition of the lecture's day is the one that goes out")
    func editions() async throws {
        let clerk = cast.database.staff.clerk
        let added = try await AddMaterial(office: cast.office)(
            try MaterialDraft(code: "guide", japaneseName: "案内", englishName: "Guide", medium: .digital),
            try EditionDraft(label: "初版", issuedOn: Cast.today.date),
            as: clerk
        )
        let late = try EditionDraft(label: "次版", issuedOn: Cast.afternoon.date.adding(days: 1))
        _ = try await AddEdition(office: cast.office)(late, of: added.material, as: clerk)
        let (_, assignment) = try await cast.assigned(try await cast.lecturer(1), to: try await cast.host(1))
        _ = try await DeliverMaterials(office: cast.office).plan(for: assignment, [added.material], as: clerk)
        #expect(
            try await cast.texts(
                """
                SELECT edition.label FROM material_delivery JOIN edition ON edition.id = material_delivery.edition_id
                 WHERE edition.material_id = \(added.material)
                """
            ) == ["初版"]
        )
    }
}

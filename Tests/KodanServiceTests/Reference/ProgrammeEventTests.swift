import Foundation
import KodanDomain
import KodanService
import KodanTestSupport
import Postgres
import Testing

@Suite("An administrator keeps the body's own schedule", .database)
struct ProgrammeEventTests {
    private let cast = Cast()

    private var administrator: Credential { cast.database.staff.administrator }

    @Test("schedules what the body holds, and takes it off for good")
    func scheduled() async throws {
        let code = try ProgrammeCode("skill_seminar")
        let day = try #require(LocalDate("2026-09-10"))
        let add = AddProgrammeEvent(office: cast.office)
        let event = try ProgrammeEvent(programme: code, heldOn: day, place: "東京商工会議所", capacity: 80)
        let id = try await add(event, as: administrator)
        let read = ReadProgrammes(office: cast.office)
        let year = FiscalYear(containing: day)
        #expect(try await read.schedule(in: year, as: administrator).map(\.event) == [event])
        await #expect(throws: Refusal.field(FieldRefused(.place, expected: .untaken))) {
            try await add(event, as: administrator)
        }
        let remove = RemoveProgrammeEvent(office: cast.office)
        try await remove(id, as: administrator)
        await #expect(throws: Refusal.notFound("\(id)")) { try await remove(id, as: administrator) }
        #expect(try await read.schedule(in: year, as: administrator).isEmpty)
        _ = try await add(event, as: administrator)
        #expect(
            try await ReadTargets(office: cast.office)(of: code, in: year, as: administrator).scheduled == 1
        )
        let founding = try #require(FiscalYear(startYear: 2019))
        let first = try #require(try await read.schedule(in: founding, of: code, as: administrator).first)
        try await remove(first.id, as: administrator)
        try await LoadCatalogue(owner: cast.database.owner, folder: Checkout.config)()
        #expect(try await read.schedule(in: founding, of: code, as: administrator).count == 12)
    }

    @Test("counts who came to what the body held, towards the target, once its day has come")
    func counted() async throws {
        let code = try ProgrammeCode("skill_seminar")
        let (past, ahead) = (try #require(LocalDate("2026-05-20")), try #require(LocalDate("2026-09-10")))
        func event(on day: LocalDate) async throws -> ProgrammeEvent.ID {
            let event = try ProgrammeEvent(programme: code, heldOn: day, place: "会場", capacity: 80)
            return try await AddProgrammeEvent(office: cast.office)(event, as: administrator)
        }
        let (held, planned) = (try await event(on: past), try await event(on: ahead))
        let year = FiscalYear(containing: past)
        let targets = ReadTargets(office: cast.office)
        let before = try await targets(of: code, in: year, as: administrator)
        #expect((before.held, before.attendance, before.scheduled) == (0, 0, 2))
        let count = CountProgrammeEvent(office: cast.office)
        try await count(75, at: held, as: administrator)
        try await count(57, at: held, as: administrator)
        let after = try await targets(of: code, in: year, as: administrator)
        #expect((after.held, after.attendance, after.scheduled) == (1, 57, 2))
        let listed = try await ReadProgrammes(office: cast.office).schedule(in: year, as: administrator)
        #expect(listed.map(\.attendance) == [57, nil])
        await #expect(throws: Refusal.dayAhead(ahead)) {
            try await count(1, at: planned, as: administrator)
        }
        await #expect(throws: Refusal.field(FieldRefused(.attendance, expected: .integer(0...100_000)))) {
            try await count(-1, at: held, as: administrator)
        }
        await #expect(throws: Refusal.notPermitted(.coordinator)) {
            try await count(57, at: held, as: cast.coordinator)
        }
        try await RemoveProgrammeEvent(office: cast.office)(held, as: administrator)
        await #expect(throws: Refusal.notFound("\(held)")) {
            try await count(57, at: held, as: administrator)
        }
        #expect(try await targets(of: code, in: year, as: administrator).held == 0)
        let recorded = try await cast.texts(
            "SELECT detail ->> 'attendance' FROM audit_event WHERE action = 'programme_event.counted' ORDER BY id"
        )
        #expect(recorded == ["75", "57"])
    }

    @Test("schedules only what the body itself holds, while it does")
    func unscheduled() async throws {
        let add = AddProgrammeEvent(office: cast.office)
        func event(_ code: String, on day: String) throws -> ProgrammeEvent {
            let day = try #require(LocalDate(day))
            return try ProgrammeEvent(
                programme: try ProgrammeCode(code),
                heldOn: day,
                place: "会場",
                capacity: 1
            )
        }
        let training = try ProgrammeCode("member_training")
        await #expect(throws: Refusal.programmeDelivery(training)) {
            try await add(try event("member_training", on: "2026-09-10"), as: administrator)
        }
        let early = try #require(LocalDate("2018-03-31"))
        await #expect(throws: Refusal.programmeNotInForce(try ProgrammeCode("skill_seminar"), early)) {
            try await add(try event("skill_seminar", on: "2018-03-31"), as: administrator)
        }
        await #expect(throws: Refusal.unknownCode(.programme, "nonesuch")) {
            try await add(try event("nonesuch", on: "2026-09-10"), as: administrator)
        }
    }
}

import Foundation
import KodanDomain
import KodanService
import KodanStore
import KodanTestSupport
import Testing

@Suite("Programmes as they are read", .database)
struct ProgrammesTests {
    private let database = TestDatabase.current

    @Test("have the founding year's targets: 100 regional lectures, 50 trainings, about 15 seminars")
    func targets() async throws {
        let read = ReadProgrammes(office: database.office)
        let entries = try await read(as: database.staff.clerk).items
        let year = try #require(FiscalYear(startYear: 2019))
        var aims: [String: Int] = [:]
        for entry in entries {
            aims[entry.programme.code.text] = entry.targets.first { $0.year == year }?.target
        }
        // Papers show the names: they stand as the founding document writes them.
        #expect(entries.map(\.programme.name).contains("地域における講習会（講師派遣型）"))
        #expect(aims["regional_self_hosted"] == 100 && aims["regional_dispatched"] == 100)
        #expect(aims["member_training"] == 50 && aims["awareness_seminar"] == 15)
        #expect(aims["management_guidance"] == 400)
        let day = try #require(LocalDate("2018-04-01"))
        let early = try await read(on: day, as: database.staff.clerk).items.map(\.programme.code.text)
        #expect(early.contains("regional_dispatched") && !early.contains("management_guidance"))
    }

    @Test("have a schedule of 13 seminars and 8 conferences in the founding year, as the shipped table says")
    func schedule() async throws {
        let read = ReadProgrammes(office: database.office)
        let year = try #require(FiscalYear(startYear: 2019))
        let events = try await read.schedule(in: year, as: database.staff.auditor)
        let table = try String(
            contentsOfFile: Checkout.config + "/programmes/fy2019_schedule.csv",
            encoding: .utf8
        )
        let expected = table.split(whereSeparator: \.isNewline).dropFirst().map { line in
            let fields = line.split(separator: ",", omittingEmptySubsequences: false)
            return "\(fields[2]) \(fields[0]) \(fields[5]) \(fields[7])"
        }
        #expect(
            events.map(\.event).map { "\($0.heldOn) \($0.programme) \($0.place) \($0.capacity)" }.sorted()
                == expected.sorted()
        )
        #expect(events.map(\.event.heldOn) == events.map(\.event.heldOn).sorted())
        let seminars = try ProgrammeCode("skill_seminar")
        #expect(try await read.schedule(of: seminars, as: database.staff.auditor).count == 13)
        let conferences = try ProgrammeCode("presenter_conference")
        #expect(try await read.schedule(of: conferences, as: database.staff.auditor).count == 8)
        let other = try #require(FiscalYear(startYear: 2020))
        #expect(try await read.schedule(in: other, as: database.staff.auditor).isEmpty)
        let unknown = try ProgrammeCode("nonesuch")
        await #expect(throws: Refusal.unknownCode(.programme, "nonesuch")) {
            try await read.schedule(of: unknown, as: database.staff.auditor)
        }
    }
}

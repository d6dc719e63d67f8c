import KodanDomain
import KodanService
import KodanTestSupport
import Testing

@Suite("A span of days off", .database)
struct BlackoutSpanTests {
    private let cast = Cast()

    private func span(_ first: String, _ last: String) throws -> DateRange {
        let first = try #require(LocalDate(first))
        let last = try #require(LocalDate(last))
        return try #require(DateRange(first: first, last: last))
    }

    @Test("is added beside others, listed with its key, and taken away again")
    func added() async throws {
        let lecturer = try await cast.lecturer(1)
        let add = AddBlackout(office: cast.office)
        let read = ReadPresenters(office: cast.office)
        let late = try await add(
            of: lecturer.id,
            on: try span("2026-08-10", "2026-08-12"),
            because: "出張",
            as: lecturer.credential
        ).id
        let early = try await add(
            of: lecturer.id,
            on: try span("2026-08-01", "2026-08-01"),
            onBehalfOf: "講師本人",
            as: cast.coordinator
        ).id
        let listed = try await read.blackouts(of: lecturer.id, as: lecturer.credential)
        #expect(listed.map(\.id) == [early, late])
        #expect(
            listed.map(\.blackout) == [
                try Blackout(try span("2026-08-01", "2026-08-01")),
                try Blackout(try span("2026-08-10", "2026-08-12"), reason: "出張"),
            ]
        )
        let begin = try await cast.mark()
        try await RemoveBlackout(office: cast.office)(late, of: lecturer.id, as: lecturer.credential)
        #expect(try await read.blackouts(of: lecturer.id, as: cast.coordinator).map(\.id) == [early])
        #expect(
            try await cast.events(since: begin) == ["presenter presenter.blackout_removed \(lecturer.id)"]
        )
    }

    @Test("shares no day with another, is not the 201st, and is the presenter's own")
    func refused() async throws {
        let lecturer = try await cast.lecturer(1)
        let other = try await cast.lecturer(2)
        let add = AddBlackout(office: cast.office)
        let days = try span("2026-08-01", "2026-08-03")
        let id = try await add(of: lecturer.id, on: days, as: lecturer.credential).id
        await #expect(throws: Refusal.field(FieldRefused(.unavailable, expected: .freeDays))) {
            try await add(of: lecturer.id, on: try span("2026-08-03", "2026-08-04"), as: lecturer.credential)
        }
        let open = DateRange(Cast.afternoon.date...)
        await #expect(throws: Refusal.field(FieldRefused(.unavailable, expected: .date))) {
            try await add(of: lecturer.id, on: open, as: lecturer.credential)
        }
        await #expect(throws: Refusal.notFound(lecturer.id.description)) {
            try await add(of: lecturer.id, on: days, as: other.credential)
        }
        let remove = RemoveBlackout(office: cast.office)
        await #expect(throws: Refusal.notFound(lecturer.id.description)) {
            try await remove(id, of: lecturer.id, as: other.credential)
        }
        // The key of another's span names nothing among one's own.
        await #expect(throws: Refusal.notFound(id.description)) {
            try await remove(id, of: other.id, as: other.credential)
        }
        for role in [Role.clerk, .administrator] {
            await #expect(throws: Refusal.notPermitted(role)) {
                try await add(of: lecturer.id, on: days, as: try #require(cast.database.staff[role]))
            }
        }
        let whole = try (0..<200).map { number in
            let day = try #require(LocalDate("2027-01-01")).adding(days: 2 * number)
            return DateRange(day)
        }
        _ = try await SetBlackouts(office: cast.office)(of: lecturer.id, to: whole, as: cast.coordinator)
        await #expect(throws: Refusal.field(FieldRefused(.unavailable, expected: .count(0...200)))) {
            try await add(of: lecturer.id, on: days, as: lecturer.credential)
        }
    }
}

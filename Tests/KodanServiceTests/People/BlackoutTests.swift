import KodanDomain
import KodanService
import KodanStore
import KodanTestSupport
import Testing

@Suite("Days on which a presenter cannot come", .database)
struct SetBlackoutsTests {
    private let cast = Cast()

    private func span(_ first: String, _ last: String? = nil) throws -> DateRange {
        let first = try #require(LocalDate(first))
        let last = try last.map { try #require(LocalDate($0)) } ?? first
        return try #require(DateRange(first: first, last: last))
    }

    private func matched() async throws -> [Presenter.ID] {
        try await MatchRequests(office: cast.office)(save: false, as: cast.coordinator).matches.map(
            \.presenter
        )
    }

    @Test("are passed over by the match until they are cleared")
    func match() async throws {
        let host = try await cast.host()
        let lecturer = try await cast.lecturer()
        _ = try await cast.approved(by: host)
        #expect(try await matched() == [lecturer.id])
        let set = SetBlackouts(office: cast.office)
        let day = try span(Cast.afternoon.date.description)
        _ = try await set(of: lecturer.id, to: [day], as: lecturer.credential)
        #expect(try await matched().isEmpty)
        _ = try await set(of: lecturer.id, to: [], as: cast.coordinator)
        #expect(try await matched() == [lecturer.id])
    }

    @Test("replace those before, spans that touch being one, and leave a line of the record")
    func replaced() async throws {
        let lecturer = try await cast.lecturer()
        let set = SetBlackouts(office: cast.office)
        _ = try await set(of: lecturer.id, to: [try span("2026-06-10")], as: cast.coordinator)
        let begin = try await cast.mark()
        let spans = [try span("2026-08-03", "2026-08-05"), try span("2026-08-01", "2026-08-02")]
        _ = try await set(of: lecturer.id, to: spans, because: "出張", as: lecturer.credential)
        let shown = try await ReadPresenters(office: cast.office)(lecturer.id, as: cast.coordinator)
        #expect(shown.blackouts == [try Blackout(try span("2026-08-01", "2026-08-05"), reason: "出張")])
        #expect(
            try await cast.events(since: begin) == ["presenter presenter.blackouts_set \(lecturer.id)"]
        )
    }

    @Test("are a presenter's own, and name the lectures that they leave standing")
    func own() async throws {
        let lecturer = try await cast.lecturer(1)
        let other = try await cast.lecturer(2)
        let (_, assignment) = try await cast.assigned(lecturer, to: try await cast.host())
        let set = SetBlackouts(office: cast.office)
        let days = [try span("2026-07-01", "2026-07-31")]
        await #expect(throws: Refusal.notFound(lecturer.id.description)) {
            try await set(of: lecturer.id, to: days, as: other.credential)
        }
        await #expect(throws: Refusal.notPermitted(.clerk)) {
            try await set(of: lecturer.id, to: days, as: cast.database.staff.clerk)
        }
        #expect(try await set(of: lecturer.id, to: days, as: lecturer.credential).assignments == [assignment])
        let open = DateRange(Cast.afternoon.date...)
        await #expect(throws: Refusal.field(FieldRefused(.unavailable, expected: .date))) {
            try await set(of: lecturer.id, to: [open], as: lecturer.credential)
        }
    }
}

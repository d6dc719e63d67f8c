import KodanDomain
import KodanStore
import KodanTestSupport
import Postgres
import Testing

@Suite("A span of days in a column", .database)
struct DateRangeTests {
    @Test(
        "is read as it was written",
        arguments: [
            ("2026-04-01", "2027-03-31"), ("2026-04-01", nil), ("0001-01-01", "0001-01-01"),
            ("2026-04-01", "9999-12-30"), ("2026-04-01", "9999-12-31"), ("9999-12-31", "9999-12-31"),
        ] as [(String, String?)]
    )
    func roundTrip(first: String, last: String?) async throws {
        let begin = try #require(LocalDate(first))
        let end = try last.map { try #require(LocalDate($0)) }
        let days = try #require(DateRange(first: begin, last: end))
        let read = try await TestDatabase.current.owner.transaction { session in
            try session.value("SELECT \(days)::daterange", as: DateRange.self)
        }
        #expect(read == days)
    }
}

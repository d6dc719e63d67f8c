import KodanDomain
import Testing

@testable import KodanWeb

@Suite("A day of the contract")
struct DayTests {
    private func pattern(of schema: Schema) throws -> Regex<AnyRegexOutput> {
        guard case .text(let text) = schema else { throw Missing() }
        return try Regex(try #require(text.pattern))
    }

    private struct Missing: Error {}

    @Test("is what the document says, every day of three centuries and the days around them")
    func days() throws {
        let pattern = try pattern(of: .day)
        for number in -26_000...84_500 {
            let day = LocalDate(dayNumber: number)
            let isIn = (1900...2200).contains(day.year)
            guard (Form.day(day.description) != nil) == isIn,
                (day.description.wholeMatch(of: pattern) != nil) == isIn
            else {
                Issue.record("\(day)")
                return
            }
        }
        for year in ["1900", "2000", "2023", "2024", "2100", "2200"] {
            for month in 0...13 {
                for day in 0...32 {
                    let text = "\(year)-\(month < 10 ? "0" : "")\(month)-\(day < 10 ? "0" : "")\(day)"
                    #expect((text.wholeMatch(of: pattern) != nil) == (Form.day(text) != nil), "\(text)")
                }
            }
        }
    }

    @Test(
        "bounds moments too",
        arguments: [
            ("2026-12-05T14:00:00+09:00", true), ("1900-01-01T00:00Z", true),
            ("2200-12-31T23:59:59.999999-23:59", true),
            ("2026-12-05T14:00:00.0000000+09:00", true), ("2026-12-05T14:00:00.123456000Z", true),
            ("2026-12-05T14:00:00.1234567Z", false), ("2026-12-05T14:00:00.0000000000Z", false),
            ("1899-12-31T23:00:00Z", false),
            ("2201-01-01T00:00:00+09:00", false), ("2026-02-29T10:00:00Z", false),
            ("2026-12-05T24:00:00Z", false), ("2026-12-05T14:00:00", false),
        ]
    )
    func moments(text: String, isMoment: Bool) throws {
        #expect((text.wholeMatch(of: try pattern(of: .instant)) != nil) == isMoment)
        #expect((Form.instant(text) != nil) == isMoment)
    }
}

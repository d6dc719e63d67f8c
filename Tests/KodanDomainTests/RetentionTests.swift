import KodanDomain
import Testing

@Suite("For how long names are kept")
struct RetentionTests {
    /// Years, a day, and the first day of which names are kept then.
    static let cases = [
        (5, "2026-03-31", "2020-04-01"), (5, "2026-04-01", "2021-04-01"), (5, "2027-03-31", "2021-04-01"),
        (1, "2026-04-01", "2025-04-01"), (30, "2026-12-31", "1996-04-01"),
    ]

    @Test("is counted in whole fiscal years from the one after", arguments: cases)
    func begins(years: Int, today: String, first: String) throws {
        let retention = try #require(Retention(years: years))
        let today = try #require(LocalDate(today))
        #expect("\(retention.begins(on: today))" == first)
    }

    @Test("is 1 to 30 years")
    func bounds() {
        for years in [0, -1, 31] { #expect(Retention(years: years) == nil) }
    }

    @Test("is about presenters, users and contacts, each by a key")
    func persons() {
        for key in ["pre-12", "usr-5", "req-7"] { #expect(Person(key)?.description == key) }
        for key in ["org-1", "pre-0", "pre-", "12", ""] { #expect(Person(key) == nil) }
    }
}

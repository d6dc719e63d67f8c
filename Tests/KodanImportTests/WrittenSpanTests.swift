import KodanDomain
import KodanImport
import Testing

@Suite("Days as people write them")
struct WrittenSpanTests {
    @Test(
        "are one day or from one to another",
        arguments: [
            ("2026-12-05", "2026-12-05/2026-12-05"), ("2026/12/5", "2026-12-05/2026-12-05"),
            ("2026-12-28/2027-01-04", "2026-12-28/2027-01-04"),
            ("2026/12/28-2027/1/4", "2026-12-28/2027-01-04"),
            ("2026-12-28-2027-01-04", "2026-12-28/2027-01-04"),
            ("2026/12/28〜2027/1/4", "2026-12-28/2027-01-04"),
            ("２０２６年１２月２８日 ～ ２０２７年１月４日", "2026-12-28/2027-01-04"),
            ("令和8年12月28日–R9.1.4", "2026-12-28/2027-01-04"),
            ("2026/12/5（土）", "2026-12-05/2026-12-05"),
            ("2026年12月28日(月)〜2027年1月4日 (月曜日)", "2026-12-28/2027-01-04"),
        ]
    )
    func reads(text: String, days: String) {
        #expect(DateRange(written: text)?.description == days)
    }

    @Test(
        "are nothing else",
        arguments: [
            "", "tomorrow", "2026-02-30", "2026-12-05/", "/2026-12-05", "2027-01-04/2026-12-28",
            "2026/12/5(日)", "2026/12/5(平日)", "2026/12/5()", "(土)",
            "2026-12-05/2026-12-06/2026-12-07", "2026-12-28..2027-01-04", "12/28-1/4",
        ]
    )
    func refuses(text: String) {
        #expect(DateRange(written: text) == nil)
    }

    @Test("stand in a column of the presenters' file, made one where they touch")
    func column() throws {
        let written = "2026-12-07; 2026-12-05/2026-12-06 ;2027/1/1-2027/1/3"
        let rows = try presenters(file(presenterFields, ["対応不可日": written]))
        let days = try #require(rows.first?.draft).unavailable.map(\.description)
        #expect(days == ["2026-12-05/2026-12-07", "2027-01-01/2027-01-03"])
        #expect(try presenters(file(presenterFields)).first?.draft?.unavailable == [])
    }
}

import KodanDomain
import KodanImport
import Testing

@Suite("When materials leave")
struct ShippingTableTests {
    private func table(_ text: String) throws -> ShippingTable {
        var bytes: [UInt8]? = Array(text.utf8)
        return try ShippingTable {
            defer { bytes = nil }
            return bytes
        }
    }

    /// When what is printed and what is digital leaves, with some holidays of 2026 and 2027.
    private func leaves(
        _ lecture: String,
        _ prefecture: String? = nil,
        asOf today: String = "2026-01-05"
    ) throws -> [String] {
        let table = try table("prefecture,office_days_before\n,7\n47,10\n")
        let holidays = try ["2026-04-29", "2026-05-04", "2026-05-05", "2026-05-06", "2027-01-01"].map {
            Holiday(date: try #require(LocalDate($0)), name: "")
        }
        let days = table.days(
            for: try #require(LocalDate(lecture)),
            in: try prefecture.map { try PrefectureCode($0) },
            .office(try Holidays(holidays, years: [2026, 2027])),
            asOf: try #require(LocalDate(today))
        )
        return [days.printed.description, days.digital.description]
    }

    @Test("follows from the lecture's day and place: office days for paper, all days for links")
    func days() throws {
        // 8 July 2026 is a Wednesday, after a week and two days without a holiday.
        #expect(try leaves("2026-07-08", "13") == ["2026-06-29", "2026-07-01"])
        #expect(try leaves("2026-07-08") == ["2026-06-29", "2026-07-01"])
        #expect(try leaves("2026-07-08", "47") == ["2026-06-24", "2026-07-01"])
        // A lecture on a Saturday is prepared as one on the Friday before it.
        #expect(try leaves("2026-07-11") == leaves("2026-07-10").prefix(1) + ["2026-07-04"])
        // The week of 3 to 6 May is off, and so are the days about New Year.
        #expect(try leaves("2026-05-11")[0] == "2026-04-24")
        #expect(try leaves("2027-01-06")[0] == "2026-12-22")
    }

    @Test("is never a day that has passed, nor one on which the office is closed while another is left")
    func late() throws {
        #expect(try leaves("2026-07-08", asOf: "2026-07-04") == ["2026-07-06", "2026-07-04"])
        #expect(try leaves("2026-07-05", asOf: "2026-07-04") == ["2026-07-05", "2026-07-04"])
        #expect(try leaves("2026-07-08", asOf: "2026-07-03") == ["2026-07-03", "2026-07-03"])
    }

    @Test("is found for a year whose holidays nobody knows yet: weekends and New Year are closed")
    func farAway() throws {
        // 2 May 2090 is a Tuesday; 4 January a Wednesday.
        #expect(try leaves("2090-05-09")[0] == "2090-04-28")
        #expect(try leaves("2090-01-04")[0] == "2089-12-20")
    }

    @Test(
        "is refused where the table says too little or too much",
        arguments: [
            ("prefecture,office_days_before\n13,10\n", 3, Expected.present),
            ("prefecture,office_days_before\n,10\n13,9\n13,8\n", 4, .once),
            ("prefecture,office_days_before\n,10\n,9\n", 3, .once),
        ]
    )
    func refused(text: String, line: Int, expected: Expected) throws {
        let problem = #expect(throws: TableProblem.self) { try table(text) }
        guard case .value("materials/shipping", line, "prefecture", _, expected)? = problem else {
            Issue.record("\(String(describing: problem))")
            return
        }
    }
}

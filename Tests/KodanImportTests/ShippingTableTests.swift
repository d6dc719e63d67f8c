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

    private func shipBy(_ lecture: String, _ prefecture: String?, asOf today: String) throws -> String {
        let table = try table("prefecture,days_before\n,10\n47,14\n")
        return table.shipBy(
            for: try #require(LocalDate(lecture)),
            in: try prefecture.map { try PrefectureCode($0) },
            asOf: try #require(LocalDate(today))
        ).description
    }

    @Test("follows from the lecture's day and place: a weekday, and never a day that has passed")
    func days() throws {
        // 8 July 2026 is a Wednesday; ten days before it is a Sunday, fourteen a Wednesday.
        #expect(try shipBy("2026-07-08", "13", asOf: "2026-06-01") == "2026-06-26")
        #expect(try shipBy("2026-07-08", nil, asOf: "2026-06-01") == "2026-06-26")
        #expect(try shipBy("2026-07-08", "47", asOf: "2026-06-01") == "2026-06-24")
        #expect(try shipBy("2026-07-09", "13", asOf: "2026-06-01") == "2026-06-29")
        #expect(try shipBy("2026-07-08", "13", asOf: "2026-07-04") == "2026-07-04")
    }

    @Test(
        "is refused where the table says too little or too much",
        arguments: [
            ("prefecture,days_before\n13,10\n", 3, Expected.present),
            ("prefecture,days_before\n,10\n13,9\n13,8\n", 4, .once),
            ("prefecture,days_before\n,10\n,9\n", 3, .once),
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

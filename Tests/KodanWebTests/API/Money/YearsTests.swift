import KodanDomain
import KodanTestSupport
import Testing

@Suite("Years in paths", .database)
struct YearsTests {
    @Test(
        "that no paper can be of name nothing",
        arguments: ["1042", "1999", "2201", "20260", "02026", "+2026", "0", "x"]
    )
    func unknown(year: String) async throws {
        let world = try await World()
        try await world.serve { browser in
            for path in ["fiscal-years/\(year)/accrued", "years/\(year)/payment-records"] {
                let answer = try await browser.get("/v1/\(path)", as: .staff(.accountant))
                #expect(answer.status == 404, "\(path): \(answer.text)")
            }
        }
        #expect(try await world.count("export_run") == 0)
    }
}

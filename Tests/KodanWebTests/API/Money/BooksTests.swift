import HTTPTypes
import HummingbirdTesting
import KodanDomain
import KodanService
import KodanTestSupport
import Testing

@testable import KodanWeb

@Suite("The books over HTTP", .database)
struct BooksTests {
    @Test("are searched by date, amount and counterparty, as a page or a file")
    func search() async throws {
        let money = try await MoneyWorld()
        try await money.world.serve { browser in
            _ = try await money.exported(browser)
            for (query, expected) in [
                ("", ["pmt-1", "pmt-2"]), ("from=2026-07-24&to=2026-07-24&amount_min=30000", ["pmt-1"]),
                ("payee=pye-2", ["pmt-2"]), ("name=%E7%AC%AC%E4%BA%8C", ["pmt-2"]),
                ("amount_max=26937&from=2026-01-01", ["pmt-2"]), ("to=2026-07-23", []),
            ] {
                let found = try await browser.get("/v1/transactions?\(query)", as: .staff(.auditor))
                let keys = try found.json["items"]?.elements.compactMap { $0["payment"]?.text }
                #expect(keys == expected, "\(query)")
            }
            let file = try await browser.get("/v1/transactions/file?payee=pye-2", as: .staff(.auditor))
            #expect(file.status == 200)
            #expect(file.text.contains("26937") && !file.text.contains("54952"))
            let exports = try await browser.get("/v1/exports?kind=transaction_search", as: .staff(.approver))
            let auditor = try #require(money.world.database.staff.auditor.user)
            #expect(try exports.json["items"]?.elements.first?["exported_by"] == .string(auditor.description))
        }
    }

    @Test(
        "take no question that cannot be",
        arguments: [
            ("from=2026-02-30", "from wrong_value"), ("amount_min=x", "amount_min wrong_value"),
            ("payee=pmt-1", "payee wrong_value"), ("payee=pye-1&name=x", "name either"),
            ("after=hon-1", "after wrong_value"), ("limit=0", "limit wrong_value"),
            ("sort=up", "sort unknown_parameter"), ("to=2026-01-01&to=2026-01-02", "to once"),
        ]
    )
    func wrong(query: String, error: String) async throws {
        let world = try await World()
        try await world.serve { browser in
            let answer = try await browser.get("/v1/transactions?\(query)", as: .staff(.auditor))
            #expect(answer.status == 400 && answer.errors == [error])
        }
    }

    @Test("give a year's payment records, listed and had again")
    func records() async throws {
        let money = try await MoneyWorld()
        try await money.scene.addTaxTables()
        _ = try await money.world.serve { browser in try await money.exported(browser) }
        let later = money.world.with(money.world.database.office(at: moment("2027-01-10T10:00:00+09:00")))
        try await later.serve { browser in
            let path = "/v1/years/2026/payment-records"
            let made = try await browser.post(path, as: .staff(.accountant))
            // Only the first was owed more than 50,000 yen.
            try #require(made.status == 201, "\(made.text)")
            #expect(try made.json["number"] == .number(1))
            #expect(try made.json["records"] == .number(1))
            let listed = try await browser.get(path, as: .staff(.auditor))
            let sha256 = try listed.json["items"]?.elements.first?["sha256"]
            #expect(try made.json["sha256"] == sha256)
            let file = try await browser.download("\(path)/1", as: .staff(.accountant))
            #expect(JSON.string(ContentDigest.sha256(of: file.bytes).hexadecimal) == sha256)
            let disposition = file.answer.headers[.contentDisposition]
            #expect(disposition?.hasPrefix(#"attachment; filename="309dat01.txt";"#) == true)
            let again = try await browser.post(path, as: .staff(.accountant))
            #expect(try again.json["number"] == nil)
            for number in ["2", "01", "0", "x"] {
                let absent = try await browser.get("\(path)/\(number)", as: .staff(.accountant))
                #expect(absent.status == 404)
            }
            let accrued = try await browser.get("/v1/fiscal-years/2025/accrued", as: .staff(.accountant))
            #expect(accrued.headers[.contentType] == "text/csv; charset=utf-8")
        }
    }

    @Test("are not made where the body has no settings")
    func settings() async throws {
        let money = try await MoneyWorld()
        let calls = try await money.world.serve { browser in
            try await money.closed(browser)
            return ["notices", "transfer-files"]
        }
        try await money.world.serve(.router, WebConfiguration()) { browser in
            for path in calls {
                let answer = try await browser.post("/v1/months/2026-07/\(path)", as: .staff(.accountant))
                #expect(answer.status == 503 && answer.problem == "not_configured", "\(path)")
            }
        }
    }
}

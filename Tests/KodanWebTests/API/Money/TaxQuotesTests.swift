import HTTPTypes
import HummingbirdTesting
import KodanDomain
import KodanService
import KodanTestSupport
import Testing

@testable import KodanWeb

@Suite("Tax quotes over HTTP", .database)
struct TaxQuotesTests {
    private static let clerk = World.Asker.staff(.clerk)

    @Test("answer what would be withheld, and keep nothing")
    func quote() async throws {
        let world = try await World()
        try await world.serve { browser in
            // 10.21 % of 30,000 is 3,063.
            let body = #"{"date": "2026-11-30", "gross": 30000}"#
            let answer = try await browser.post("/v1/tax-quotes", as: Self.clerk, body)
            try #require(answer.status == 200, "\(answer.text)")
            #expect(try answer.json["withholding"] == .number(3063))
            #expect(try answer.json["net"] == .number(26_937))
            #expect(try answer.json["bands"]?.elements.count == 1)
            let net = try await browser.post(
                "/v1/tax-quotes",
                as: Self.clerk,
                #"{"date": "2026-11-30", "net": 26937, "residency": "resident"}"#
            )
            #expect(try net.json["gross"] == .number(30_000))
            #expect(try net.json["promised_net"] == .number(26_937))
        }
    }

    @Test(
        "name what is wrong with a question",
        arguments: [
            ("{}", ["/date present", "/gross present"]),
            (#"{"date": "2026-02-30", "gross": 1}"#, ["/date date"]),
            (#"{"date": "2026-11-30", "gross": -1}"#, ["/gross integer"]),
            (#"{"date": "2026-11-30", "gross": "1"}"#, ["/gross whole_number"]),
            (#"{"date": "2026-11-30", "gross": 1, "net": 1}"#, ["/gross either"]),
            (#"{"date": "2026-11-30", "gross": 1, "consumption_tax": 2}"#, ["/consumption_tax wrong_value"]),
            (
                #"{"date": "2026-11-30", "gross": 1, "payee": "corporation", "residency": "nonresident"}"#,
                ["/residency foreign_corporation"]
            ),
            (
                #"{"date": "2026-11-30", "gross": 1, "consumption_tax": 1, "net": 1}"#,
                ["/gross either", "/consumption_tax either"]
            ),
            (#"{"date": "1950-01-01", "gross": 1}"#, ["/date no_tax_rate"]),
            (#"{"date": "2026-11-30", "gross": 1, "payee": "firm"}"#, ["/payee one_of"]),
        ]
    )
    func wrong(body: String, errors: [String]) async throws {
        let world = try await World()
        try await world.serve { browser in
            let answer = try await browser.post("/v1/tax-quotes", as: Self.clerk, body)
            #expect(answer.status == 422)
            #expect(answer.errors == errors)
        }
    }

    @Test("answer the contract's example of a table")
    func example() async throws {
        let world = try await World()
        let operation = try #require(Contract.operations.first { $0.id == "quoteTaxTable" })
        let table = try #require(operation.exampleFile)
        try await world.serve { browser in
            let quoted = try await browser.upload(
                operation.path,
                as: Self.clerk,
                "text/csv",
                Array(table.utf8)
            )
            #expect(quoted.status == 200, "\(quoted.text)")
            // What is shown apart is no base of the tax: twice 10.21 % of 30,000.
            for row in [
                "P1,30000,individual,resident,no,,2026-11-30,3063,26937",
                "P2,33000,individual,resident,yes,3000,2026-11-30,3063,29937",
            ] { #expect(quoted.text.contains(row), "\(quoted.text)") }
        }
    }

    @Test("answer a table, row by row, or name what is wrong in it")
    func table() async throws {
        let world = try await World()
        try await world.serve { browser in
            let header = "name,gross,payee_kind,residency,consumption_tax_separated,payment_date"
            let table = "\(header)\n講師,30000,individual,resident,no,2026-11-30\n"
            let path = "/v1/tax-quotes/table"
            let quoted = try await browser.upload(path, as: Self.clerk, "text/csv", Array(table.utf8))
            #expect(quoted.status == 200)
            let row = "講師,30000,individual,resident,no,2026-11-30,3063,26937"
            #expect(quoted.text.contains(row), "\(quoted.text)")
            let bad = table.replacing("30000", with: "many")
            let refused = try await browser.upload(path, as: Self.clerk, "text/csv", Array(bad.utf8))
            #expect(refused.status == 422 && refused.errors == ["/2/gross integer"], "\(refused.text)")
            let type = try await browser.upload(path, as: Self.clerk, "application/pdf", Array(table.utf8))
            #expect(type.status == 415)
        }
    }
}

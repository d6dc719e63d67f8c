import Foundation
import HTTPTypes
import HummingbirdTesting
import KodanDomain
import KodanService
import KodanTestSupport
import Postgres
import Testing

@testable import KodanWeb

@Suite("Bank files over HTTP", .database)
struct TransferFilesTests {
    @Test("are made once, and had again to the byte")
    func content() async throws {
        let money = try await MoneyWorld()
        try await money.world.serve { browser in
            let id = try await money.exported(browser)
            let shown = try await browser.get("/v1/transfer-files/\(id)", as: .staff(.auditor))
            #expect(try shown.json["total"] == .number(81_889))
            #expect(try shown.json["sent"] == .number(2))
            let sha256 = try #require(try shown.json["sha256"]?.text)
            let path = "/v1/transfer-files/\(id)/content"
            for _ in 1...2 {
                let file = try await browser.download(path, as: .staff(.accountant))
                #expect(ContentDigest.sha256(of: file.bytes).hexadecimal == sha256)
                let disposition = file.answer.headers[.contentDisposition]
                #expect(disposition?.hasPrefix(#"attachment; filename="transfer-2026-07.txt";"#) == true)
            }
            // Two are recorded, and the transfers are still two.
            let actions = "audit_event WHERE action = 'transfer_file.repeated'"
            #expect(try await money.world.count(actions) == 2)
            let again = try await browser.post("/v1/months/2026-07/transfer-files", as: .staff(.accountant))
            #expect(try again.json["items"]?.elements.first?["repeated"] == .bool(true))
            #expect(try await money.world.count("transfer_attempt") == 2)
            // The files have their day: another one is not passed over.
            let day = try #require(try shown.json["value_date"]?.text)
            let dated = "/v1/months/2026-07/transfer-files?pay_on="
            let later = try await browser.post("\(dated)2026-12-24", as: .staff(.accountant))
            #expect(later.status == 422 && later.errors == ["pay_on date_within"], "\(later.text)")
            #expect(try await browser.post("\(dated)\(day)", as: .staff(.accountant)).status == 200)
            let file = try await browser.download(path, as: .staff(.accountant))
            let checked = try await browser.upload(
                "/v1/transfer-checks",
                as: .staff(.clerk),
                "text/plain",
                file.bytes
            )
            #expect(try checked.json == JSON(#"{"good": true, "records": 2, "total": 81889}"#))
            var spoilt = file.bytes
            spoilt[130] = UInt8(ascii: "x")
            let wrong = try await browser.upload(
                "/v1/transfer-checks",
                as: .staff(.auditor),
                "text/plain",
                spoilt
            )
            #expect(try wrong.json["good"] == .bool(false))
            #expect(try wrong.json["fault"]?["record"] == .number(2))
        }
    }

    @Test("hide their bytes, and the accounts in them, from all but the accountant")
    func secret() async throws {
        let money = try await MoneyWorld()
        try await money.world.serve { browser in
            let id = try await money.exported(browser)
            for asker in [World.Asker.staff(.approver), .staff(.auditor), .presenter, .host] {
                let answer = try await browser.get("/v1/transfer-files/\(id)/content", as: asker)
                #expect(answer.status == 403)
            }
            let listed = try await browser.get("/v1/transfer-files?month=2026-07", as: .staff(.auditor))
            let transfers = try await browser.get("/v1/transfer-files/\(id)/transfers", as: .staff(.approver))
            #expect(try transfers.json["items"]?.elements.count == 2)
            for text in [listed.text, transfers.text] {
                #expect(!text.contains("1234567") && !text.contains("7654321"))
            }
        }
    }

    @Test("are refused when they would not be what was recorded")
    func differs() async throws {
        let money = try await MoneyWorld()
        try await money.world.serve { browser in
            let id = try await money.exported(browser)
            try await money.world.database.owner.transaction { session in
                try session.script(
                    """
                    ALTER TABLE payee_account DISABLE TRIGGER USER;
                    UPDATE payee_account SET holder_kana = 'ベツ ジン' WHERE id = 1;
                    """
                )
            }
            let answer = try await browser.get("/v1/transfer-files/\(id)/content", as: .staff(.accountant))
            #expect(answer.status == 409 && answer.problem == "file_differs")
        }
    }

    @Test("are settled with the bank's table; what came back goes out again")
    func settled() async throws {
        let money = try await MoneyWorld()
        let id = try await money.world.serve { browser in try await money.exported(browser) }
        let paid = money.world.with(money.world.database.office(at: moment("2026-07-25T10:00:00+09:00")))
        try await paid.serve { browser in
            let table = "件番,結果,理由,振込金額\n1,済,,54952\n2,組戻,口座該当なし,26937\n"
            let path = "/v1/transfer-files/\(id)/result-table?paid_on=2026-07-24"
            let settled = try await browser.upload(
                path,
                as: .staff(.accountant),
                "text/csv; charset=utf-8",
                Array(table.utf8),
                key: "once"
            )
            let expected = #"{"paid": ["pmt-1"], "returned": ["pmt-2"], "closed": ["req-1", "req-2"]}"#
            #expect(try settled.json == JSON(expected))
            // The same call again, and another table under the same key.
            let again = try await browser.upload(
                path,
                as: .staff(.accountant),
                "text/csv; charset=utf-8",
                Array(table.utf8),
                key: "once"
            )
            #expect(again.status == 200 && again.text == settled.text)
            let other = try await browser.upload(
                path,
                as: .staff(.accountant),
                "text/csv",
                Array("record,result\n2,paid\n".utf8),
                key: "once"
            )
            #expect(other.status == 422)
            let honorarium = try await browser.get("/v1/honoraria/hon-1", as: .presenter)
            #expect(try honorarium.json["state"] == .string("settled"))
            #expect(try honorarium.json["payment"]?["paid_on"] == .string("2026-07-24"))
            let late = try await browser.post(
                "/v1/months/2026-07/transfer-retries",
                as: .staff(.accountant),
                #"{"pay_on": "2026-07-23"}"#
            )
            #expect(late.status == 422 && late.errors == ["/pay_on date_within"], "\(late.text)")
            let retried = try await browser.post(
                "/v1/months/2026-07/transfer-retries",
                as: .staff(.accountant),
                #"{"pay_on": "2026-07-27"}"#
            )
            #expect(retried.status == 201)
            #expect(try retried.json["items"]?.elements.first?["total"] == .number(26_937))
            let attempts = try await browser.get("/v1/payments/pmt-2", as: .staff(.auditor))
            let states = try attempts.json["transfers"]?.elements.compactMap { $0["state"]?.text }
            #expect(states == ["returned", "sent"])
            let second = try #require(try retried.json["items"]?.elements.first?["id"]?.text)
            money.world.database.clock.set(moment("2026-07-27T18:00:00+09:00"))
            let rest = try await browser.post(
                "/v1/transfer-files/\(second)/results",
                as: .staff(.accountant),
                #"{"paid_on": "2026-07-27", "results": [{"record": 1, "amount": 26937}]}"#
            )
            #expect(try rest.json["paid"] == JSON(#"["pmt-2"]"#))
        }
    }

    @Test(
        "take no answer with a place, an amount or a day that cannot be",
        arguments: [
            (
                #""paid_on": "2026-07-24", "returned": [{"record": 2, "reason": "口座なし"}, {"record": 12, "reason": "口座なし"}]"#,
                "no_such_transfer", ["/returned/1/record no_such_transfer"]
            ),
            (
                #""paid_on": "2026-07-24", "results": [{"record": 3}]"#,
                "no_such_transfer", ["/results/0/record no_such_transfer"]
            ),
            (
                #""paid_on": "2026-07-24", "results": [{"record": 1}, {"record": 2, "amount": 1}]"#,
                "result_amount", ["/results/1/amount result_amount"]
            ),
            (#""paid_on": "2026-07-26""#, "day_ahead", ["/paid_on day_ahead"]),
            (
                #""paid_on": "2026-07-24", "results": [], "returned": []"#, "invalid_body",
                ["/returned either", "/results count"]
            ),
        ]
    )
    func stray(body: String, problem: String, errors: [String]) async throws {
        let money = try await MoneyWorld()
        let id = try await money.world.serve { browser in try await money.exported(browser) }
        let paid = money.world.with(money.world.database.office(at: moment("2026-07-25T10:00:00+09:00")))
        try await paid.serve { browser in
            let answer = try await browser.post(
                "/v1/transfer-files/\(id)/results",
                as: .staff(.accountant),
                "{\(body)}"
            )
            #expect(answer.status == 422 && answer.problem == problem, "\(answer.text)")
            #expect(answer.errors == errors)
        }
    }

    @Test(
        "take no answer that says nothing clear",
        arguments: [
            ("record,result,amount\n1,paid,1\n", "422", ["/2/amount result_amount"]),
            ("件番,結果,金額\n2,済,26937\n1,済,1\n", "422", ["/3/金額 result_amount"]),
            ("record,result\n1,lost\n9,paid,\n1,paid", "422", ["/2/result one_of", "/4/record once"]),
            ("record,result\n1,returned\n", "422", ["/2/理由 present"]),
            ("result\npaid\n", "422", ["/1 missing_columns"]),
            ("record,result\n\"1,paid\n", "422", ["/2 open_quote"]),
            ("record,result\n3,paid\n", "422", ["/2/record no_such_transfer"]),
            ("", "422", ["/1 missing_columns"]),
        ]
    )
    func unclear(table: String, status: String, errors: [String]) async throws {
        let money = try await MoneyWorld()
        let id = try await money.world.serve { browser in try await money.exported(browser) }
        let paid = money.world.with(money.world.database.office(at: moment("2026-07-25T10:00:00+09:00")))
        try await paid.serve { browser in
            let answer = try await browser.upload(
                "/v1/transfer-files/\(id)/result-table?paid_on=2026-07-24",
                as: .staff(.accountant),
                "text/csv",
                Array(table.utf8)
            )
            #expect(String(answer.status) == status, "\(answer.text)")
            #expect((answer.errors.isEmpty ? [answer.problem ?? ""] : answer.errors) == errors)
            #expect(try await paid.count("transfer_attempt WHERE state <> 'sent'") == 0)
        }
    }

    @Test("are answered by the bank as the contract's example has it")
    func example() async throws {
        let money = try await MoneyWorld()
        let id = try await money.world.serve { browser in try await money.exported(browser) }
        let paid = money.world.with(money.world.database.office(at: moment("2026-07-25T10:00:00+09:00")))
        let operation = try #require(Contract.operations.first { $0.id == "recordBankResultTable" })
        let table = try #require(operation.exampleFile)
        try await paid.serve { browser in
            let settled = try await browser.upload(
                "/v1/transfer-files/\(id)/result-table?paid_on=2026-07-24",
                as: .staff(.accountant),
                "text/csv",
                Array(table.utf8)
            )
            #expect(settled.status == 200, "\(settled.text)")
            #expect(try settled.json["paid"] == JSON(#"["pmt-1"]"#))
            #expect(try settled.json["returned"] == JSON(#"["pmt-2"]"#))
        }
    }
}

import HTTPTypes
import HummingbirdTesting
import KodanDomain
import KodanService
import KodanTestSupport
import Testing

@testable import KodanWeb

@Suite("Payees' accounts over HTTP", .database)
struct PayeeAccountsTests {
    /// Every role that reads payees, and which members of an account it is told.
    static let sights: [(asker: World.Asker, members: [String])] = [
        (
            .staff(.accountant),
            ["account_holder", "bank_code", "branch_code", "deposit_type", "last_three"]
        ),
        (
            .staff(.approver),
            ["account_holder", "bank_code", "branch_code", "deposit_type", "last_three"]
        ),
        (.presenter, ["last_three"]), (.staff(.coordinator), []), (.staff(.auditor), []),
    ]

    @Test(
        "are shown, old and new, as far as the asker's role may see them, and never with the number",
        arguments: sights
    )
    func sight(asker: World.Asker, members: [String]) async throws {
        let money = try await MoneyWorld()
        try await money.world.serve { browser in
            let changed = try await browser.post(
                "/v1/payees/pye-1/accounts",
                as: .staff(.coordinator),
                #"""
                {"bank_code": "0005", "branch_code": "101", "deposit_type": "1", "account_number": "2223334",
                 "account_holder": "コウシ ア"}
                """#
            )
            #expect(try changed.json == JSON(#"{"id": "acc-3"}"#))
            let shown = try await browser.get("/v1/payees/pye-1", as: asker)
            let accounts = try #require(try shown.json["accounts"]?.elements)
            #expect(accounts.compactMap { $0["id"]?.text } == ["acc-3", "acc-1"])
            let secrets = ["account_holder", "bank_code", "branch_code", "deposit_type", "last_three"]
            for (account, digits) in zip(accounts, ["334", "567"]) {
                #expect(secrets.filter { account[$0] != nil } == members)
                #expect(account["last_three"] == (members.isEmpty ? nil : .string(digits)))
            }
            #expect(!shown.text.contains("2223334") && !shown.text.contains("1234567"))
        }
    }

    @Test("tell how the holder's name was changed for bank files")
    func changedHolder() async throws {
        let money = try await MoneyWorld()
        try await money.world.serve { browser in
            let changed = try await browser.post(
                "/v1/payees/pye-1/accounts",
                as: .staff(.coordinator),
                #"""
                {"bank_code": "0005", "branch_code": "101", "deposit_type": "1", "account_number": "2223334",
                 "account_holder": "ショウダ アーヲ"}
                """#
            )
            #expect(
                try changed.json == JSON(#"{"id": "acc-3", "holder_changes": ["hyphen", "small", "wo"]}"#)
            )
        }
    }

    @Test("change once for a call that comes again, and leave no digest that gives the number away")
    func repeatedAccount() async throws {
        let money = try await MoneyWorld()
        let world = money.world
        @Sendable func account(_ number: String) -> String {
            #"{"bank_code": "0005", "branch_code": "101", "deposit_type": "1", "account_number": "\#(number)", "#
                + #""account_holder": "コウシ ア"}"#
        }
        let path = "/v1/payees/pye-1/accounts"
        try await world.serve { browser in
            let asker = World.Asker.staff(.coordinator)
            let first = try await browser.post(path, as: asker, account("2223334"), key: "account-1")
            #expect(first.status == 201)
            let told = try await world.count("outbox_message WHERE kind = 'account_changed'")
            let again = try await browser.post(path, as: asker, account("2223334"), key: "account-1")
            #expect(again.status == 201 && again.text == first.text)
            #expect(again.headers[.location] == first.headers[.location])
            let other = try await browser.post(path, as: asker, account("2223335"), key: "account-1")
            #expect(other.status == 422 && other.problem == "idempotency_key_reused")
            #expect(try await world.count("payee_account WHERE payee_id = 1") == 2)
            #expect(try await world.count("outbox_message WHERE kind = 'account_changed'") == told)
            var headers: HTTPFields = [.contentType: "application/json"]
            headers[.authorization] = "Bearer \(try world.token(of: asker))"
            let unnamed = try await browser.send(.post, path, headers, account("2223336"))
            #expect(unnamed.status == 400 && unnamed.errors == ["Idempotency-Key present"])
        }
        // Whoever reads the table and tries all seven digits makes this digest, and does not find it.
        let asked = Array("POST\n\(path)\n".utf8) + [0] + Array(account("2223334").utf8)
        let plain = ContentDigest.sha256(of: asked).hexadecimal
        #expect(try await world.count("kept_answer WHERE key = 'account-1'") == 1)
        #expect(try await world.count("kept_answer WHERE encode(request_sha256, 'hex') = '\(plain)'") == 0)
    }

    @Test("of Japan Post Bank are taken as the passbook prints them, with what is wrong with one")
    func passbook() async throws {
        let money = try await MoneyWorld()
        @Sendable func account(_ number: String) -> String {
            #"""
            {"bank_code": "9900", "branch_code": "10530", "deposit_type": "1", "account_number": "\#(number)",
             "account_holder": "コウシ ア"}
            """#
        }
        try await money.world.serve { browser in
            let path = "/v1/payees/pye-1/accounts"
            let refused = try await browser.post(path, as: .presenter, account("12345672"))
            #expect(refused.status == 422)
            #expect(refused.text.contains("/account_number") && refused.text.contains("passbook_number"))
            #expect(try await browser.post(path, as: .presenter, account("12345671")).status == 201)
            let shown = try await browser.get("/v1/payees/pye-1", as: .staff(.accountant)).json
            let newest = try #require(shown["accounts"]?.elements.first)
            #expect(newest["branch_code"]?.text == "058" && newest["last_three"]?.text == "567")
        }
    }

    @Test("are confirmed by a second person, or by a call back")
    func confirmation() async throws {
        let money = try await MoneyWorld()
        try await money.world.serve { browser in
            for (number, digits) in [("1112223", "acc-3"), ("4445556", "acc-4")] {
                let changed = try await browser.post(
                    "/v1/payees/pye-2/accounts",
                    as: .staff(.accountant),
                    """
                    {"bank_code": "0005", "branch_code": "101", "deposit_type": "2", "account_number": "\(number)",
                     "account_holder": "コウシ イ"}
                    """
                )
                #expect(try changed.json["id"] == .string(digits))
            }
            let waiting = try await browser.get("/v1/payees?waiting=true", as: .staff(.approver))
            #expect(try waiting.json["items"]?.elements.first?["waiting"] == JSON(#"["acc-3", "acc-4"]"#))
            let own = try await browser.post("/v1/accounts/acc-3/confirmation", as: .staff(.accountant))
            #expect(own.status == 409 && own.problem == "own_account_change")
            let called = #"{"called_back": "7月1日 登録番号へ架電、本人"}"#
            let first = try await browser.post(
                "/v1/accounts/acc-3/confirmation",
                as: .staff(.accountant),
                called
            )
            #expect(first.status == 204)
            let second = try await browser.post("/v1/accounts/acc-4/confirmation", as: .staff(.approver))
            #expect(second.status == 204)
            let again = try await browser.post("/v1/accounts/acc-4/confirmation", as: .staff(.approver))
            #expect(again.status == 409 && again.problem == "account_confirmed")
            let absent = try await browser.post("/v1/accounts/acc-9/confirmation", as: .staff(.approver))
            #expect(absent.status == 404)
        }
    }
}

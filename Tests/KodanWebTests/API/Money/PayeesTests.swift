import HTTPTypes
import HummingbirdTesting
import KodanDomain
import KodanService
import KodanTestSupport
import Testing

@testable import KodanWeb

@Suite("Payees over HTTP", .database)
struct PayeesTests {
    /// Every role, and which members of an account it is told.
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
        "show of an account, old and new, what the asker's role may see, and never the number",
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

    @Test("change an account once for a call that comes again, and keep no digest that gives its number away")
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

    @Test("take an account of Japan Post Bank as its passbook prints it, and say what is wrong with one")
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

    @Test("are a presenter's own only; hosts, clerks and administrators see none")
    func own() async throws {
        let money = try await MoneyWorld()
        try await money.world.serve { browser in
            let listed = try await browser.get("/v1/payees", as: .presenter)
            #expect(try listed.json["items"]?.elements.compactMap { $0["id"]?.text } == ["pye-1"])
            #expect(try await browser.get("/v1/payees/pye-2", as: .presenter).status == 404)
            let account = #"""
                {"bank_code": "0005", "branch_code": "101", "deposit_type": "1", "account_number": "2223334",
                 "account_holder": "コウシ イ"}
                """#
            let foreign = try await browser.post("/v1/payees/pye-2/accounts", as: .presenter, account)
            #expect(foreign.status == 404)
            let called = account.replacing("}", with: #", "called_back": "自分"}"#)
            let itself = try await browser.post("/v1/payees/pye-1/accounts", as: .presenter, called)
            #expect(itself.status == 403)
            #expect(
                try await browser.post("/v1/payees/pye-1/accounts", as: .presenter, account).status == 201
            )
            for asker in [World.Asker.host, .staff(.clerk), .staff(.administrator)] {
                for path in ["/v1/payees", "/v1/payees/pye-1"] {
                    #expect(try await browser.get(path, as: asker).status == 403)
                }
            }
        }
    }

    @Test("have an account confirmed by a second person, or by a call back")
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

    @Test("are found by a part of their name, and the next page's link can be followed")
    func names() async throws {
        let money = try await MoneyWorld()
        try await money.world.serve { browser in
            let query = "name=%E8%AC%9B%E5%B8%AB&limit=1"
            let first = try await browser.get("/v1/payees?\(query)", as: .staff(.auditor))
            let link = first.headers.first { $0.name.canonicalName == "link" }?.value
            #expect(link == #"</v1/payees?after=pye-1&limit=1&name=%E8%AC%9B%E5%B8%AB>; rel="next""#)
            let path = try #require(link?.split(separator: ">").first?.dropFirst())
            let next = try await browser.get(String(path), as: .staff(.auditor))
            #expect(try next.json["items"]?.elements.compactMap { $0["id"]?.text } == ["pye-2"])
        }
    }

    @Test("are noted once for a presenter who came without")
    func added() async throws {
        let world = try await World()
        try await world.serve { browser in
            let path = "/v1/presenters/\(world.presenter)/payee"
            func post(as asker: World.Asker, residency: String = "resident") async throws -> Answer {
                let body = #"""
                    {"legal_status": "individual", "residency": "\#(residency)", "name": "講壇 花子",
                     "postal_code": "1000013", "address": "霞が関1-1"}
                    """#
                return try await browser.post(path, as: asker, body)
            }
            let wrong = try await post(as: .staff(.accountant), residency: "abroad")
            #expect(wrong.status == 422 && wrong.errors == ["/residency one_of"])
            for asker in [World.Asker.presenter, .host, .staff(.approver), .staff(.administrator)] {
                #expect(try await post(as: asker).status == 403)
            }
            #expect(try await world.count("payee") == 0)
            let made = try await post(as: .staff(.coordinator))
            #expect(made.status == 201 && made.headers[.location] == "/v1/payees/pye-1", "\(made.text)")
            let shown = try await browser.get("/v1/payees/pye-1", as: .staff(.accountant)).json
            #expect(shown["address"] == .string("霞が関1-1"))
            let residencies = try JSON(#"[{"residency": "resident", "from": "2026-06-01"}]"#)
            #expect(shown["residencies"] == residencies)
            let presenter = try await browser.get(
                "/v1/presenters/\(world.presenter)",
                as: .staff(.coordinator)
            )
            #expect(try presenter.json["payee"] == .string("pye-1"))
            let again = try await post(as: .staff(.accountant))
            #expect(again.status == 409 && again.problem == "payee_known", "\(again.text)")
            #expect(try await world.count("payee") == 1)
            let nobody = try await browser.post(
                "/v1/presenters/pre-99/payee",
                as: .staff(.accountant),
                #"""
                {"legal_status": "individual", "residency": "resident", "name": "x", "postal_code": "1000013",
                 "address": "x"}
                """#
            )
            #expect(nobody.status == 404)
        }
    }

    @Test("change their address only as the reader saw them")
    func address() async throws {
        let money = try await MoneyWorld()
        try await money.world.serve { browser in
            let shown = try await browser.get("/v1/payees/pye-1", as: .staff(.accountant))
            let tag = try #require(shown.headers[.eTag])
            let body = #"{"postal_code": "160-0022", "address": "新宿区新宿1-1"}"#
            let accountant = World.Asker.staff(.accountant)
            let path = "/v1/payees/pye-1"
            let without = try await browser.change(.patch, path, as: accountant, body, ifMatch: nil)
            #expect(without.status == 428)
            let changed = try await browser.change(.patch, path, as: accountant, body, ifMatch: tag)
            #expect(try changed.json["address"] == .string("新宿区新宿1-1"))
            #expect(try changed.json["postal_code"] == .string("160-0022"))
            let stale = try await browser.change(.patch, path, as: accountant, body, ifMatch: tag)
            #expect(stale.status == 412)
            // The answer to a change has the tag for the next one.
            let next = try #require(changed.headers[.eTag])
            #expect(try await browser.get(path, as: accountant).headers[.eTag] == next)
            #expect(try await browser.change(.patch, path, as: accountant, body, ifMatch: next).status == 200)
        }
    }

    @Test("have facts from a day on: residency, invoice number, treaty, alias")
    func facts() async throws {
        let money = try await MoneyWorld()
        try await money.world.serve { browser in
            let path = "/v1/payees/pye-1"
            let accountant = World.Asker.staff(.accountant)
            func post(_ name: String, _ body: String) async throws -> Answer {
                try await browser.post("\(path)/\(name)", as: accountant, body)
            }
            let moved = try await post("residencies", #"{"residency": "nonresident", "from": "2026-08-01"}"#)
            #expect(moved.status == 201)
            let residencies = """
                [{"residency": "nonresident", "from": "2026-08-01"},
                 {"residency": "resident", "from": "2026-04-01", "to": "2026-07-31"}]
                """
            #expect(try moved.json["residencies"] == JSON(residencies))
            let treaty = try await post(
                "treaty-decisions",
                #"""
                {"relief": "reduced", "rate_bp": 1000, "treaty": "日米租税条約", "notified_on": "2026-07-01",
                 "from": "2026-08-01"}
                """#
            )
            #expect(try treaty.json["treaty_decisions"]?.elements.first?["rate_bp"] == .number(1000))
            let resident = try await post(
                "treaty-decisions",
                #"{"relief": "none", "treaty": "-", "from": "2026-07-01"}"#
            )
            #expect(resident.status == 409 && resident.problem == "payee_resident")
            let number = try await post(
                "invoice-numbers",
                #"{"invoice_number": "T7000012050002", "from": "2026-04-01"}"#
            )
            #expect(try number.json["invoice_number"] == .string("T7000012050002"))
            let checked = try await post(
                "invoice-numbers/T7000012050002/check",
                #"{"checked_on": "2026-06-30"}"#
            )
            #expect(
                try checked.json["invoice_numbers"]?.elements.first?["checked_on"] == .string("2026-06-30")
            )
            let ended = try await post("invoice-numbers/T7000012050002/end", #"{"to": "2026-06-30"}"#)
            #expect(try ended.json["invoice_number"] == nil)
            let unknown = try await post("invoice-numbers/T1000012050003/end", #"{"to": "2026-06-30"}"#)
            #expect(unknown.status == 404)
            let same = try await post("alias", #"{"payee": "pye-2", "reason": "改姓"}"#)
            #expect(try same.json["same_as"] == .string("pye-2"))
            let twice = try await post("alias", #"{"payee": "pye-2", "reason": "改姓"}"#)
            #expect(twice.status == 409 && twice.problem == "payee_alias")
        }
    }
}

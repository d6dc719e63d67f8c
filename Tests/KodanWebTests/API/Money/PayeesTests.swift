import HTTPTypes
import HummingbirdTesting
import KodanDomain
import KodanService
import KodanTestSupport
import Testing

@testable import KodanWeb

@Suite("Payees over HTTP", .database)
struct PayeesTests {
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

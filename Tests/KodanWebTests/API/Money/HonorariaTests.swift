import HTTPTypes
import HummingbirdTesting
import KodanDomain
import KodanService
import KodanTestSupport
import Testing

@testable import KodanWeb

@Suite("Honoraria over HTTP", .database)
struct HonorariaTests {
    private func ids(_ path: String, _ asker: World.Asker, _ browser: Browser) async throws -> [String] {
        let answer = try await browser.get(path, as: asker)
        try #require(answer.status == 200, "\(answer.text)")
        return try answer.json["items"]?.elements.compactMap { $0["id"]?.text } ?? []
    }

    @Test("are found by payee, lecture, month, day and state")
    func found() async throws {
        let money = try await MoneyWorld()
        try await money.world.serve { browser in
            try await money.calculated(browser)
            let accountant = World.Asker.staff(.accountant)
            for (query, expected) in [
                ("", ["hon-1", "hon-2", "hon-3"]), ("payee=pye-1", ["hon-1", "hon-2"]),
                ("assignment=asg-2", ["hon-2"]), ("from=2026-06-11&to=2026-06-24", ["hon-2", "hon-3"]),
                ("state=calculated&limit=1", ["hon-1"]), ("month=2026-07", []), ("state=included", []),
            ] {
                #expect(try await ids("/v1/honoraria?\(query)", accountant, browser) == expected, "\(query)")
            }
            _ = try await browser.post("/v1/months/2026-07/preparation", as: accountant)
            #expect(
                try await ids("/v1/honoraria?month=2026-07&after=hon-2", accountant, browser) == ["hon-3"]
            )
            #expect(try await ids("/v1/honoraria?state=included", accountant, browser).count == 3)
        }
    }

    @Test("show the rates that they were computed from")
    func rates() async throws {
        let money = try await MoneyWorld()
        try await money.world.serve { browser in
            try await money.calculated(browser)
            _ = try await browser.post("/v1/months/2026-07/preparation", as: .staff(.accountant))
            let shown = try await browser.get("/v1/honoraria/hon-1", as: .staff(.auditor))
            #expect(try shown.json["fee"] == .number(30_000))
            #expect(try shown.json["travel_directly"] == .number(8_000))
            #expect(try shown.json["base"] == .number(31_200))
            let rates = try #require(try shown.json["rates"]?.elements)
            #expect(rates.first { $0["table"] == .string("fee") }?["amount"] == .number(30_000))
            #expect(rates.first { $0["table"] == .string("withholding") }?["rate_bp"] == .number(1021))
            for asker in [World.Asker.staff(.accountant), .presenter] {
                #expect(try await browser.get("/v1/honoraria/hon-1", as: asker).text == shown.text)
            }
        }
    }

    @Test("of a presenter are their own; hosts see none")
    func own() async throws {
        let money = try await MoneyWorld()
        try await money.world.serve { browser in
            try await money.closed(browser)
            #expect(try await ids("/v1/honoraria", .presenter, browser) == ["hon-1", "hon-2"])
            #expect(try await ids("/v1/honoraria", .otherPresenter, browser) == ["hon-3"])
            #expect(try await ids("/v1/honoraria?payee=pye-2", .presenter, browser) == [])
            #expect(try await ids("/v1/honoraria?state=included", .otherPresenter, browser) == ["hon-3"])
            #expect(try await browser.get("/v1/honoraria/hon-3", as: .presenter).status == 404)
            #expect(try await browser.get("/v1/honoraria/hon-3", as: .otherPresenter).status == 200)
            #expect(try await browser.get("/v1/honoraria", as: .host).status == 403)
        }
    }

    @Test("are corrected by a red and a black entry, once")
    func corrected() async throws {
        let money = try await MoneyWorld()
        try await money.world.serve { browser in
            try await money.closed(browser)
            let path = "/v1/honoraria/hon-1/correction"
            let answer = try await browser.post(
                path,
                as: .staff(.accountant),
                #"{"travel_to_presenter": 1000, "reason": "運賃の誤り"}"#
            )
            #expect(answer.status == 201)
            #expect(try answer.json == JSON(#"{"red": "hon-4", "black": "hon-5", "was_paid": true}"#))
            let old = try await browser.get("/v1/honoraria/hon-1", as: .presenter)
            #expect(try old.json["state"] == .string("replaced"))
            #expect(try old.json["corrected_by"] == JSON(#"["hon-4", "hon-5"]"#))
            let black = try await browser.get("/v1/honoraria/hon-5", as: .presenter)
            #expect(try black.json["gross"] == .number(31_000))
            #expect(try black.json["reason"] == .string("運賃の誤り"))
            let nothing = try await browser.post(
                "/v1/honoraria/hon-2/correction",
                as: .staff(.accountant),
                #"{"reason": "x", "minutes": 90}"#
            )
            #expect(nothing.status == 409 && nothing.problem == "nothing_changed")
            let cancelled = try await browser.post(
                "/v1/honoraria/hon-3/cancellation",
                as: .staff(.accountant),
                #"{"reason": "開催なし"}"#
            )
            #expect(try cancelled.json == JSON(#"{"red": "hon-6", "was_paid": true}"#))
            let again = try await browser.post(
                path,
                as: .staff(.accountant),
                #"{"reason": "x", "minutes": 60}"#
            )
            #expect(again.status == 409 && again.problem == "corrected_already")
        }
    }

    @Test("follow from what was agreed about a fee before")
    func agreed() async throws {
        let money = try await MoneyWorld()
        try await money.world.serve { browser in
            let path = "/v1/assignments/\(money.lectures[2])"
            let net = #"{"kind": "net", "amount": 20000, "reason": "依頼時の約束"}"#
            let agreed = try await browser.post("\(path)/fee-agreement", as: .staff(.coordinator), net)
            #expect(agreed.status == 204 && agreed.text.isEmpty)
            let again = try await browser.post(
                "\(path)/fee-agreement",
                as: .staff(.accountant),
                #"{"kind": "declined", "reason": "辞退"}"#
            )
            #expect(again.status == 409 && again.problem == "fee_agreed")
            let fixed = try await browser.post("\(path)/honorarium", as: .staff(.accountant))
            // The largest gross that leaves 20,000: 22,274 less 10.21 %, the fraction of the tax dropped.
            #expect(try fixed.json == JSON(#"{"honorarium": "hon-1", "gross": 22274}"#))
            #expect(fixed.headers[.location] == "/v1/honoraria/hon-1")
            let twice = try await browser.post("\(path)/honorarium", as: .staff(.coordinator))
            #expect(twice.status == 409 && twice.problem == "calculated_already")
            let tax = try await browser.post(
                "/v1/assignments/\(money.lectures[0])/separate-tax",
                as: .staff(.accountant),
                #"{"amount": 2727, "evidence": "evd-9"}"#
            )
            #expect(tax.status == 404)
            let travel = try await browser.post(
                "/v1/assignments/\(money.lectures[0])/travel-settlement",
                as: .staff(.accountant)
            )
            #expect(travel.status == 409 && travel.problem == "assignment_state")
        }
    }

    @Test("are agreed about beforehand, which those who work with money can read")
    func terms() async throws {
        let money = try await MoneyWorld()
        let coordinator = World.Asker.staff(.coordinator)
        try await money.world.serve { browser in
            let path = "/v1/assignments/\(money.lectures[2])/fee-agreement"
            func read() async throws -> JSON { try await browser.get(path, as: .staff(.auditor)).json }
            #expect(try await read() == JSON(#"{"kind": "table"}"#))
            let net = #"{"kind": "net", "amount": 20000, "reason": "依頼時の約束"}"#
            #expect(try await browser.post(path, as: coordinator, net).status == 204)
            let user = try #require(money.world.database.staff.coordinator.user)
            let promised = try await read()
            #expect(promised["agreed_at"]?.text?.hasSuffix("+09:00") == true)
            let expected = try JSON(
                #"{"kind": "net", "amount": 20000, "reason": "依頼時の約束", "agreed_by": "\#(user)"}"#
            )
            #expect(promised.without("agreed_at") == expected)
            // What was taken back leaves its reason.
            let back = #"{"kind": "table", "reason": "誤り"}"#
            #expect(try await browser.post(path, as: coordinator, back).status == 204)
            let table = try await read()
            #expect(table["kind"]?.text == "table" && table["reason"]?.text == "誤り" && table["amount"] == nil)
            let declined = #"{"kind": "declined", "reason": "辞退"}"#
            #expect(try await browser.post(path, as: coordinator, declined).status == 204)
            #expect(try await read()["kind"]?.text == "declined")
            for asker in [World.Asker.presenter, .host, .staff(.clerk)] {
                #expect(try await browser.get(path, as: asker).status == 403, "\(asker)")
            }
        }
    }

    @Test("tell beforehand what the payee's invoice shows apart")
    func stated() async throws {
        let money = try await MoneyWorld()
        try await money.world.serve { browser in
            let path = "/v1/assignments/\(money.lectures[1])"
            let invoice = try await browser.paper("invoice", of: "\(money.lectures[1])")
            let stated = try await browser.post(
                "\(path)/separate-tax",
                as: .staff(.accountant),
                #"{"amount": 2727, "evidence": "\#(invoice)"}"#
            )
            #expect(stated.status == 204, "\(stated.text)")
            let terms = try await browser.get("\(path)/fee-agreement", as: .staff(.approver)).json
            #expect(terms["kind"]?.text == "table" && terms["agreed_by"] == nil)
            #expect(terms["separate_tax"]?["amount"] == .number(2727))
            #expect(terms["separate_tax"]?["evidence"]?.text == invoice)
        }
    }
}

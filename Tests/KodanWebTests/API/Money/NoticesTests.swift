import HTTPTypes
import HummingbirdTesting
import KodanDomain
import KodanService
import KodanTestSupport
import Postgres
import Testing

@testable import KodanWeb

@Suite("Payment notices over HTTP", .database)
struct NoticesTests {
    private func issued(_ browser: Browser, _ money: MoneyWorld) async throws {
        try await money.scene.addTaxTables()
        try await money.closed(browser)
        let answer = try await browser.post("/v1/months/2026-07/notices", as: .staff(.accountant))
        try #require(answer.status == 200, "\(answer.text)")
        #expect(try answer.json["issued"] == .number(2))
        #expect(try answer.json["told"] == .number(2))
        #expect(try answer.json["totals"] == JSON(MonthsTests.totals))
    }

    @Test("are issued once; each presenter sees their own, and its page")
    func own() async throws {
        let money = try await MoneyWorld()
        try await money.world.serve { browser in
            try await issued(browser, money)
            let again = try await browser.post("/v1/months/2026-07/notices", as: .staff(.accountant))
            #expect(try again.json["repeated"] == .number(2))
            for (asker, own, other) in [(World.Asker.presenter, 1, 2), (.otherPresenter, 2, 1)] {
                let listed = try await browser.get("/v1/notices", as: asker)
                #expect(try listed.json["items"]?.elements.compactMap { $0["id"]?.text } == ["ntc-\(own)"])
                #expect(try listed.json["items"]?.elements.first?["told_at"]?.text == "\(MoneyWorld.today)")
                let page = try await browser.download("/v1/notices/ntc-\(own)/page", as: asker)
                #expect(page.answer.headers[.contentType] == "text/html; charset=utf-8")
                let sha256 = try listed.json["items"]?.elements.first?["sha256"]?.text
                #expect(ContentDigest.sha256(of: page.bytes).hexadecimal == sha256)
                for path in ["", "/page"] {
                    let hidden = try await browser.get("/v1/notices/ntc-\(other)\(path)", as: asker)
                    #expect(hidden.status == 404)
                }
                let answered = try await browser.post("/v1/notices/ntc-\(other)/confirmation", as: asker)
                #expect(answered.status == 404)
            }
            #expect(try await browser.get("/v1/notices", as: .host).status == 403)
        }
    }

    @Test("say when their payees were told of them, and nothing where nobody was")
    func told() async throws {
        let money = try await MoneyWorld()
        try await money.world.serve { browser in
            try await money.world.database.owner.transaction { session in
                try session.execute(
                    """
                    INSERT INTO mail_bounce (address, is_hard, words, recorded_at)
                    SELECT email, true, 'no such user', '2026-06-01'
                      FROM presenter
                     WHERE id = \(money.world.otherPresenter.rawValue)
                    """
                )
            }
            try await money.scene.addTaxTables()
            try await money.closed(browser)
            let issued = try await browser.post("/v1/months/2026-07/notices", as: .staff(.accountant))
            #expect(try issued.json["issued"] == .number(2))
            #expect(try issued.json["told"] == .number(1))
            let listed = try await browser.get("/v1/notices", as: .staff(.auditor))
            let told = try listed.json["items"]?.elements.map { $0["told_at"] != nil }
            #expect(told == [true, false])
        }
    }

    @Test("are answered for a payee who phones, who stands in the record")
    func callers() async throws {
        let money = try await MoneyWorld()
        try await money.world.serve { browser in
            try await issued(browser, money)
            let caller = #""on_behalf_of": "窓口 電話""#
            let steps = [
                ("ntc-1", "confirmation", "{\(caller)}", World.Asker.presenter),
                ("ntc-2", "objection", #"{"objection": "氏名が違う", \#(caller)}"#, .otherPresenter),
            ]
            for (notice, step, body, presenter) in steps {
                let path = "/v1/notices/\(notice)/\(step)"
                let refused = try await browser.post(path, as: presenter, body)
                #expect(refused.status == 422 && refused.errors == ["/on_behalf_of of_staff"], "\(step)")
                let noted = try await browser.post(path, as: .staff(.accountant), body)
                #expect(noted.status == 200, "\(noted.text)")
            }
            let recorded: [String?] = try await money.world.database.owner.transaction { session in
                try session.rows(
                    "SELECT on_behalf_of FROM audit_event WHERE action ~ '^payment_notice.(confirmed|objected)' ORDER BY id"
                ) { row throws(PostgresError) in try row.optional("on_behalf_of") }
            }
            #expect(recorded == ["窓口 電話", "窓口 電話"])
        }
    }

    @Test("are answered once, and replaced after an objection")
    func answered() async throws {
        let money = try await MoneyWorld()
        try await money.world.serve { browser in
            try await issued(browser, money)
            let confirmed = try await browser.post("/v1/notices/ntc-2/confirmation", as: .otherPresenter)
            #expect(try confirmed.json["state"] == .string("confirmed"))
            let twice = try await browser.post("/v1/notices/ntc-2/confirmation", as: .staff(.accountant))
            #expect(twice.status == 409 && twice.problem == "notice_answered")
            let early = try await browser.post("/v1/notices/ntc-1/replacement", as: .staff(.accountant))
            #expect(early.status == 409 && early.problem == "notice_not_objected")
            for (body, errors) in [
                ("{}", ["/objection present"]), (#"{"objection": 1}"#, ["/objection text"]),
                (#"{"objection": " "}"#, ["/objection present"]),
                (#"{"objection": "x", "why": 1}"#, ["/why unknown_field"]),
            ] {
                let bad = try await browser.post("/v1/notices/ntc-1/objection", as: .presenter, body)
                #expect(bad.status == 422 && bad.errors == errors, "\(body)")
            }
            let objected = try await browser.post(
                "/v1/notices/ntc-1/objection",
                as: .presenter,
                #"{"objection": "名前が違います"}"#
            )
            #expect(try objected.json["objection"] == .string("名前が違います"))
            let replaced = try await browser.post("/v1/notices/ntc-1/replacement", as: .staff(.accountant))
            #expect(replaced.status == 201)
            #expect(replaced.headers[.location] == "/v1/notices/ntc-3")
            #expect(try replaced.json["replaces"] == .string("ntc-1"))
            let old = try await browser.get("/v1/notices/ntc-1", as: .presenter)
            #expect(try old.json["state"] == .string("replaced"))
            #expect(try old.json["replaced_by"] == .string("ntc-3"))
        }
    }
}

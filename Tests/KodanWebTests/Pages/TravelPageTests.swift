import Hummingbird
import HummingbirdTesting
import KodanDomain
import KodanService
import KodanTestSupport
import Postgres
import Testing

@testable import KodanWeb

@Suite("Travel on the page of a lecture", .database)
struct TravelPageTests {
    @Test("is reported leg by leg with its receipts, and what is wrong is told where it was typed")
    func report() async throws {
        let world = try await World()
        try await world.serve { browser in
            let (_, assignment) = try await world.assigned(browser)
            try await world.atVenue()
            world.database.clock.set(World.end)
            let presenter = try await world.visitor(.presenter, at: browser.client)
            let path = "/lectures/\(assignment)"
            let evidence = try await presenter.file("receipt", at: path)
            #expect(try await presenter.open(path).text.contains("<option value=\"\(evidence)\""))
            var fields = [
                "held/day": "2026-07-08", "held/from": "14:00", "held/to": "15:30", "minutes": "90",
                "attendance": "２８", "summary": "五か条", "travel/0/mode": "air", "travel/0/from": "羽田",
                "travel/0/to": "那覇", "travel/0/amount": "２５,０００", "travel/0/paid_directly": "true",
                "travel/2/mode": "car", "travel/2/from": "那覇", "travel/2/to": "名護", "travel/2/amount": "500",
                "travel/2/evidence": evidence,
            ]
            let wrong = try await presenter.send(path, "report", fields, key: "wrong")
            #expect(wrong.status == .unprocessableContent)
            #expect(wrong.text.contains("href=\"#report-travel-2-kilometres\""), "\(wrong.text)")
            #expect(wrong.text.contains("value=\"那覇\"") && wrong.text.contains("２５,０００"))
            fields["travel/2/amount"] = nil
            fields["travel/2/kilometres"] = "60"
            fields["travel/2/day"] = "2026-07-07"
            try await presenter.goes(path, "report", fields, to: "\(path)?done=reported")
            let page = try await presenter.open(path).text
            #expect(page.contains("羽田 → 那覇") && page.contains("事務局が直接支払"))
            #expect(page.contains("（60km）") && page.contains("2026年7月7日（火）"))
            let accountant = try await world.visitor(.staff(.accountant), at: browser.client)
            #expect(try await accountant.open(path).text.contains("25,000円"))
            let host = try await world.visitor(.host, at: browser.client)
            let seen = try await host.open(path)
            #expect(seen.status == .ok && !seen.text.contains("請求された旅費"))
        }
    }

    @Test("that was bought for a lecture that was called off is claimed and settled, without a fee")
    func settlement() async throws {
        let money = try await MoneyWorld()
        let world = money.world
        world.database.clock.set(World.today)
        try await world.serve { browser in
            let (request, assignment) = try await world.assigned(browser)
            try await world.atVenue()
            let host = try await world.visitor(.host, at: browser.client)
            let off = try await host.send("/requests/\(request)", "cancel", ["reason": "台風"], key: "off")
            #expect(off.status == .seeOther, "\(off.text)")
            let presenter = try await world.visitor(.presenter, at: browser.client)
            let path = "/lectures/\(assignment)"
            let evidence = try await presenter.file("receipt", at: path)
            let nothing = try await presenter.send(path, "claim", ["day": "2026-07-08"], key: "nothing")
            #expect(nothing.status == .unprocessableContent && nothing.text.contains("claim-travel-0-mode"))
            let claim = [
                "day": "2026-07-08", "travel/0/mode": "rail", "travel/0/from": "新宿", "travel/0/to": "長野",
                "travel/0/amount": "8340", "travel/0/evidence": evidence,
            ]
            try await presenter.goes(path, "claim", claim, to: "\(path)?done=claimed")
            #expect(try await presenter.open(path).text.contains("新宿 → 長野"))
            let coordinator = try await world.visitor(.staff(.coordinator), at: browser.client)
            let unnamed = try await coordinator.send(path, "claim", claim, key: "unnamed")
            #expect(unnamed.status == .unprocessableContent && unnamed.text.contains("claim-on_behalf_of"))
            let accountant = try await world.visitor(.staff(.accountant), at: browser.client)
            #expect(try await accountant.open(path).offers("settle_travel"))
            let settled = try await accountant.send(path, "settle_travel", key: "settle")
            let place = try #require(settled.location, "\(settled.text)")
            let owed = try await accountant.open(place).text
            #expect(owed.contains("<dt>謝金額</dt><dd>0円</dd>"), "\(owed)")
            #expect(owed.contains("<dt>旅費（講師に支払う）</dt><dd>8,340円</dd>"))
            let again = try await accountant.send(path, "settle_travel", key: "again")
            #expect(again.status == .conflict)
            let late = try await presenter.send(path, "claim", claim, key: "late")
            #expect(late.status == .conflict)
        }
    }

    @Test("is not taxed with the consumption tax that the payee's invoice shows apart")
    func separateTax() async throws {
        let money = try await MoneyWorld()
        try await money.world.serve { browser in
            let path = "/lectures/\(money.lectures[0])"
            let presenter = try await money.world.visitor(.presenter, at: browser.client)
            let accountant = try await money.world.visitor(.staff(.accountant), at: browser.client)
            #expect(!(try await accountant.open(path)).offers("state_tax"))
            let invoice = try await presenter.file("invoice", at: path)
            let stated = ["amount": "２,７２７", "evidence": invoice]
            try await accountant.goes(path, "state_tax", stated, to: "\(path)?done=tax_stated")
            let fixed = try await accountant.send(path, "calculate", key: "fixed")
            let page = try await accountant.open(try #require(fixed.location, "\(fixed.text)")).text
            // A fee of 30,000 and 1,200 in cash, less the tax that is shown apart.
            #expect(page.contains("<dt>区分された消費税</dt><dd>2,727円</dd>"), "\(page)")
            #expect(page.contains("<dt>源泉徴収対象額</dt><dd>28,473円</dd>"))
            let again = try await accountant.send(path, "state_tax", stated, key: "again")
            #expect(again.status == .conflict)
        }
    }
}

extension PageVisitor {
    /// Sends a file for the lecture at `path`; its key.
    fileprivate func file(_ kind: String, at path: String) async throws -> String {
        let bytes = Array("%PDF-1.7 \(kind)".utf8)
        let filed = try await sendFile(path, "file", ["kind": kind], bytes, named: "\(kind).pdf")
        try #require(filed.location == "\(path)?done=filed", "\(filed.text)")
        return String(try #require(try await open(path).text.firstMatch(of: /evd-[0-9]+/)).0)
    }
}

extension World {
    /// Moves every lecture to a venue, to which one travels.
    fileprivate func atVenue() async throws {
        try await database.owner.transaction { session in
            try session.script(
                """
                UPDATE lecture_request
                   SET place = 'venue', venue_name = '会館', venue_municipality_code = '13101', venue_address = '一丁目',
                       venue_latitude_e6 = 35690000, venue_longitude_e6 = 139750000;
                UPDATE offer SET online = false, travel_minutes = 40;
                UPDATE assignment SET online = false, travel_minutes = 40;
                """
            )
        }
    }
}

import Hummingbird
import HummingbirdTesting
import KodanDomain
import KodanService
import KodanTestSupport
import Postgres
import Testing

@testable import KodanWeb

@Suite("Pages of accounting", .database)
struct MoneyPageTests {
    @Test("issue notices, note what payees say, and replace one that is wrong")
    func notices() async throws {
        let money = try await MoneyWorld()
        try await money.scene.addTaxTables()
        try await money.world.serve { browser in
            try await money.closed(browser)
            let accountant = try await money.world.visitor(.staff(.accountant), at: browser.client)
            try await accountant.goes("/months/2026-07", "notify", to: "/months/2026-07?done=noticed")
            let list = try await accountant.open("/notices?month=2026-07")
            let links = list.text.matches(of: /href="(\/notices\/[^"?]+)"/).map { String($0.1) }
            try #require(links.count == 2)
            #expect(list.text.contains("メールで通知済み") && !list.text.contains("書面で渡してください"))
            try await accountant.goes(links[0], "confirm", to: "\(links[0])?done=confirmed")
            let silent = try await accountant.send(links[1], "object", key: "silent")
            #expect(silent.status == .unprocessableContent && silent.text.contains("#object-objection"))
            try await accountant.goes(
                links[1],
                "object",
                ["objection": "氏名が違う"],
                to: "\(links[1])?done=objected"
            )
            #expect(
                try await accountant.open("/home").text.contains("<a href=\"/notices?objected=true\">1件</a>")
            )
            let objected = try await accountant.open("/notices?objected=true")
            #expect(objected.text.contains(links[1]) && !objected.text.contains("\"\(links[0])\""))
            let replaced = try await accountant.send(links[1], "replace", key: "replace")
            let place = try #require(replaced.location)
            #expect(try await accountant.open(place).text.contains("訂正した通知書を発行しました"))
            let presenter = try await money.world.visitor(.presenter, at: browser.client)
            let own = try await presenter.open("/notices")
            #expect(own.text.matches(of: /href="\/notices\/[^"?]+"/).count < 3)
            #expect(!own.text.contains("通知済み"))
        }
    }

    @Test("correct an honorarium in red and black, with a reason")
    func corrections() async throws {
        let money = try await MoneyWorld()
        try await money.world.serve { browser in
            try await money.closed(browser)
            let accountant = try await money.world.visitor(.staff(.accountant), at: browser.client)
            // People and lectures are called by their names.
            let list = try await accountant.open("/honoraria").text
            #expect(list.contains("<a href=\"/honoraria/hon-1\">講習会</a>") && list.contains("講師 第一"))
            let payment = try await accountant.open("/payments/pmt-1").text
            #expect(payment.contains("<h1>支払：講師 第一（") && !payment.contains("usr-"))
            #expect(try await accountant.open("/honoraria/hon-1/walk").text.contains("<h1>「講習会」の謝金の経緯</h1>"))
            let page = try await accountant.open("/honoraria/hon-1")
            #expect(page.text.contains("<h1>謝金：講習会（2026年6月10日（水））"), "\(page.text)")
            #expect(page.text.contains("1回 30,000円") && page.text.contains("1,200円"))
            let fields = ["travel_to_presenter": "１,０００"]
            let silent = try await accountant.send("/honoraria/hon-1", "correct", fields, key: "silent")
            #expect(silent.status == .unprocessableContent && silent.text.contains("value=\"１,０００\""))
            let sent = try await accountant.send(
                "/honoraria/hon-1",
                "correct",
                fields.merging(["reason": "運賃の誤り"]) { own, _ in own },
                key: "right"
            )
            let place = try #require(sent.location)
            let black = try await accountant.open(place)
            #expect(black.text.contains("黒伝") && black.text.contains("運賃の誤り"))
            #expect(black.text.contains("31,000円"))
            #expect(!(try await accountant.open("/honoraria/hon-1")).offers("correct"))
        }
    }

    @Test("let what was cancelled by mistake be owed again, with nothing but a reason")
    func revival() async throws {
        let money = try await MoneyWorld()
        try await money.world.serve { browser in
            try await money.closed(browser)
            let accountant = try await money.world.visitor(.staff(.accountant), at: browser.client)
            let correction = ["travel_to_presenter": "1000", "reason": "運賃の誤り"]
            let sent = try await accountant.send("/honoraria/hon-1", "correct", correction, key: "right")
            let entry = String(try #require(sent.location?.split(separator: "?").first))
            _ = try await accountant.send(entry, "cancel", ["reason": "取り違え"], key: "gone")
            let cancelled = try await accountant.open(entry)
            #expect(cancelled.offers("correct") && !cancelled.offers("cancel"))
            let again = try await accountant.send(entry, "correct", ["reason": "取消しの誤り"], key: "again")
            let revived = try await accountant.open(try #require(again.location))
            #expect(revived.text.contains("黒伝") && revived.text.contains("31,000円"))
        }
    }

    @Test("list honoraria from the newest, and those still to be paid from the oldest")
    func orders() async throws {
        let money = try await MoneyWorld()
        try await money.world.serve { browser in
            try await money.closed(browser)
            let accountant = try await money.world.visitor(.staff(.accountant), at: browser.client)
            let correction = ["travel_to_presenter": "1000", "reason": "運賃の誤り"]
            let place = try #require(
                try await accountant.send("/honoraria/hon-1", "correct", correction, key: "right").location
            )
            let link = try #require(place.split(separator: "?").first)
            let register = try await accountant.open("/honoraria").text
            let newest = try #require(register.firstRange(of: "\(link)\""))
            let oldest = try #require(register.firstRange(of: "/honoraria/hon-1\""))
            #expect(newest.lowerBound < oldest.lowerBound && register.contains("（新しい順）"))
            let unpaid = try await accountant.open("/honoraria?state=calculated").text
            #expect(unpaid.contains("\(link)\"") && unpaid.contains("（古い順）"))
            let rest = try await accountant.open("/honoraria?after=\(link.split(separator: "/")[1])").text
            #expect(rest.contains("/honoraria/hon-1\"") && !rest.contains("\(link)\""))
            let searched = try await accountant.open("/honoraria?from=2026-06-31&state=included")
            #expect(searched.text.contains("href=\"#search-from\"") && searched.text.contains("2026-06-31"))
        }
    }

    @Test("search the books by day, amount and payee together, and give out what was found")
    func books() async throws {
        let money = try await MoneyWorld()
        try await money.world.serve { browser in
            try await money.closed(browser)
            let auditor = try await money.world.visitor(.staff(.auditor), at: browser.client)
            let found = try await auditor.open(
                "/transactions?from=2026-07-24&to=2026-07-31&amount_min=\("５０,０００".percentEncoded)&amount_max="
            )
            #expect(found.text.contains("pmt-1") && !found.text.contains("pmt-2"))
            let link = try #require(found.text.firstMatch(of: /href="(\/v1\/transactions\/file[^"]*)"/))
            let path = String(link.1).replacing("&amp;", with: "&")
            let file = try await auditor.open(path)
            #expect(file.status == .ok && file.text.contains("54952"))
            #expect(!file.text.contains("26937"))
            let exports = try await auditor.open("/exports")
            #expect(exports.text.contains("帳簿の検索結果"))
            let wrong = try await auditor.open("/transactions?amount_min=many&name=a&payee=pye-1")
            #expect(wrong.status == .ok && wrong.text.contains("href=\"#search-amount_min\""))
            #expect(wrong.text.contains("href=\"#search-name\"") && wrong.text.contains("value=\"many\""))
        }
    }

    @Test("set budgets with a reason, and make a year's payment records")
    func budgetsAndPapers() async throws {
        let money = try await MoneyWorld()
        try await money.world.serve { browser in
            let accountant = try await money.world.visitor(.staff(.accountant), at: browser.client)
            let fields = [
                "programme": "regional_dispatched", "fiscal_year": "2026", "amount": "３,０００,０００",
            ]
            let silent = try await accountant.send("/budgets", "set", fields, key: "silent")
            #expect(silent.status == .unprocessableContent && silent.text.contains("#set-reason"))
            try await accountant.goes(
                "/budgets",
                "set",
                fields.merging(["reason": "年度当初"]) { own, _ in own },
                to: "/budgets?year=2026&done=set"
            )
            #expect(try await accountant.open("/budgets?year=2026").text.contains("3,000,000円"))
            let approver = try await money.world.visitor(.staff(.approver), at: browser.client)
            #expect(!(try await approver.open("/budgets")).offers("set"))
            #expect(try await accountant.open("/papers?year=2025").offers("make"))
            #expect(!(try await accountant.open("/papers?year=2026")).offers("make"))
            #expect(try await accountant.open("/papers?year=99999").status == .notFound)
        }
    }
}

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
    @Test("record what the bank did, and send again what came back")
    func bankResults() async throws {
        let money = try await MoneyWorld()
        try await money.world.serve { browser in
            let file = try await money.exported(browser)
            money.world.database.clock.set(moment("2026-07-24T10:00:00+09:00"))
            let accountant = try await money.world.visitor(.staff(.accountant), at: browser.client)
            let path = "/transfers/\(file)"
            let page = try await accountant.open(path)
            #expect(page.offers("settle") && page.offers("settle_table"))
            let wrong = try await accountant.send(
                path,
                "settle",
                ["paid_on": "2026-07-24", "returned": "口座なし"],
                key: "wrong"
            )
            #expect(wrong.status == .unprocessableContent)
            #expect(wrong.text.contains("href=\"#settle-returned\"") && wrong.text.contains(">口座なし<"))
            let twice = try await accountant.send(
                path,
                "settle",
                ["paid_on": "2026-07-24", "returned": "1 甲\n１ 乙"],
                key: "twice"
            )
            #expect(twice.status == .unprocessableContent)
            try await accountant.goes(
                path,
                "settle",
                ["paid_on": "2026-07-24", "returned": "２　口座なし\n"],
                to: "\(path)?done=settled"
            )
            let settled = try await accountant.open("\(path)?done=settled")
            #expect(settled.text.contains("振込済1件、組戻し1件、結果待ち0件") && settled.text.contains("口座なし"))
            #expect(!settled.offers("settle"))
            #expect(try await accountant.open("/home").text.contains("組戻しの再振込"))
            #expect(try await accountant.open("/months/2026-07").offers("retry"))
            let past = try await accountant.send(
                "/months/2026-07",
                "retry",
                ["pay_on": "2026-06-30"],
                key: "past"
            )
            #expect(past.status == .unprocessableContent && past.text.contains("#retry-pay_on"))
            try await accountant.goes(
                "/months/2026-07",
                "retry",
                ["pay_on": "2026-07-27"],
                to: "/months/2026-07?done=retried"
            )
            #expect(try await money.world.count("transfer_attempt") == 3)
        }
    }

    @Test("take the bank's own table, and name what is wrong with it")
    func bankTable() async throws {
        let money = try await MoneyWorld()
        try await money.world.serve { browser in
            let file = try await money.exported(browser)
            money.world.database.clock.set(moment("2026-07-24T10:00:00+09:00"))
            let accountant = try await money.world.visitor(.staff(.accountant), at: browser.client)
            let path = "/transfers/\(file)"
            let none = try await accountant.send(path, "settle_table", ["paid_on": "2026-07-24"], key: "none")
            #expect(none.status == .unprocessableContent && none.text.contains("#settle_table-table"))
            let wrong = try await accountant.attach(path, "settle_table", "番号,結果\n7,振込済\n")
            #expect(wrong.status.code >= 400 && wrong.status.code < 500)
            #expect(try await money.world.count("transfer_attempt WHERE state = 'sent'") == 2)
            let right = try await accountant.attach(path, "settle_table", "番号,結果\n1,振込済\n2,振込済\n")
            #expect(right.status == .seeOther, "\(right.text)")
            #expect(try await money.world.count("transfer_attempt WHERE state = 'paid'") == 2)
        }
    }

    @Test("issue notices, note what payees say, and replace one that is wrong")
    func notices() async throws {
        let money = try await MoneyWorld()
        try await money.addTaxTables()
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

    @Test("have accounts confirmed by a second person, not by who asked for them")
    func accounts() async throws {
        let money = try await MoneyWorld()
        try await money.world.serve { browser in
            let accountant = try await money.world.visitor(.staff(.accountant), at: browser.client)
            let account = [
                "bank_code": "0005", "branch_code": "101", "deposit_type": "1", "account_number": "2223334",
                "account_holder": "コウシ ア",
            ]
            var wrong = account
            wrong["bank_code"] = "5"
            let refused = try await accountant.send("/payees/pye-1", "account", wrong)
            #expect(refused.status == .unprocessableContent && refused.text.contains("#account-bank_code"))
            let changed = try await accountant.send("/payees/pye-1", "account", account)
            #expect(changed.location == "/payees/pye-1?done=account")
            #expect(
                try await accountant.open("/home").text.contains("<a href=\"/payees?waiting=true\">1件</a>")
            )
            #expect(try await accountant.open("/payees?waiting=true").text.contains("/payees/pye-1"))
            let page = try await accountant.open("/payees/pye-1")
            #expect(page.text.contains("ご自身が登録した口座です") && page.text.contains("末尾334"))
            #expect(!page.text.contains("2223334"))
            let own = try await accountant.send("/payees/pye-1", "confirm", ["account": "acc-3"], key: "own")
            #expect(own.status == .conflict)
            let approver = try await money.world.visitor(.staff(.approver), at: browser.client)
            try await approver.goes(
                "/payees/pye-1",
                "confirm",
                ["account": "acc-3"],
                to: "/payees/pye-1?done=confirmed"
            )
            let coordinator = try await money.world.visitor(.staff(.coordinator), at: browser.client)
            #expect(!(try await coordinator.open("/payees/pye-1")).text.contains("334"))
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

    @Test("change an account once, though the form is sent twice")
    func accountTwice() async throws {
        let money = try await MoneyWorld()
        try await money.world.serve { browser in
            let accountant = try await money.world.visitor(.staff(.accountant), at: browser.client)
            let fields = [
                "bank_code": "0005", "branch_code": "101", "deposit_type": "1", "account_number": "2223334",
                "account_holder": "コウシ ア",
            ]
            for _ in 1...2 {
                try await accountant.goes(
                    "/payees/pye-1",
                    "account",
                    fields,
                    to: "/payees/pye-1?done=account"
                )
            }
            #expect(try await money.world.count("payee_account WHERE payee_id = 1") == 2)
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

extension PageVisitor {
    /// Sends a form with a file `table`, as browsers do.
    func attach(_ path: String, _ step: String, _ table: String) async throws -> TestResponse {
        let secret = try #require(secret)
        let fields = [
            "step": step, "csrf": SecretText.csrfToken(ofSession: secret), "paid_on": "2026-07-24",
        ]
        var body = fields.sorted { $0.key < $1.key }.map { name, value in
            "--mark\r\nContent-Disposition: form-data; name=\"\(name)\"\r\n\r\n\(value)\r\n"
        }.joined()
        body += """
            --mark\r\nContent-Disposition: form-data; name="table"; filename="result.csv"\r
            Content-Type: text/csv\r\n\r\n\(table)\r\n--mark--\r\n
            """
        return try await client.execute(
            uri: path,
            method: .post,
            headers: [
                .accept: "text/html", .contentType: "multipart/form-data; boundary=mark",
                .cookie: "\(SessionCookie.name)=\(secret)", .secFetchSite: "same-origin",
            ],
            body: ByteBuffer(string: body)
        )
    }
}

import Hummingbird
import HummingbirdTesting
import KodanDomain
import KodanService
import KodanTestSupport
import Postgres
import Testing

@testable import KodanWeb

@Suite("Pages of a payment month", .database)
struct MonthPageTests {
    private let month = "/months/2026-07"

    @Test("take it from nothing to the bank: three clicks, three clicks, two clicks")
    func fromNothingToTheBank() async throws {
        let money = try await MoneyWorld()
        try await money.world.serve { browser in
            let accountant = try await money.world.visitor(.staff(.accountant), at: browser.client)
            let approver = try await money.world.visitor(.staff(.approver), at: browser.client)
            let home = try await accountant.open("/home")
            #expect(home.text.contains("href=\"\(month)\""), "the first click")
            let unprepared = try await accountant.open(month)
            #expect(unprepared.text.contains("まだ作成されていません") && unprepared.offers("prepare"))
            #expect(!(try await approver.open(month)).offers("prepare"))

            try await accountant.goes(month, "prepare", to: "\(month)?done=prepared")
            let prepared = try await accountant.open("\(month)?done=prepared")
            #expect(prepared.offers("submit") && !prepared.offers("approve") && !prepared.offers("close"))
            #expect(prepared.text.contains("2件　支払額91,200円　源泉徴収税額9,311円　差引支払額81,889円"))
            #expect(prepared.text.contains("□ 残り2件"), "drafts keep it from closing")
            try await accountant.goes(month, "submit", to: "\(month)?done=submitted")
            #expect(!(try await accountant.open(month)).offers("submit"))

            #expect(try await approver.open("/home").text.contains("href=\"\(month)\""))
            let submitted = try await approver.open(month)
            #expect(submitted.offers("approve") && !submitted.offers("close"))
            let seen = try await approver.mark(at: month)
            try await approver.goes(month, "approve", ["seen": seen], to: "\(month)?done=approved")
            let approved = try await approver.open(month)
            #expect(approved.offers("close") && !approved.offers("approve"))
            #expect(!approved.text.contains("□ 残り"), "every condition is satisfied")
            try await approver.goes(month, "close", to: "\(month)?done=closed")

            #expect(try await accountant.open("/home").offers("export"))
            try await accountant.goes(
                "/home",
                "export",
                ["month": "2026-07"],
                to: "\(month)?done=exported"
            )
            let exported = try await accountant.open(month)
            let link = try #require(exported.text.firstMatch(of: /href="(\/v1\/transfer-files\/[^"]+)"/))
            let file = try await accountant.open(String(link.1))
            #expect(file.status == .ok && file.text.hasPrefix("1"))
            #expect(try await approver.open(month).text.contains("/v1/transfer-files/") == false)
            #expect(try await approver.open(String(link.1)).status == .forbidden)
        }
    }

    @Test("refuse one login that tries to do all, plainly and without a button")
    func allInOne() async throws {
        let money = try await MoneyWorld()
        let accountant = try #require(money.world.database.staff.accountant.user)
        try await money.world.database.owner.transaction { session in
            try session.execute(
                """
                INSERT INTO user_role (user_id, role, granted_at)
                VALUES (\(accountant.rawValue), 'approver', '2026-04-01T00:00:00Z')
                """
            )
        }
        try await money.world.serve { browser in
            try await money.submitted(browser)
            let both = try await money.world.visitor(
                .staff(.accountant),
                in: .approver,
                at: browser.client
            )
            let page = try await both.open(month)
            #expect(page.text.contains("ご自身が作成した支払") && !page.offers("approve"))
            let payment = try await both.open("/payments/pmt-1")
            #expect(payment.text.contains("ご自身が作成した支払のため、承認できません") && !payment.offers("approve"))
            let other = try await money.world.visitor(.staff(.approver), at: browser.client)
            for path in [month, "/payments/pmt-1"] {
                let seen = try await other.mark(at: path)
                let refused = try await both.send(path, "approve", ["seen": seen], key: "own-\(path.count)")
                #expect(
                    refused.status == .conflict && refused.text.contains("作成した本人も、受け取る本人も承認できません"),
                    "\(refused.text)"
                )
            }
            #expect(try await money.world.count("payment WHERE state <> 'submitted'") == 0)
            let open = try await other.send(month, "close", key: "early")
            #expect(open.status == .conflict && open.text.contains("承認"))
            let foreign = try await other.send(month, "submit", key: "other")
            #expect(foreign.status == .forbidden)
        }
    }

    @Test("narrow its payments, with totals of exactly those")
    func narrowed() async throws {
        let money = try await MoneyWorld()
        try await money.world.database.owner.transaction { session in
            try session.execute("UPDATE payee SET name = '<script>甲</script>' WHERE name = '講師 第二'")
        }
        try await money.world.serve { browser in
            try await money.submitted(browser)
            let auditor = try await money.world.visitor(.staff(.auditor), at: browser.client)
            let named = try await auditor.open("\(month)?name=\("甲".percentEncoded)")
            #expect(named.text.contains("1件　支払額30,000円　源泉徴収税額3,063円　差引支払額26,937円"))
            #expect(named.text.contains("&lt;script&gt;甲&lt;/script&gt;") && !named.text.contains("講師 第一"))
            #expect(!named.text.contains("<script>甲"))
            let none = try await auditor.open("\(month)?state=paid")
            #expect(none.text.contains("0件　支払額0円") && none.text.contains("該当する支払はありません"))
            let all = try await auditor.open("\(month)?state=submitted&name=")
            #expect(all.text.contains("2件　支払額91,200円"))
            // What both say is the same: the totals of the month are those of all its payments.
            #expect(all.text.contains("<dd>91,200円</dd>"))
        }
    }

    @Test(
        "are none of a month outside of the years that there are",
        arguments: ["0001-01", "1899-12", "2201-01", "9999-12"]
    )
    func beyondYears(month: String) async throws {
        let money = try await MoneyWorld()
        let before = try await money.world.count("payment_month")
        try await money.world.serve { browser in
            let accountant = try await money.world.visitor(.staff(.accountant), at: browser.client)
            for path in ["/months/\(month)", "/months/\(month)/left-out", "/months/\(month)/slip"] {
                #expect(try await accountant.open(path).status == .notFound, "\(path)")
            }
            for step in ["prepare", "submit", "export", "notify"] {
                let answer = try await accountant.send("/months/\(month)", step, ["month": month], key: step)
                #expect(answer.status == .notFound, "\(step)")
            }
            let home = try await accountant.send("/home", "export", ["month": month], key: "home")
            #expect(home.status == .notFound)
        }
        #expect(try await money.world.count("payment_month") == before)
    }

    @Test("say what is left out, and why")
    func leftOut() async throws {
        let money = try await MoneyWorld()
        try await money.world.serve { browser in
            try await money.calculated(browser)
            try await money.world.database.owner.transaction { session in
                try session.execute("DELETE FROM payee_residency WHERE payee_id = 2")
            }
            _ = try await browser.post("/v1/months/2026-07/preparation", as: .staff(.accountant))
            let accountant = try await money.world.visitor(.staff(.accountant), at: browser.client)
            let page = try await accountant.open("\(month)/left-out")
            #expect(page.text.contains("href=\"/payees/pye-2\"") && page.text.contains("30,000円"))
            #expect(!page.text.contains("pye-1"))
            let auditor = try await money.world.visitor(.staff(.auditor), at: browser.client)
            #expect(try await auditor.open("\(month)/left-out").text.contains("pye-2"))
        }
    }

    @Test("say that a payment was dropped, not that nothing changed, and where it reads why")
    func dropped() async throws {
        let money = try await MoneyWorld()
        try await money.world.serve { browser in
            let accountant = try await money.world.visitor(.staff(.accountant), at: browser.client)
            try await accountant.goes(month, "prepare", to: "\(month)?done=prepared")
            try await money.world.database.owner.transaction { session in
                try session.execute("DELETE FROM payee_residency WHERE payee_id = \(money.otherPayee)")
            }
            let again = try await accountant.send(month, "prepare", key: "again")
            #expect(again.location == "\(month)?done=prepared_left", "\(again.text)")
            let page = try await accountant.open("\(month)?done=prepared_left").text
            #expect(page.contains("この月に含められない謝金があります。"))
            // A payment that was dropped does not count as one.
            #expect(page.contains("1件　支払額61,200円　源泉徴収税額6,248円　差引支払額54,952円"), "\(page)")
            let third = try await accountant.send(month, "prepare", key: "third")
            #expect(third.location == "\(month)?done=unchanged_left")
        }
    }

    @Test("lead from a closed month to the payments that ask for money back")
    func claims() async throws {
        let money = try await MoneyWorld()
        try await money.world.serve { browser in
            try await money.closed(browser)
            let cancelled = try await browser.post(
                "/v1/honoraria/hon-3/cancellation",
                as: .staff(.accountant),
                #"{"reason": "開催されなかった"}"#
            )
            try #require(cancelled.status < 300, "\(cancelled.text)")
            for step in ["preparation", "submission"] {
                let answer = try await browser.post("/v1/months/2026-08/\(step)", as: .staff(.accountant))
                try #require(answer.status == 200, "\(answer.text)")
            }
            let approved = try await browser.approve("/v1/months/2026-08")
            try #require(approved.status == 200, "\(approved.text)")
            let closed = try await browser.post("/v1/months/2026-08/closure", as: .staff(.approver))
            try #require(closed.status == 200, "\(closed.text)")
            let accountant = try await money.world.visitor(.staff(.accountant), at: browser.client)
            let page = try await accountant.open("/months/2026-08").text
            #expect(page.contains("1件の支払は、支払先に返金をお願いしています。"), "\(page)")
            #expect(page.contains("href=\"/months/2026-08?state=closed\""))
            let claims = try await accountant.open("/months/2026-08?state=closed").text
            #expect(claims.contains("-26,937円"))
        }
    }

    @Test("show an auditor everything and no form that changes anything")
    func auditor() async throws {
        let money = try await MoneyWorld()
        try await money.scene.addTaxTables()
        try await money.world.serve { browser in
            let file = try await money.exported(browser)
            _ = try await browser.post("/v1/months/2026-07/notices", as: .staff(.accountant))
            let auditor = try await money.world.visitor(.staff(.auditor), at: browser.client)
            let notices = try await browser.get("/v1/notices", as: .staff(.auditor))
            let notice = try #require(try notices.json["items"]?.elements.first?["id"]?.text)
            for path in [
                "/home", "/months", month, "\(month)/slip", "/payments/pmt-1", "/payments/pmt-1/walk",
                "/honoraria", "/honoraria/hon-1", "/honoraria/hon-1/walk", "/transfers/\(file)", "/findings",
                "/notices", "/notices/\(notice)", "/payees", "/payees/pye-1", "/budgets", "/papers",
                "/transactions", "/exports",
            ] {
                let page = try await auditor.open(path)
                #expect(page.status == .ok, "\(path) \(page.status)")
                #expect(!page.text.contains("name=\"step\""), "\(path)")
            }
            let walk = try await auditor.open("/payments/pmt-1/walk")
            #expect(walk.text.contains("href=\"/requests/") && walk.text.contains("【記録】"))
        }
    }
}

extension TestResponse {
    /// Whether the page has a form of this step.
    func offers(_ step: String) -> Bool { text.contains("name=\"step\" value=\"\(step)\"") }
}

extension PageVisitor {
    /// Sends a form that leads to `path`.
    func goes(
        _ page: String,
        _ step: String,
        _ values: [String: String] = [:],
        to path: String,
        sourceLocation: SourceLocation = #_sourceLocation
    ) async throws {
        let answer = try await send(page, step, values, key: "\(step)-\(page.count)")
        #expect(answer.status == .seeOther, "\(answer.text)", sourceLocation: sourceLocation)
        #expect(answer.location == path, sourceLocation: sourceLocation)
    }
}

import Hummingbird
import HummingbirdTesting
import KodanDomain
import KodanService
import KodanTestSupport
import Postgres
import Testing

@testable import KodanWeb

@Suite("Pages of payments and their notices", .database)
struct PaymentPageTests {
    @Test("show who approves where the money goes, and nobody else")
    func account() async throws {
        let money = try await MoneyWorld()
        try await money.world.serve { browser in
            try await money.submitted(browser)
            let approver = try await money.world.visitor(.staff(.approver), at: browser.client)
            let page = try await approver.open("/payments/pmt-1").text
            #expect(page.contains("0001-001 ミホン ホンテン 普通 末尾567"), "\(page)")
            #expect(page.contains("コウ タロウ") && page.contains("コウシ ア") && !page.contains("1234567"))
            #expect(page.contains("承認すると、この口座に振り込むことが決まります。"))
            #expect(page.contains("口座名義が講師のカナ氏名と一致しません"))
            try await money.world.database.owner.transaction { session in
                try session.execute(
                    "UPDATE presenter SET family_kana = 'コウ', given_kana = 'タロウ' WHERE id = \(money.world.presenter.rawValue)"
                )
            }
            let alike = try await approver.open("/payments/pmt-1").text
            #expect(alike.contains("末尾567") && !alike.contains("一致しません"))
            try await approver.goes(
                "/payments/pmt-1",
                "approve",
                ["seen": try await approver.mark(at: "/payments/pmt-1")],
                to: "/payments/pmt-1?done=approved"
            )
            // A later account serves payments that are approved later.
            try await money.scene.account(
                of: money.payee,
                number: "0000009",
                confirmed: "2026-07-01T00:30:00Z"
            )
            let bound = try await approver.open("/payments/pmt-1").text
            #expect(bound.contains("末尾567") && !bound.contains("末尾009"))
            let auditor = try await money.world.visitor(.staff(.auditor), at: browser.client)
            let read = try await auditor.open("/payments/pmt-1")
            #expect(read.status == .ok && !read.text.contains("振込先") && !read.text.contains("末尾"))
        }
    }

    @Test("say that a transfer came back, and whether it would go to the same account again")
    func returned() async throws {
        let money = try await MoneyWorld()
        try await money.world.serve { browser in
            let file = try await money.exported(browser)
            money.world.database.clock.set(moment("2026-07-24T10:00:00+09:00"))
            let accountant = try await money.world.visitor(.staff(.accountant), at: browser.client)
            let sent = try await accountant.open("/payments/pmt-2").text
            #expect(sent.contains("この口座への振込データを作成しました。銀行の結果を待っています。"))
            try await accountant.goes(
                "/transfers/\(file)",
                "settle",
                ["paid_on": "2026-07-24", "returned": "2 口座なし"],
                to: "/transfers/\(file)?done=settled"
            )
            let unchanged = try await accountant.open("/payments/pmt-2").text
            #expect(unchanged.contains("振込が組戻しになりました。") && unchanged.contains("再振込もこの口座になります"))
            let month = try await accountant.open("/months/2026-07").text
            #expect(month.contains("1件は、組戻しになった口座へもう一度振り込むことになります"))
            #expect(
                month.contains("transfer-2026-07.txt の組戻しを見る")
                    && month.contains("href=\"/transfers/\(file)\"")
            )
            try await money.scene.account(
                of: money.otherPayee,
                number: "0000009",
                confirmed: "2026-07-24T00:30:00Z"
            )
            let changed = try await accountant.open("/payments/pmt-2").text
            #expect(changed.contains("再振込は、新しく確認されたこの口座に行います。") && changed.contains("末尾009"))
            let ready = try await accountant.open("/months/2026-07")
            #expect(ready.offers("retry") && !ready.text.contains("もう一度振り込む"))
        }
    }

    @Test("tell beneath a notice what has become of its payment since")
    func sequel() async throws {
        let money = try await MoneyWorld()
        try await money.scene.addTaxTables()
        try await money.world.serve { browser in
            let file = try await money.exported(browser)
            let issuer = try await money.world.visitor(.staff(.accountant), at: browser.client)
            try await issuer.goes("/months/2026-07", "notify", to: "/months/2026-07?done=noticed")
            money.world.database.clock.set(moment("2026-07-24T10:00:00+09:00"))
            let accountant = try await money.world.visitor(.staff(.accountant), at: browser.client)
            let presenter = try await money.world.visitor(.presenter, at: browser.client)
            let list = try await presenter.open("/paid").text
            let path = String(try #require(list.firstMatch(of: /href="(\/paid\/[^"?]+)"/)).1)
            let issued = try await presenter.open(path).text
            #expect(issued.contains("2026年7月24日（金）に振り込む予定です。"), "\(issued)")
            try await accountant.goes(
                "/transfers/\(file)",
                "settle",
                ["paid_on": "2026-07-24", "returned": "1 口座なし"],
                to: "/transfers/\(file)?done=settled"
            )
            let returned = try await presenter.open(path).text
            #expect(returned.contains("2026年7月24日（金）に組戻しになりました。") && !returned.contains("訂正しました"))
            // Whoever mistyped their account puts it right themself.
            #expect(returned.contains("「登録内容」のページから変更を届け出てください。"))
            let correction = ["travel_to_presenter": "1000", "reason": "運賃の誤り"]
            let sent = try await accountant.send("/honoraria/hon-1", "correct", correction)
            #expect(sent.status == .seeOther, "\(sent.text)")
            let office = path.replacing("/paid/", with: "/notices/")
            for page in [try await presenter.open(path).text, try await accountant.open(office).text] {
                #expect(page.contains("訂正（2026年6月10日（水）の講演）"), "\(page)")
                #expect(page.contains("税引前の額を31,200円から31,000円に訂正しました。"))
                #expect(page.contains("差額は、これから作成する支払で精算します。"))
            }
        }
    }

    @Test("call programmes and ranks by their names")
    func names() async throws {
        let money = try await MoneyWorld()
        try await money.world.serve { browser in
            try await money.calculated(browser)
            let auditor = try await money.world.visitor(.staff(.auditor), at: browser.client)
            let page = try await auditor.open("/honoraria/hon-1").text
            #expect(page.contains("（ランク：flat 30000）") && !page.contains("flat_30000"), "\(page)")
            #expect(!page.contains("regional_dispatched"))
            // What goes to the presenter, which makes up 31,200, and what the body paid itself are told apart.
            let list = try await auditor.open("/honoraria").text
            for amount in ["30,000円", "1,200円", "31,200円", "8,000円"] { #expect(list.contains(amount)) }
        }
    }
}

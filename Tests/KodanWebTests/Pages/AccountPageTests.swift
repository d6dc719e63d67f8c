import Hummingbird
import HummingbirdTesting
import KodanDomain
import KodanService
import KodanTestSupport
import Postgres
import Testing

@testable import KodanWeb

@Suite("Pages of bank accounts", .database)
struct AccountPageTests {
    private static let account = [
        "bank_code": "0005", "branch_code": "101", "deposit_type": "1", "account_number": "2223334",
        "account_holder": "コウシ ア",
    ]

    @Test("have accounts confirmed by a second person, not by who asked for them")
    func accounts() async throws {
        let money = try await MoneyWorld()
        try await money.world.serve { browser in
            let accountant = try await money.world.visitor(.staff(.accountant), at: browser.client)
            var wrong = Self.account
            wrong["bank_code"] = "5"
            let refused = try await accountant.send("/payees/pye-1", "account", wrong)
            #expect(refused.status == .unprocessableContent && refused.text.contains("#account-bank_code"))
            let changed = try await accountant.send("/payees/pye-1", "account", Self.account)
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
            let shown = try await coordinator.open("/payees/pye-1")
            #expect(!shown.text.contains("334"))
            // What they may not open is not offered.
            #expect(!shown.text.contains("/transactions"))
            #expect(page.text.contains("/transactions?payee=pye-1"))
        }
    }

    @Test("ask for a second look where the holder's name was changed for bank files")
    func changedHolder() async throws {
        let money = try await MoneyWorld()
        try await money.world.serve { browser in
            let accountant = try await money.world.visitor(.staff(.accountant), at: browser.client)
            var small = Self.account
            small["account_holder"] = "コウシ ショウ"
            let told = try await accountant.send("/payees/pye-1", "account", small)
            #expect(told.location == "/payees/pye-1?done=account_kana", "\(told.text)")
            let page = try await accountant.open("/payees/pye-1?done=account_kana").text
            #expect(page.contains("通帳の名義と見比べてください"))
        }
    }

    @Test("have who sees nothing of an account confirm it after a call back alone")
    func unseen() async throws {
        let money = try await MoneyWorld()
        try await money.world.serve { browser in
            let path = "/payees/pye-1"
            let accountant = try await money.world.visitor(.staff(.accountant), at: browser.client)
            try await accountant.goes(path, "account", Self.account, to: "\(path)?done=account")
            let coordinator = try await money.world.visitor(.staff(.coordinator), at: browser.client)
            let page = try await coordinator.open(path).text
            #expect(page.contains("経理担当と承認者だけに表示されます"))
            // There is nothing on the page to hold papers against.
            #expect(!page.contains("書類と照らし合わせ") && !page.contains("末尾"))
            let silent = try await coordinator.send(path, "confirm", ["account": "acc-3"], key: "silent")
            #expect(silent.status == .unprocessableContent && silent.text.contains("入力してください。"))
            #expect(try await money.world.count("payee_account WHERE id = 3 AND confirmed_at IS NULL") == 1)
            try await coordinator.goes(
                path,
                "confirm",
                ["account": "acc-3", "called_back": "ご本人に、7月1日、登録済みの番号へ"],
                to: "\(path)?done=confirmed"
            )
            let approver = try await money.world.visitor(.staff(.approver), at: browser.client)
            #expect(try await approver.open(path).text.contains("ご本人に、7月1日"))
        }
    }

    @Test("change an account once, though the form is sent twice")
    func accountTwice() async throws {
        let money = try await MoneyWorld()
        try await money.world.serve { browser in
            let accountant = try await money.world.visitor(.staff(.accountant), at: browser.client)
            for _ in 1...2 {
                try await accountant.goes(
                    "/payees/pye-1",
                    "account",
                    Self.account,
                    to: "/payees/pye-1?done=account"
                )
            }
            #expect(try await money.world.count("payee_account WHERE payee_id = 1") == 2)
        }
    }
}

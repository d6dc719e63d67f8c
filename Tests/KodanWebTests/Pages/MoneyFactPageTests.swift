import Hummingbird
import HummingbirdTesting
import KodanDomain
import KodanService
import KodanTestSupport
import Testing

@testable import KodanWeb

@Suite("What accountants note on pages", .database)
struct MoneyFactPageTests {
    @Test("treaties, invoice numbers, and who is the same person")
    func payees() async throws {
        let money = try await MoneyWorld()
        try await money.world.serve { browser in
            let accountant = try await money.world.visitor(.staff(.accountant), at: browser.client)
            let path = "/payees/\(money.payee)"
            let treaty = [
                "relief": "exempt", "treaty": "<b>日米租税条約</b>第14条", "notified_on": "2026-06-20",
                "from": "2026-07-02",
            ]
            let resident = try await accountant.send(path, "treaty", treaty, key: "resident")
            #expect(resident.status == .conflict && resident.text.contains("value=\"2026-06-20\""))
            let abroad = ["residency": "nonresident", "from": "2026-07-02"]
            try await accountant.goes(path, "residency", abroad, to: "\(path)?done=residency")
            let half = treaty.merging(["relief": "reduced"]) { $1 }
            #expect(
                try await accountant.send(path, "treaty", half, key: "half").status == .unprocessableContent
            )
            // Ten percent, not a tenth of one.
            let percents = half.merging(["rate_bp": "10"]) { $1 }
            let tenth = try await accountant.send(path, "treaty", percents, key: "tenth")
            #expect(tenth.status == .unprocessableContent && tenth.text.contains("href=\"#treaty-rate_bp\""))
            #expect(tenth.text.contains("100から2041までの整数にしてください。"))
            try await accountant.goes(path, "treaty", treaty, to: "\(path)?done=treaty")
            let page = try await accountant.open("\(path)?done=treaty").text
            #expect(page.contains("免税（&lt;b&gt;日米租税条約&lt;/b&gt;第14条、2026年6月20日（土）に届出）"))
            #expect(!page.contains("登録番号の失効"))
            let number = ["invoice_number": "T7123456789012", "from": "2026-04-01"]
            try await accountant.goes(path, "invoice", number, to: "\(path)?done=invoice")
            let check = ["number": "T7123456789012", "checked_on": "2026-07-01"]
            try await accountant.goes(path, "check_invoice", check, to: "\(path)?done=check_invoice")
            #expect(try await accountant.open(path).text.contains("2026年7月1日（水）に公表サイトで確認"))
            let end = ["number": "T7123456789012", "to": "2026-12-31"]
            try await accountant.goes(path, "end_invoice", end, to: "\(path)?done=end_invoice")
            #expect(try await accountant.open(path).text.contains("2026年12月31日（木）まで"))
            let same = ["payee": "\(money.otherPayee)", "reason": "改姓"]
            try await accountant.goes(path, "same", same, to: "\(path)?done=same")
            let merged = try await accountant.open(path).text
            #expect(
                merged.contains("href=\"/payees/\(money.otherPayee)\"") && !merged.contains("value=\"same\"")
            )
            #expect(
                try await accountant.open("/payees/\(money.otherPayee)").text.contains("合算する支払先")
            )
            let approver = try await money.world.visitor(.staff(.approver), at: browser.client)
            #expect(try await approver.send(path, "treaty", treaty, key: "approver").status == .forbidden)
            #expect(try await !approver.open(path).text.contains("租税条約の適用"))
        }
    }

    @Test("a fee that was declined, before it is calculated")
    func fees() async throws {
        let money = try await MoneyWorld()
        try await money.world.serve { browser in
            let accountant = try await money.world.visitor(.staff(.accountant), at: browser.client)
            let path = "/lectures/\(money.lectures[1])"
            #expect(try await accountant.open(path).text.contains("謝金の取り決め"))
            let net = ["kind": "net", "reason": "約束"]
            let missing = try await accountant.send(path, "agree", net, key: "missing")
            #expect(
                missing.status == .unprocessableContent && missing.text.contains("href=\"#agree-amount\"")
            )
            let declined = ["kind": "declined", "amount": "5", "reason": "辞退の申出"]
            #expect(try await !accountant.open(path).text.contains("登録済みの取り決め"))
            try await accountant.goes(path, "agree", declined, to: "\(path)?done=agreed")
            // What was agreed is read by who calculates and who approves, and by neither side.
            for role in [Role.accountant, .approver, .auditor] {
                let reader = try await money.world.visitor(.staff(role), at: browser.client)
                let text = try await reader.open(path).text
                #expect(text.contains("登録済みの取り決め") && text.contains("辞退の申出"), "\(role)")
            }
            let presenter = try await money.world.visitor(.presenter, at: browser.client)
            #expect(try await !presenter.open(path).text.contains("登録済みの取り決め"))
            #expect(try await accountant.send(path, "agree", declined, key: "again").status == .conflict)
            let none = try await accountant.send(path, "calculate", key: "none")
            #expect(none.location == "\(path)?done=nothing_owed", "\(none.text)")
            let other = "/lectures/\(money.lectures[0])"
            let owed = try await accountant.send(other, "calculate", key: "owed")
            #expect(owed.location?.hasPrefix("/honoraria/hon-") == true, "\(owed.text)")
            #expect(try await accountant.send(other, "calculate", key: "twice").status == .conflict)
            #expect(try await accountant.send(other, "settle_travel", key: "settle").status == .conflict)
            let tax = ["amount": "100", "evidence": "evd-99999"]
            let late = try await accountant.send(
                "/lectures/\(money.lectures[2])",
                "state_tax",
                tax,
                key: "tax"
            )
            #expect(late.status == .notFound)
            let clerk = try await money.world.visitor(.staff(.clerk), at: browser.client)
            #expect(try await clerk.send(other, "agree", declined, key: "clerk").status == .forbidden)
        }
    }
}

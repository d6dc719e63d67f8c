import Hummingbird
import HummingbirdTesting
import KodanDomain
import KodanService
import KodanTestSupport
import Postgres
import Testing

@testable import KodanWeb

@Suite("Pages of findings", .database)
struct FindingPageTests {
    @Test("are cleared with a reason, once")
    func clearance() async throws {
        let world = try await World()
        try await FindingsTests().checked(world)
        try await world.serve { browser in
            let accountant = try await world.visitor(.staff(.accountant), at: browser.client)
            let open = try await accountant.open("/findings?state=open").text
            #expect(open.contains("/findings/fnd-1") && open.contains("確認事項の一覧（古い順）"))
            let silent = try await accountant.send("/findings/fnd-1", "clear", key: "silent")
            #expect(silent.status == .unprocessableContent && silent.text.contains("#clear-reason"))
            try await accountant.goes(
                "/findings/fnd-1",
                "clear",
                ["reason": "時計のずれ"],
                to: "/findings/fnd-1?done=cleared"
            )
            let cleared = try await accountant.open("/findings/fnd-1")
            #expect(cleared.text.contains("時計のずれ") && !cleared.offers("clear"))
            let again = try await accountant.send("/findings/fnd-1", "clear", ["reason": "再"], key: "again")
            #expect(again.status == .conflict)
            #expect(try await accountant.open("/findings").text.contains("確認事項の一覧（新しい順）"))
            try await accountant.goes("/findings", "check", to: "/findings?state=open&done=checked")
        }
    }

    @Test("hold back what is owed to a payee, say why, and are released by accounting")
    func hold() async throws {
        let money = try await MoneyWorld()
        try await money.world.serve { browser in
            try await money.submitted(browser)
            let accountant = try await money.world.visitor(.staff(.accountant), at: browser.client)
            let approver = try await money.world.visitor(.staff(.approver), at: browser.client)
            let coordinator = try await money.world.visitor(.staff(.coordinator), at: browser.client)
            #expect(!(try await approver.open("/payments/pmt-1")).offers("hold"))
            #expect(try await accountant.open("/payees/\(money.payee)").offers("hold"))
            let held = try await accountant.send(
                "/payments/pmt-1",
                "hold",
                ["reason": "口座を<b>確認中"],
                key: "hold"
            )
            let path = String(try #require(held.location?.firstMatch(of: /\/findings\/fnd-\d+/)).0)
            #expect(held.location == "\(path)?done=held", "\(held.text)")
            let page = try await accountant.open("\(path)?done=held").text
            #expect(page.contains("経理担当または承認者が解くまで保留します。"))
            #expect(page.contains("支払を保留しました。") && page.contains("口座を&lt;b&gt;確認中"), "\(page)")
            // The month goes on without it, and says where it is.
            let month = try await accountant.open("/months/2026-07").text
            #expect(month.contains("1件　支払額30,000円　源泉徴収税額3,063円　差引支払額26,937円"), "\(month)")
            let left = try await accountant.open("/months/2026-07/left-out").text
            #expect(left.contains("href=\"/payees/\(money.payee)\"") && left.contains("61,200円"))
            #expect(!(try await coordinator.open(path)).offers("clear"))
            try await approver.goes(path, "clear", ["reason": "届出を確認"], to: "\(path)?done=cleared")
            let released = try await approver.open("\(path)?done=cleared").text
            #expect(released.contains("保留を解きました。次に作成する支払に含まれます。"), "\(released)")
            // Made anew it is no payment that the approver sent back.
            _ = try await accountant.send("/months/2026-07", "prepare", key: "again")
            let again = try await accountant.open("/payments/pmt-1").text
            #expect(again.contains("作成中") && !again.contains("差し戻"), "\(again)")
        }
    }
}

import Hummingbird
import HummingbirdTesting
import KodanDomain
import KodanService
import KodanTestSupport
import Testing

@testable import KodanWeb

@Suite("Pages of packs, and of when presenters can come", .database)
struct PackPageTests {
    @Test("set what goes out for a programme and a topic, and take it back")
    func packs() async throws {
        let world = try await World()
        try await world.serve { browser in
            _ = try await world.printed(browser)
            let clerk = try await world.visitor(.staff(.clerk), at: browser.client)
            #expect(try await clerk.open("/materials").text.contains("href=\"/packs\""))
            let path = "/packs?programme=regional_dispatched"
            let page = try await clerk.open(path).text
            #expect(page.contains("登録された資料のすべてが入ります") && page.contains("そのほかのテーマすべて"))
            let flyer = String(try #require(page.firstMatch(of: /href="\/materials\/(mat-\d+)">ちらし/)).1)
            let fields = ["programme": "regional_dispatched", "topic": "five_rules", flyer: "true"]
            let set = try await clerk.send("/packs", "set", fields, key: "set")
            #expect(set.location == "\(path)&topic=five_rules&done=set", "\(set.text)")
            let shown = try await clerk.open("\(path)&topic=five_rules&done=set").text
            #expect(shown.contains("標準資料セットを変更しました") && shown.contains("checked"))
            let list = try await browser.get("/v1/programmes/regional_dispatched/packs", as: .staff(.clerk))
            #expect(list.text.contains(flyer) && list.text.contains("five_rules"))
            var emptied = fields
            emptied[flyer] = nil
            #expect(try await clerk.send("/packs", "set", emptied, key: "empty").status == .seeOther)
            #expect(try await clerk.open(path).text.contains("登録された資料のすべてが入ります"))
            let wrong = try await clerk.send("/packs", "set", ["programme": "nonsense"], key: "wrong")
            #expect(wrong.status == .notFound)
            let coordinator = try await world.visitor(.staff(.coordinator), at: browser.client)
            #expect(try await !coordinator.open(path).text.contains("セットを保存する"))
            #expect(try await coordinator.send("/packs", "set", fields, key: "no").status == .forbidden)
        }
    }

    @Test("let a coordinator change a presenter's hours and days off")
    func times() async throws {
        let world = try await World()
        try await world.serve { browser in
            let coordinator = try await world.visitor(.staff(.coordinator), at: browser.client)
            let path = "/presenters/\(world.presenter)"
            let half = try await coordinator.send(path, "hours", ["mon/from": "10:00"], key: "half")
            #expect(half.status == .unprocessableContent && half.text.contains("value=\"10:00\""))
            let hours = ["mon/from": "10:00", "mon/to": "17:00", "on_behalf_of": "講師 一"]
            let set = try await coordinator.send(path, "hours", hours, key: "hours")
            #expect(set.location == "\(path)?done=changed", "\(set.text)")
            #expect(try await coordinator.open(path).text.contains("月曜"))
            #expect(
                try await world.count("presenter_hours WHERE presenter_id = \(world.presenter.rawValue)") == 1
            )
            let none = try await coordinator.send(path, "hours", [:], key: "none")
            #expect(none.status == .unprocessableContent)
            let off = ["first": "2026-08-10", "last": "2026-08-14", "reason": "<script>帰省"]
            let added = try await coordinator.send(path, "add_days_off", off, key: "off")
            #expect(added.location == "\(path)?done=days_off", "\(added.text)")
            let page = try await coordinator.open(path).text
            #expect(page.contains("2026年8月10日（月）") && page.contains("&lt;script&gt;帰省"))
            let key = String(
                try #require(page.firstMatch(of: /option value="(blk-\d+|[a-z]+-\d+)">2026年8月10日/)).1
            )
            let removed = try await coordinator.send(path, "remove_days_off", ["blackout": key], key: "gone")
            #expect(removed.location == "\(path)?done=days_off_removed", "\(removed.text)")
            let clerk = try await world.visitor(.staff(.clerk), at: browser.client)
            #expect(try await clerk.send(path, "add_days_off", off, key: "clerk").status == .forbidden)
        }
    }
}

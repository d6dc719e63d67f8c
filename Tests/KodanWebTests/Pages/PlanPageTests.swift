import Hummingbird
import HummingbirdTesting
import KodanDomain
import KodanService
import KodanTestSupport
import Postgres
import Testing

@testable import KodanWeb

@Suite("The pages of plans and figures", .database(.withGeography))
struct PlanPageTests {
    @Test("show a plan on a map and in a table, and save what was ticked")
    func plan() async throws {
        let world = try await World()
        try await world.serve { browser in
            let request = try await world.approved(browser)
            let other = try await world.approved(browser)
            let visitor = try await world.visitor(.staff(.coordinator), at: browser.client)
            let page = try await visitor.open("/matching/plan")
            #expect(page.status == .ok && page.text.contains("講師が決まる申込は2件"))
            #expect(page.text.contains("<path class=\"land\"") && page.text.utf8.count < 60_000)
            let tick = try #require(
                page.text.firstMatch(of: try Regex("\(request)/pre-[0-9]+")).map {
                    String(page.text[$0.range])
                }
            )
            let saved = try await visitor.send("/matching/plan", "accept", ["\(tick)": "true"])
            #expect(saved.text.contains("1件を保存しました。"), "\(saved.text)")
            #expect(try await world.count("lecture_request WHERE state = 'matched'") == 1)
            let again = try await visitor.send("/matching/plan", "accept", ["\(tick)": "true"])
            #expect(again.text.contains("0件を保存しました。") && again.text.contains("最適な計画が変わりました"))
            let rest = try await visitor.send("/matching/plan", "accept_all")
            #expect(rest.text.contains("1件を保存しました。"))
            let runs = try await visitor.open("/matching").text
            #expect(runs.contains("href=\"/matching/run-1\"") && runs.contains("href=\"/matching/run-2\""))
            #expect(try await visitor.open("/matching/run-2").text.contains(other))
            let foreign = try await visitor.open("/matching/plan?prefecture=99")
            #expect(foreign.status == .unprocessableContent)
            let kyoto = try await visitor.open("/matching/plan?prefecture=26")
            #expect(kyoto.text.contains("講師が決まる申込は0件"))
        }
    }

    @Test("show how near presenters are, for all and for one topic, well below 100 kB")
    func coverage() async throws {
        let world = try await World()
        try await world.serve { browser in
            let visitor = try await world.visitor(.staff(.coordinator), at: browser.client)
            let all = try await visitor.open("/coverage")
            #expect(all.status == .ok && all.text.contains("すべてのテーマの講師2名"))
            #expect(all.text.contains("<path class=\"band0\"") && all.text.utf8.count < 60_000)
            let topic = try await visitor.open("/coverage?topic=cloud")
            #expect(topic.text.contains("講師0名"))
            #expect(try await visitor.open("/coverage?topic=nonsense").text.contains("すべてのテーマ"))
        }
    }

    @Test("show a year's figures as charts with tables")
    func results() async throws {
        let world = try await World()
        try await world.serve { browser in
            let visitor = try await world.visitor(.staff(.coordinator), at: browser.client)
            let page = try await visitor.open("/results")
            #expect(page.status == .ok && page.text.contains("令和8年度（2026年度）"))
            #expect(!page.text.contains("id=\"months-title\"") && page.text.contains("月ごとの講演・参加者・満足度"))
            #expect(page.text.contains("href=\"/results?year=2025\"") && !page.text.contains("year=2027"))
            #expect(try await visitor.open("/results?year=2019").text.contains("令和元年度"))
            // What the body counted before kodan stands there too, as on the page of programmes.
            let stated = try await visitor.open("/results?year=2018").text
            #expect(stated.contains("77回") && stated.contains("3,169名"))
            #expect(page.text.contains("href=\"/v1/fiscal-years/2026/lectures\""))
            #expect(try await visitor.open("/results?year=9999999999").status == .ok)
        }
    }
}

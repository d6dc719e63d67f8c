import Hummingbird
import HummingbirdTesting
import KodanDomain
import KodanTestSupport
import Testing

@testable import KodanWeb

@Suite("Lists of pages", .database)
struct ListPageTests {
    @Test("begin with what was asked last, and what waits with the oldest")
    func requests() async throws {
        let world = try await World()
        try await world.serve { browser in
            let first = try await world.submitted(browser, title: "先の申込")
            let last = try await world.submitted(browser, title: "後の申込")
            let visitor = try await world.visitor(.staff(.coordinator), at: browser.client)
            let all = try await visitor.open("/requests").text
            #expect(try order(of: last, first, in: all) && all.contains("新しい申込から"))
            let waiting = try await visitor.open("/requests?waiting=true").text
            #expect(try order(of: first, last, in: waiting) && waiting.contains("古い申込から"))
            // The list goes on with what is older.
            let rest = try await visitor.open("/requests?after=\(last)").text
            #expect(rest.contains(first) && !rest.contains("/requests/\(last)\""))
        }
    }

    @Test("of offers and lectures begin with the newest, and are narrowed by state and day")
    func offersAndLectures() async throws {
        let world = try await World()
        try await world.serve { browser in
            let (_, assignment) = try await world.assigned(browser)
            let visitor = try await world.visitor(.staff(.coordinator), at: browser.client)
            let offers = try await visitor.open("/offers").text
            #expect(try order(of: "/offers/ofr-2", "/offers/ofr-1", in: offers))
            let accepted = try await visitor.open("/offers?state=accepted").text
            #expect(accepted.contains("/offers/ofr-1\"") && !accepted.contains("/offers/ofr-2\""))
            let link = "/lectures/\(assignment)\""
            for (query, isThere) in [
                ("", true), ("?state=confirmed", true), ("?state=delivered", false),
                ("?from=2026-07-08&to=2026-07-08", true), ("?from=2026-07-09", false),
            ] {
                let list = try await visitor.open("/lectures\(query)").text
                #expect(list.contains(link) == isThere, "\(query)")
            }
            let wrong = try await visitor.open("/lectures?from=someday").text
            #expect(wrong.contains("href=\"#search-from\"") && wrong.contains("value=\"someday\""))
        }
    }

    @Test("lead a coordinator who has to call somebody to their page, and nobody else")
    func people() async throws {
        let world = try await World()
        try await world.serve { browser in
            let (request, assignment) = try await world.assigned(browser)
            let coordinator = try await world.visitor(.staff(.coordinator), at: browser.client)
            let lecture = try await coordinator.open("/lectures/\(assignment)").text
            #expect(lecture.contains("href=\"/presenters/\(world.presenter)\""))
            #expect(lecture.contains("<dt>テーマ</dt><dd>情報セキュリティ5か条</dd>") && lecture.contains("会員のため"))
            let asked = try await coordinator.open("/requests/\(request)").text
            #expect(asked.contains("href=\"/organizations/\(world.organization)\""))
            let host = try await world.visitor(.host, at: browser.client)
            #expect(try await !host.open("/lectures/\(assignment)").text.contains("/presenters/"))
            #expect(try await !host.open("/requests/\(request)").text.contains("/organizations/"))
        }
    }

    @Test("say to a coordinator with limits what they are narrowed to, as the page of their account does")
    func limits() async throws {
        let world = try await World().limiting(to: "13", "27")
        try await world.serve { browser in
            _ = try await world.submitted(browser)
            let osaka = try await world.visitor(.coordinator(of: "27"), at: browser.client)
            for path in ["/requests", "/offers", "/lectures", "/home", "/desk", "/presenters"] {
                #expect(try await osaka.open(path).text.contains("様（調整担当：大阪府のみ）"), "\(path)")
            }
            let account = try await osaka.open("/account").text
            #expect(account.contains("<dt>担当する都道府県</dt><dd>大阪府</dd>"))
            let whole = try await world.visitor(.staff(.coordinator), at: browser.client)
            #expect(try await whole.open("/requests").text.contains("様（調整担当）"))
            #expect(try await whole.open("/account").text.contains("<dt>担当する都道府県</dt><dd>全国</dd>"))
            let host = try await world.visitor(.host, at: browser.client)
            #expect(try await !host.open("/account").text.contains("担当する都道府県"))
        }
    }

    /// Whether `one` stands before `other` in `text`.
    private func order(of one: String, _ other: String, in text: String) throws -> Bool {
        let first = try #require(text.firstRange(of: one))
        let second = try #require(text.firstRange(of: other))
        return first.lowerBound < second.lowerBound
    }
}

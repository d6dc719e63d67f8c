import Hummingbird
import HummingbirdTesting
import KodanDomain
import KodanService
import KodanTestSupport
import Testing

@testable import KodanWeb

@Suite("Pages of materials and stock", .database)
struct CataloguePageTests {
    @Test("add a material, file its edition once, and issue another")
    func materials() async throws {
        let world = try await World()
        try await world.serve { browser in
            let clerk = try await world.visitor(.staff(.clerk), at: browser.client)
            var fields = [
                "name_ja": "手引き<b>", "name_en": "Guide", "code": "Guide 1", "medium": "digital",
                "edition/label": "初版", "edition/issued_on": "2026-04-01",
            ]
            let wrong = try await clerk.send("/materials", "add", fields)
            #expect(wrong.status == .unprocessableContent && wrong.text.contains("href=\"#add-code\""))
            #expect(wrong.text.contains("value=\"手引き&lt;b&gt;\""))
            fields["code"] = "guide_1"
            #expect(try await clerk.send("/materials", "add", fields).location == "/materials?done=added")
            let list = try await clerk.open("/materials").text
            let path = String(try #require(list.firstMatch(of: /href="(\/materials\/mat-\d+)">手引き/)).1)
            let edition = String(
                try #require(try await clerk.open(path).text.firstMatch(of: /option value="(edi-\d+)"/)).1
            )
            let text = try await clerk.upload(
                path,
                "file",
                ["edition": edition],
                file: ("file", "guide.pdf", "no PDF at all")
            )
            #expect(text.status == .unprocessableContent && text.text.contains("href=\"#file-file\""))
            let none = try await clerk.send(path, "file", ["edition": edition])
            #expect(none.status == .unprocessableContent && none.text.contains("href=\"#file-file\""))
            let filed = try await clerk.upload(
                path,
                "file",
                ["edition": edition],
                file: ("file", "手引き.pdf", "%PDF-1.4")
            )
            #expect(filed.location == "\(path)?done=filed", "\(filed.text)")
            let page = try await clerk.open(path).text
            #expect(page.contains("href=\"/v1/editions/\(edition)/file\"") && !page.contains("type=\"file\""))
            let issued = try await clerk.send(path, "issue", ["label": "第2版", "issued_on": "2026-10-01"])
            #expect(issued.location == "\(path)?done=issued")
            let same = try await clerk.send(path, "issue", ["label": "第3版", "issued_on": "2026-10-01"])
            #expect(same.status == .unprocessableContent && same.text.contains("href=\"#issue-issued_on\""))
            let auditor = try await world.visitor(.staff(.auditor), at: browser.client)
            #expect(try await !auditor.open(path).text.contains("発行する"))
            let coordinator = try await world.visitor(.staff(.coordinator), at: browser.client)
            let refused = try await coordinator.send(
                path,
                "issue",
                ["label": "x", "issued_on": "2027-01-01"]
            )
            #expect(refused.status == .forbidden)
        }
    }

    @Test("receive, count and correct the stock with a reason, and keep its history")
    func stock() async throws {
        let world = try await World()
        try await world.serve { browser in
            _ = try await world.printed(browser)
            let clerk = try await world.visitor(.staff(.clerk), at: browser.client)
            let list = try await clerk.open("/stock").text
            let path = String(try #require(list.firstMatch(of: /href="(\/stock\/edi-\d+)">ちらし/)).1)
            #expect(try await clerk.open(path).text.contains("発送予定に足りません"))
            let received = try await clerk.send(path, "receive", ["quantity": "５００", "reason": "印刷所"])
            #expect(received.location == "\(path)?done=received", "\(received.text)")
            let silent = try await clerk.send(path, "count", ["quantity": "480"])
            #expect(silent.status == .unprocessableContent && silent.text.contains("href=\"#count-reason\""))
            #expect(silent.text.contains("value=\"480\""))
            let counted = try await clerk.send(path, "count", ["quantity": "480", "reason": "<水濡れ>"])
            #expect(counted.location == "\(path)?done=counted")
            let page = try await clerk.open(path).text
            #expect(page.contains("+500部") && page.contains("-20部") && page.contains("&lt;水濡れ&gt;"))
            #expect(page.contains("460部残る"))
            let less = try await clerk.send(path, "receive", ["quantity": "-5"])
            #expect(less.status == .unprocessableContent && less.text.contains("href=\"#receive-quantity\""))
            // A slide is no copy that could lie anywhere.
            let slides = try await browser.get("/v1/materials", as: .staff(.clerk)).json["items"]?.elements
                .first { $0["code"]?.text == "slides" }
            let edition = try #require(slides?["editions"]?.elements.first?["id"]?.text)
            #expect(try await clerk.open("/stock/\(edition)").status == .notFound)
            let coordinator = try await world.visitor(.staff(.coordinator), at: browser.client)
            #expect(try await coordinator.send(path, "receive", ["quantity": "1"]).status == .forbidden)
        }
    }
}

import HTTPTypes
import Hummingbird
import HummingbirdTesting
import KodanDomain
import KodanTestSupport
import Testing

@testable import KodanWeb

@Suite("The page of one's own calendar", .database)
struct CalendarPageTests {
    /// The address of the calendar that `page` shows.
    private func address(in page: TestResponse) throws -> String {
        let found = page.text.firstMatch(of: /<dd>http[^<]*(\/v1\/calendars\/kdc_[\w-]+\.ics)<\/dd>/)
        return String(try #require(found, "\(page.text)").1)
    }

    @Test("gives a presenter its address once, and ends it; the next ends the one before")
    func presenter() async throws {
        let world = try await World()
        try await world.serve { browser in
            let (_, assignment) = try await world.assigned(browser)
            let presenter = try await world.visitor(.presenter, at: browser.client)
            let before = try await presenter.open("/calendar").text
            #expect(before.contains("配信していません") && !before.contains("無効にする"))
            let issued = try await presenter.send("/calendar", "issue")
            #expect(issued.status == .ok && issued.text.contains("href=\"webcal://"), "\(issued.text)")
            let first = try address(in: issued)
            let feed = try await browser.get(first, as: nil)
            #expect(feed.status == 200 && feed.text.contains("UID:\(assignment)@kodan"))
            let serving = try await presenter.open("/calendar").text
            #expect(serving.contains("配信中") && !serving.contains("kdc_"))
            let second = try address(in: try await presenter.send("/calendar", "issue"))
            #expect(try await browser.get(first, as: nil).status == 404)
            let page = try await presenter.open("/calendar").text
            let id = String(try #require(page.firstMatch(of: /name="feed" value="([^"]+)"/)).1)
            let foreign = try await world.visitor(.otherPresenter, at: browser.client)
                .send("/calendar", "revoke", ["feed": id])
            #expect(foreign.status == .notFound)
            #expect(try await browser.get(second, as: nil).status == 200)
            let ended = try await presenter.send("/calendar", "revoke", ["feed": id])
            #expect(ended.location == "/calendar?done=revoked", "\(ended.text)")
            #expect(try await browser.get(second, as: nil).status == 404)
            #expect(try await presenter.open("/calendar?done=revoked").text.contains("アドレスを無効にしました。"))
        }
    }

    @Test("gives a host the address of its own organization's, and of no other's")
    func host() async throws {
        let world = try await World()
        try await world.serve { browser in
            let host = try await world.visitor(.host, at: browser.client)
            let page = try await host.open("/calendar").text
            #expect(page.contains("name=\"calendar\" value=\"\(world.organization)\""))
            #expect(!page.contains("\(world.otherOrganization)\""))
            let unnamed = try await host.send("/calendar", "issue")
            #expect(unnamed.status == .unprocessableContent)
            let foreign = ["calendar": "\(world.otherOrganization)"]
            #expect(try await host.send("/calendar", "issue", foreign).status == .notFound)
            let issued = try await host.send("/calendar", "issue", ["calendar": "\(world.organization)"])
            #expect(try await browser.get(try address(in: issued), as: nil).status == 200)
        }
    }

    @Test("needs the form's own secret, and is found on the account's page and a presenter's days")
    func ways() async throws {
        let world = try await World()
        try await world.serve { browser in
            let presenter = try await world.visitor(.presenter, at: browser.client)
            #expect(try await presenter.send("/calendar", "issue", csrf: "x").status == .forbidden)
            #expect(try await world.count("calendar_feed") == 0)
            for path in ["/account", "/days-off"] {
                #expect(try await presenter.open(path).text.contains("href=\"/calendar\""), "\(path)")
            }
            let host = try await world.visitor(.host, at: browser.client)
            #expect(try await host.open("/account").text.contains("href=\"/calendar\""))
            let coordinator = try await world.visitor(.staff(.coordinator), at: browser.client)
            #expect(try await !coordinator.open("/account").text.contains("href=\"/calendar\""))
        }
    }
}

import HTTPTypes
import HummingbirdTesting
import KodanDomain
import KodanTestSupport
import Testing

@testable import KodanWeb

@Suite("Signing in on a page", .database)
struct SignInPageTests {
    @Test(
        "leads on to the page that was wanted, and to no other site",
        arguments: ["/requests/new", "//evil.example"]
    )
    func next(page: String) async throws {
        let world = try await World()
        try await world.serve { browser in
            let stranger = PageVisitor(client: browser.client, secret: nil)
            let turned = try await stranger.open("/requests/new")
            #expect(turned.location == "/sign-in?next=%2Frequests%2Fnew")
            let path = "/sign-in?next=\(page.percentEncoded)"
            let asked = try await stranger.send(path, "mail", ["email": "host1@org.example.jp"])
            #expect(asked.location == "/sign-in?done=sent", "\(asked.text)")
            let isOwn = page == "/requests/new"
            let values = "outbox_message WHERE kind = 'sign_in_link' AND values ? 'next'"
            #expect(try await world.count(values) == (isOwn ? 1 : 0))
            let link = try await world.mailedSecret("sign_in_link")
            let entered = try await stranger.send(
                "/sign-in?link=\(link)&next=\(page.percentEncoded)",
                "enter",
                ["link": link]
            )
            #expect(entered.location == (isOwn ? "/requests/new" : "/home"), "\(entered.text)")
        }
    }
}

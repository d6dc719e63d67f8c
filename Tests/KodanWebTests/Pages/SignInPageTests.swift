import HTTPTypes
import Hummingbird
import HummingbirdTesting
import KodanDomain
import KodanTestSupport
import Testing

@testable import KodanWeb

@Suite("Signing in on a page", .database)
struct SignInPageTests {
    @Test("counts tries by the network of an address, so that its many addresses are no way round")
    func network() async throws {
        let world = try await World()
        var configuration = World.patient
        configuration.proxies = TrustedProxies(blocks: AddressBlock.loopback)
        try await world.serve(.live, configuration) { browser in
            for host in 1...2 {
                let response = try await browser.client.execute(
                    uri: "/sign-in",
                    method: .post,
                    headers: [
                        .contentType: "application/x-www-form-urlencoded", .secFetchSite: "same-origin",
                        .forwarded: "for=\"[2001:db8:1:2::\(host)]\"",
                    ],
                    body: ByteBuffer(string: "step=mail&email=nobody\(host)%40example.jp")
                )
                #expect(response.status == .seeOther)
            }
            // Two accounts, one network.
            #expect(try await world.count("sign_in_throttle WHERE kind = 'mail'") == 2)
            #expect(try await world.count("sign_in_throttle WHERE kind = 'mail_address'") == 1)
        }
    }

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
            let way = "/sign-in?link=\(link)&next=\(page.percentEncoded)"
            let entered = try await stranger.send(way, "enter", ["link": link])
            #expect(entered.location == (isOwn ? "/requests/new" : "/home"), "\(entered.text)")
            // A second time it opens nothing, and the page says where another link comes from.
            let late = PageVisitor(client: browser.client, secret: nil)
            let again = isOwn ? "/sign-in?next=%2Frequests%2Fnew" : "/sign-in"
            let refused = try await late.send(way, "enter", ["link": link])
            #expect(refused.location == nil)
            #expect(refused.text.contains("<a href=\"\(again)\">新しいリンクを受け取る</a>"))
        }
    }
}

import Hummingbird
import HummingbirdTesting
import KodanDomain
import KodanTestSupport
import Testing

@testable import KodanWeb

@Suite("Pages of tokens", .database)
struct TokenPageTests {
    @Test("show everybody what acts in their name, to be ended there; nobody ends another's")
    func ownTokens() async throws {
        let world = try await World()
        try await world.serve { browser in
            let host = try await world.visitor(.host, at: browser.client)
            let mine = try await browser.get("/v1/tokens", as: .host).json["items"]?.elements ?? []
            let token = try #require(mine.first?["id"]?.text)
            let page = try await host.open("/account").text
            #expect(page.contains("ご自分のトークンの一覧") && page.contains("value=\"\(token)\""))
            let others = try await world.visitor(.presenter, at: browser.client)
            let foreign = try await others.send("/account", "revoke", ["token": token])
            #expect(foreign.status == .notFound)
            let ended = try await host.send("/account", "revoke", ["token": token])
            #expect(ended.location == "/account?done=revoked", "\(ended.text)")
            #expect(try await browser.get("/v1/me", as: .host).status == 401)
            #expect(try await !host.open("/account").text.contains("ご自分のトークンの一覧"))
        }
    }

    @Test("show a token once, say when it was used, and end it")
    func tokens() async throws {
        let world = try await World()
        try await world.serve { browser in
            let administrator = try await world.visitor(.staff(.administrator), at: browser.client)
            let fields = ["label": "会員<b>管理", "role": "administrator", "days": "９０"]
            let unlimited = try await administrator.send("/tokens", "issue", fields)
            #expect(unlimited.status == .unprocessableContent)
            #expect(unlimited.text.contains("href=\"#issue-whole_role\""))
            let before = try await world.count("access_token")
            let made = try await administrator.send(
                "/tokens",
                "issue",
                fields.merging(["scope/requests": "read", "scope/users": "read"]) { own, _ in own }
            )
            #expect(made.status == .ok)
            let token = String(try #require(made.text.firstMatch(of: /kdn_[A-Za-z0-9_-]+/)).0)
            #expect(try await world.count("access_token") == before + 1)
            let list = try await administrator.open("/tokens").text
            #expect(!list.contains(token) && list.contains("会員&lt;b&gt;管理"))
            #expect(list.contains("申込の閲覧、利用者の閲覧"))
            let used = try await browser.client.execute(
                uri: "/v1/users",
                method: .get,
                headers: [.authorization: "Bearer \(token)"]
            )
            #expect(used.status == .ok)
            let key = String(
                try #require(list.firstMatch(of: /option value="(tok-\d+)"[^>]*>会員/)).1
            )
            let ended = try await administrator.send("/tokens", "revoke", ["token": key])
            #expect(ended.location == "/tokens?done=revoked")
            #expect(try await administrator.send("/tokens", "revoke", ["token": key]).status == .conflict)
            let late = try await browser.client.execute(
                uri: "/v1/users",
                method: .get,
                headers: [.authorization: "Bearer \(token)"]
            )
            #expect(late.status == .unauthorized)
        }
    }
}

import Hummingbird
import HummingbirdTesting
import KodanDomain
import KodanService
import KodanTestSupport
import Postgres
import Testing

@testable import KodanWeb

@Suite("Pages of users and tokens", .database)
struct UserPageTests {
    @Test("add somebody, give and end their roles, let them in no more and again")
    func walk() async throws {
        let world = try await World()
        try await world.serve { browser in
            let administrator = try await world.visitor(.staff(.administrator), at: browser.client)
            let wrong = try await administrator.send(
                "/users",
                "add",
                ["name": "<script>太郎", "email": "nonsense"]
            )
            #expect(wrong.status == .unprocessableContent)
            #expect(
                wrong.text.contains("href=\"#add-email\"")
                    && wrong.text.contains("value=\"&lt;script&gt;太郎\"")
            )
            let added = try await administrator.send(
                "/users",
                "add",
                ["name": "<script>太郎", "email": "taro@example.jp", "roles/0": "coordinator"]
            )
            let path = try #require(added.location?.replacing("?done=added", with: ""), "\(added.text)")
            let limited = try await administrator.send(
                path,
                "grant",
                ["role": "coordinator", "prefecture": "13"]
            )
            #expect(limited.location == "\(path)?done=granted", "\(limited.text)")
            let page = try await administrator.open(path).text
            #expect(page.contains("&lt;script&gt;太郎") && !page.contains("<script>太郎"))
            #expect(page.contains("調整担当（東京都のみ）"))
            let misplaced = try await administrator.send(
                path,
                "grant",
                ["role": "clerk", "prefecture": "13"]
            )
            #expect(misplaced.status == .unprocessableContent)
            #expect(misplaced.text.contains("href=\"#grant-prefecture\""))
            try await world.database.owner.transaction { session in
                try session.execute("UPDATE user_role SET granted_at = '2026-05-31T00:00:00Z'")
            }
            let ended = try await administrator.send(path, "revoke", ["held": "coordinator:13"])
            #expect(ended.location == "\(path)?done=revoked", "\(ended.text)")
            #expect(try await !administrator.open(path).text.contains("東京都のみ"))
            #expect(try await administrator.send(path, "reset_password").location == "\(path)?done=mailed")
            #expect(try await world.mails().contains("password_link"))
            let silent = try await administrator.send(path, "disable")
            #expect(
                silent.status == .unprocessableContent && silent.text.contains("href=\"#disable-reason\"")
            )
            let off = try await administrator.send(path, "disable", ["reason": "異動"])
            #expect(off.location == "\(path)?done=disabled")
            #expect(try await administrator.open(path).text.contains("停止中です"))
            #expect(try await administrator.send(path, "disable", ["reason": "異動"]).status == .conflict)
            #expect(try await administrator.send(path, "enable").location == "\(path)?done=enabled")
            let found = try await administrator.open("/users?name=taro&role=coordinator").text
            #expect(found.contains("taro@example.jp") && !found.contains("auditor@"))
        }
    }

    @Test("leave the last administrator in, and are read by auditors only besides")
    func last() async throws {
        let world = try await World()
        try await world.serve { browser in
            let administrator = try await world.visitor(.staff(.administrator), at: browser.client)
            let own = try #require(try await browser.get("/v1/me", as: .staff(.administrator)).json["user"])
            let path = "/users/\(try #require(own["id"]?.text))"
            let last = try await administrator.send(path, "revoke", ["held": "administrator"])
            #expect(last.status == .conflict)
            let page = try await administrator.open(path).text
            #expect(!page.contains("value=\"disable\""))
            let auditor = try await world.visitor(.staff(.auditor), at: browser.client)
            #expect(try await !auditor.open(path).text.contains("name=\"step\" value=\"grant\""))
            #expect(try await auditor.send(path, "grant", ["role": "clerk"]).status == .forbidden)
            for role in [Role.clerk, .coordinator, .approver] {
                let other = try await world.visitor(.staff(role), at: browser.client)
                #expect(try await other.open("/users").status == .forbidden)
            }
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
            #expect(try await administrator.send("/tokens", "revoke", ["token": key]).status == .notFound)
            let late = try await browser.client.execute(
                uri: "/v1/users",
                method: .get,
                headers: [.authorization: "Bearer \(token)"]
            )
            #expect(late.status == .unauthorized)
        }
    }
}

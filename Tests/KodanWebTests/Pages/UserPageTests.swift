import Hummingbird
import HummingbirdTesting
import KodanDomain
import KodanService
import KodanTestSupport
import Postgres
import Testing

@testable import KodanWeb

@Suite("Pages of users", .database)
struct UserPageTests {
    @Test("take away the name of who has left, on whose page it stands, once")
    func anonymization() async throws {
        let world = try await World()
        try await world.serve { browser in
            let administrator = try await world.visitor(.staff(.administrator), at: browser.client)
            let presenter = "/presenters/\(world.presenter)"
            let request = "/requests/\(try await world.submitted(browser))"
            for page in [presenter, request] {
                #expect(try await !administrator.open(page).text.contains("匿名化する"), "\(page)")
            }
            for (path, asker, body) in [
                (
                    "\(presenter)/status-changes", World.Asker.staff(.coordinator),
                    #"{"state": "retired", "reason": "退任"}"#
                ),
                ("\(request)/cancellation", .host, #"{"by": "host", "reason": "都合"}"#),
            ] {
                #expect(try await browser.post("/v1\(path)", as: asker, body).status == 200)
            }
            let shown = try await browser.get("/v1\(presenter)", as: .staff(.administrator))
            let user = "/users/\(try #require(try shown.json["user"]?.text))"
            #expect(try await administrator.open(user).text.contains("匿名化する"))
            let early = try await administrator.send(user, "anonymize", ["reason": "本人の希望"])
            #expect(early.text.contains("先に講師を匿名化してください"), "\(early.text)")
            for page in [presenter, request] {
                #expect(try await administrator.open(page).text.contains("匿名化する"), "\(page)")
                let empty = try await administrator.send(page, "anonymize", ["reason": ""])
                #expect(
                    empty.status == .unprocessableContent && empty.text.contains("href=\"#anonymize-reason\"")
                )
                let done = try await administrator.send(page, "anonymize", ["reason": "本人の希望"])
                #expect(done.location == "\(page)?done=anonymized", "\(done.text)")
                let after = try await administrator.open("\(page)?done=anonymized").text
                #expect(after.contains("匿名化しました") && !after.contains("匿名化する"))
                #expect(after.contains("匿名"))
            }
            let gone = try await administrator.open(user).text
            #expect(gone.contains("匿名の利用者") && !gone.contains("利用を再開する"))
            let others = try await world.visitor(.staff(.coordinator), at: browser.client)
            let refused = try await others.send(presenter, "anonymize", ["reason": "x"])
            #expect(refused.status == .forbidden)
        }
    }

    @Test("tell a coordinator of a prefecture from one of all, and where a limit counts for nothing")
    func limits() async throws {
        let world = try await World()
        try await world.serve { browser in
            let administrator = try await world.visitor(.staff(.administrator), at: browser.client)
            func add(_ fields: [String: String]) async throws -> String {
                let added = try await administrator.send("/users", "add", fields)
                let path = try #require(added.location?.replacing("?done=added", with: ""), "\(added.text)")
                _ = try await administrator.send(path, "grant", ["role": "coordinator", "prefecture": "13"])
                return try await administrator.open(path).text
            }
            let both = try await add(["name": "全域 太郎", "email": "taro@example.jp", "roles/0": "coordinator"])
            #expect(both.contains("調整担当（全国）") && both.contains("調整担当（東京都のみ）"))
            #expect(both.contains("都道府県の限定は働きません"))
            let limited = try await add(["name": "限定 花子", "email": "hanako@example.jp"])
            #expect(limited.contains("調整担当（東京都のみ）") && !limited.contains("調整担当（全国）"))
            #expect(!limited.contains("都道府県の限定は働きません"))
        }
    }

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

    @Test("change name and address, keep what was typed, and tell that another was faster")
    func change() async throws {
        let world = try await World()
        try await world.serve { browser in
            let administrator = try await world.visitor(.staff(.administrator), at: browser.client)
            let clerk = try #require(world.database.staff.clerk.user)
            let path = "/users/\(clerk)"
            let seen = try await administrator.seen(at: path)
            let wrong = try await administrator.send(
                path,
                "change",
                ["name": "<b>倉庫 花子", "email": "nonsense", "seen": seen]
            )
            #expect(wrong.status == .unprocessableContent)
            #expect(
                wrong.text.contains("href=\"#change-email\"") && wrong.text.contains("value=\"nonsense\"")
            )
            #expect(wrong.text.contains("value=\"&lt;b&gt;倉庫 花子\""))
            let empty = try await administrator.send(path, "change", ["seen": seen])
            #expect(
                empty.text.contains("href=\"#change-name\"") && empty.text.contains("href=\"#change-email\"")
            )
            let own = try #require(try await browser.get("/v1/me", as: .staff(.administrator)).json["user"])
            let address = try #require(own["email"]?.text)
            let taken = try await administrator.send(
                path,
                "change",
                ["name": "倉庫 花子", "email": address, "seen": seen]
            )
            #expect(taken.status == .conflict && taken.text.contains("href=\"#change-email\""))
            let fields = ["name": "倉庫 花子", "email": "hanako@body.example.jp", "seen": seen]
            let changed = try await administrator.send(path, "change", fields)
            #expect(changed.location == "\(path)?done=changed", "\(changed.text)")
            let page = try await administrator.open("\(path)?done=changed").text
            #expect(page.contains("登録を変更しました") && page.contains("hanako@body.example.jp"))
            // The page that another administrator still has open says what was.
            let late = try await administrator.send(
                path,
                "change",
                ["name": "別人", "email": "other@body.example.jp", "seen": seen]
            )
            #expect(late.status == .preconditionFailed && late.text.contains("登録が変わりました"))
            #expect(late.text.contains("value=\"別人\"") && late.text.contains("倉庫 花子"))
            #expect(try await world.count("app_user WHERE display_name = '別人'") == 0)
            let again = try await administrator.send(
                path,
                "change",
                [
                    "name": "別人", "email": "other@body.example.jp",
                    "seen": try await administrator.seen(at: path),
                ]
            )
            #expect(again.location == "\(path)?done=changed")
        }
    }

    @Test("hold what was typed in a session that has ended against what was seen then")
    func endedMeanwhile() async throws {
        let world = try await World()
        try await world.serve { browser in
            let administrator = try await world.visitor(.staff(.administrator), at: browser.client)
            let path = "/users/\(try #require(world.database.staff.clerk.user))"
            let seen = try await administrator.seen(at: path)
            let typed = ["name": "別人", "email": "other@body.example.jp", "seen": seen]
            let stranger = PageVisitor(client: browser.client, secret: nil)
            let ended = try await stranger.send(path, "change", typed)
            #expect(ended.status == .unauthorized)
            #expect(ended.text.contains("name=\"seen\" value=\"\(seen)\""))
            // Meanwhile another administrator changes the same.
            let other = ["name": "倉庫 花子", "email": "hanako@body.example.jp", "seen": seen]
            let changed = try await administrator.send(path, "change", other)
            #expect(changed.location == "\(path)?done=changed", "\(changed.text)")
            // The page as it is by now takes what was typed before only once its reader was told.
            let back = try await administrator.send(path, "change", typed, csrf: "")
            #expect(back.status == .forbidden && back.text.contains("value=\"別人\""))
            #expect(back.text.contains("name=\"seen\" value=\"\(seen)\""))
            let late = try await administrator.send(path, "change", typed)
            #expect(late.status == .preconditionFailed && late.text.contains("登録が変わりました"))
            #expect(try await world.count("app_user WHERE display_name = '別人'") == 0)
        }
    }

    @Test("are changed by administrators only")
    func readers() async throws {
        let world = try await World()
        try await world.serve { browser in
            let clerk = try #require(world.database.staff.clerk.user)
            let path = "/users/\(clerk)"
            let administrator = try await world.visitor(.staff(.administrator), at: browser.client)
            let fields = [
                "name": "別人", "email": "other@body.example.jp",
                "seen": try await administrator.seen(at: path),
            ]
            let auditor = try await world.visitor(.staff(.auditor), at: browser.client)
            #expect(try await !auditor.open(path).text.contains("name=\"step\" value=\"change\""))
            for role in Role.allCases where role.isStaff && ![.system, .administrator].contains(role) {
                let other = try await world.visitor(.staff(role), at: browser.client)
                #expect(try await other.send(path, "change", fields).status == .forbidden, "\(role)")
            }
            #expect(try await world.count("app_user WHERE display_name = '別人'") == 0)
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
}

extension PageVisitor {
    /// What the page's form says of how things stood.
    fileprivate func seen(at path: String) async throws -> String {
        let page = try await open(path).text
        return String(try #require(page.firstMatch(of: /name="seen" value="([^"]+)"/)).1)
    }
}

import Hummingbird
import HummingbirdTesting
import KodanDomain
import KodanService
import KodanTestSupport
import Testing

@testable import KodanWeb

@Suite("Pages", .database)
struct PageAccessTests {
    @Test("open to the roles that they are for, to nobody else, and never fail")
    func roles() async throws {
        let world = try await World()
        let askers: [(World.Asker, Role)] =
            [(.host, .host), (.presenter, .presenter)]
            + Role.allCases.filter { $0.isStaff && $0 != .system }.map { (.staff($0), $0) }
        try await world.serve { browser in
            let keys = try await world.pageKeys(browser)
            let stranger = PageVisitor(client: browser.client, secret: nil)
            for route in Portal.routes {
                let path = keys[route.path] ?? route.path
                let turnedAway = try await stranger.open(path)
                #expect(turnedAway.status == (route.roles.isEmpty ? .ok : .seeOther), "nobody \(path)")
                let malformed = try await stranger.open(path.replacing("-", with: "-x"))
                #expect(malformed.status.code < 500)
            }
            for (asker, role) in askers {
                let visitor = try await world.visitor(asker, at: browser.client)
                for route in Portal.routes {
                    let path = keys[route.path] ?? route.path
                    let answer = try await visitor.open(path)
                    let mayOpen = route.roles.isEmpty || route.roles.contains(role)
                    let expected: [HTTPResponse.Status] =
                        mayOpen ? [.ok, .forbidden, .notFound, .conflict] : [.forbidden]
                    #expect(expected.contains(answer.status), "\(role) \(path): \(answer.status)")
                    #expect(answer.text.contains("<h1>"))
                }
            }
        }
    }

    @Test("show nothing of another host's request")
    func foreign() async throws {
        let world = try await World()
        try await world.serve { browser in
            let request = try await world.submitted(browser, title: "内密の講演")
            let own = try await world.visitor(.host, at: browser.client).open("/requests/\(request)")
            #expect(own.status == .ok && own.text.contains("内密の講演"))
            let other = try await world.visitor(.otherHost, at: browser.client)
            let foreign = try await other.open("/requests/\(request)")
            #expect(foreign.status == .notFound && !foreign.text.contains("内密の講演"))
            let list = try await other.open("/requests")
            #expect(list.status == .ok && !list.text.contains("内密の講演"))
        }
    }

    @Test("say that they are missing in the visitor's own kind of answer")
    func missing() async throws {
        let world = try await World()
        try await world.serve { browser in
            let page = try await PageVisitor(client: browser.client, secret: nil).open("/nowhere")
            #expect(page.status == .notFound && page.text.contains("ご覧いただけません"))
            #expect(page.text.contains("お探しのページはありません") && !page.text.contains("メソッド"))
            // It bids the visitor ask the office, and says where that is.
            #expect(page.text.contains("電話 03-0000-0000"))
            #expect(page.headers[.contentType] == "text/html; charset=utf-8")
            let answer = try await browser.get("/nowhere", as: nil)
            #expect(answer.problem == "no_such_path")
        }
    }

    @Test("say who is signed in also where they refuse, with the way to their other roles")
    func refused() async throws {
        let world = try await World()
        try await world.serve { browser in
            let clerk = try await world.visitor(.staff(.clerk), at: browser.client)
            for (path, status) in [("/users", 403), ("/requests/req-99999", 404), ("/requests/x", 404)] {
                let page = try await clerk.open(path)
                #expect(page.status.code == status && page.text.contains("ご覧いただけません"), "\(path)")
                #expect(page.text.contains("（資料担当）") && page.text.contains("ログアウト"), "\(path)")
                #expect(!page.text.contains(#"href="/sign-in""#), "\(path)")
            }
            let sent = try await clerk.send("/users", "add", ["name": "x"])
            #expect(sent.status == .forbidden && sent.text.contains("（資料担当）"))
            let program = try await browser.get("/v1/users", as: .staff(.clerk))
            #expect(program.problem == "not_permitted")
        }
    }

    @Test("load only files of ours, which browsers may keep")
    func assets() async throws {
        let world = try await World()
        try await world.serve { browser in
            let page = try await PageVisitor(client: browser.client, secret: nil).open("/")
            let policy = try #require(page.headers[.contentSecurityPolicy])
            #expect(policy.contains("default-src 'none'") && !policy.contains("unsafe-inline"))
            let paths = page.text.matches(of: /(?:href|src)="(\/assets\/[^"]+)"/).map { String($0.1) }
            #expect(Set(paths).count == 3)
            for path in paths {
                let file = try await browser.client.execute(uri: path, method: .get)
                #expect(file.status == .ok && file.headers[.cacheControl]?.contains("immutable") == true)
            }
            #expect(page.headers[.cacheControl] == "no-store")
        }
    }
}

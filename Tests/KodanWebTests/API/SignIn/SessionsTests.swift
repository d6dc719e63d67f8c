import HTTPTypes
import HummingbirdTesting
import KodanDomain
import KodanTestSupport
import Testing

@testable import KodanService
@testable import KodanWeb

@Suite("Sessions over HTTP", .database)
struct SessionsTests {
    private func body(_ email: String, _ more: String = "") -> String {
        #"{"email": "\#(email)", "password": "\#(Visitor.password)"\#(more)}"#
    }

    @Test("answer a body of nothing but faults with no more than some of them")
    func faults() async throws {
        let world = try await World()
        try await world.serve { browser in
            let members = (0..<5000).map { "\"f\($0)\":0" }.joined(separator: ",")
            let answer = try await browser.post("/v1/sessions", as: nil, "{\(members)}")
            #expect(answer.status == 422 && answer.errors.count == Faults.limit)
        }
    }

    @Test("begin with a password and one-time codes, which are set up in the first one")
    func staff() async throws {
        let world = try await World()
        let email = try await world.givePassword(.coordinator)
        try await world.serve { browser in
            var visitor = Visitor(browser)
            let first = try await visitor.signIn(body(email))
            #expect(first.status == 201)
            #expect(try first.json["totp_wanted"] == .bool(true))
            let cookie = try #require(first.headers[.setCookie])
            #expect(cookie.hasPrefix("kodan_session=kds_"))
            #expect(cookie.hasSuffix("; Path=/; Max-Age=43200; HttpOnly; Secure; SameSite=Lax"))
            let refused = try await visitor.send(.get, "/v1/requests")
            #expect(refused.status == 403 && refused.problem == "totp_missing")
            #expect(
                try await visitor.send(.post, "/v1/totp/confirmation", #"{"code": "1"}"#).problem
                    == "totp_not_enrolled"
            )
            let enrolled = try await visitor.send(.post, "/v1/totp")
            #expect(enrolled.status == 201)
            let key = try #require(try Base32.bytes(of: enrolled.json["secret"]?.text ?? "?"))
            let wrong = try await visitor.send(.post, "/v1/totp/confirmation", #"{"code": "1"}"#)
            #expect(wrong.status == 422 && wrong.errors == ["/code code_refused"])
            func code() -> String { TimeCode.code(key, step: TimeCode.step(at: world.database.clock.now)) }
            let confirmed = try await visitor.send(.post, "/v1/totp/confirmation", #"{"code": "\#(code())"}"#)
            #expect(confirmed.status == 200)
            let recovery = try confirmed.json["recovery_codes"]?.elements.compactMap(\.text) ?? []
            #expect(recovery.count == 10)
            #expect(try await visitor.send(.get, "/v1/requests").status == 200)

            var second = Visitor(browser)
            let wanted = try await second.signIn(body(email))
            #expect(wanted.status == 401 && wanted.problem == "code_wanted")
            world.database.clock.advance(minutes: 1)
            let entered = try await second.signIn(body(email, #", "code": "\#(code())""#))
            #expect(entered.status == 201)
            #expect(try entered.json["totp_wanted"] == .bool(false))
            let third = try await second.signIn(body(email, #", "recovery_code": "\#(recovery[0])""#))
            #expect(third.status == 201)
            let own = try await second.send(.get, "/v1/me")
            #expect(try own.json["role"] == .string("coordinator"))
            #expect(try own.json["user"]?["email"] == .string(email))
            #expect(try own.json["session"]?["proof"] == .string("password_and_code"))
        }
    }

    @Test("are kept by https in a cookie that no other host can set, and are taken from no other")
    func hostCookie() async throws {
        let world = try await World()
        var configuration = World.patient
        configuration.isReachedByTLS = true
        try await world.serve(.router, configuration) { browser in
            _ = try await browser.send(
                .post,
                "/v1/sign-in-links",
                [.contentType: "application/json"],
                #"{"email": "host1@org.example.jp"}"#
            )
            var visitor = Visitor(browser)
            let entered = try await visitor.signIn(#"{"link": "\#(world.mailedSecret("sign_in_link"))"}"#)
            let set = try #require(entered.headers[.setCookie])
            #expect(set.hasPrefix("__Host-kodan_session=kds_"))
            // What the prefix asks of a cookie, or browsers do not keep it.
            #expect(set.contains("; Path=/; ") && set.contains("; Secure") && !set.contains("Domain"))
            let own = try #require(visitor.cookie)
            let planted = own.replacing("__Host-", with: "")
            for (cookie, api, page) in [
                (own, 200, 200), (planted, 401, 303), ("\(own.dropLast()); \(planted)", 401, 303),
                ("kodan_session=kds_\(String(repeating: "A", count: 43)); \(own)", 200, 200),
            ] {
                let session = try await browser.send(.get, "/v1/session", [.cookie: cookie], nil)
                #expect(session.status == api, "\(cookie)")
                let account = try await browser.send(
                    .get,
                    "/account",
                    [.accept: "text/html", .cookie: cookie],
                    nil
                )
                #expect(account.status == page, "\(cookie)")
            }
            #expect(try await browser.get("/openapi.yaml", as: nil).text.contains("\"__Host-kodan_session\""))
            let out = try await visitor.send(.delete, "/v1/session")
            #expect(out.headers[.setCookie]?.hasPrefix("__Host-kodan_session=; Path=/; Max-Age=0; ") == true)
        }
    }

    @Test("take changes from the office's own pages only, and end with the sign-out")
    func forged() async throws {
        let world = try await World()
        try await world.serve { browser in
            let asked = try await browser.send(
                .post,
                "/v1/sign-in-links",
                [.contentType: "application/json"],
                #"{"email": "host1@org.example.jp"}"#
            )
            #expect(asked.status == 202 && asked.text.isEmpty)
            let link = try await world.mailedSecret("sign_in_link")
            var visitor = Visitor(browser)
            let entered = try await visitor.signIn(#"{"link": "\#(link)"}"#)
            #expect(entered.status == 201)
            #expect(try entered.json["roles"] == .array([.string("host")]))
            #expect(try entered.json["session"]?["proof"] == .string("link"))
            #expect(try await visitor.signIn(#"{"link": "\#(link)"}"#).problem == "link_spent")

            _ = try await browser.send(
                .post,
                "/v1/sign-in-links",
                [.contentType: "application/json"],
                #"{"email": "host1@org.example.jp"}"#
            )
            visitor = Visitor(browser)
            _ = try await visitor.signIn(#"{"link": "\#(world.mailedSecret("sign_in_link"))"}"#)
            // Reading is no change; a change that another site sends has the cookie only.
            #expect(try await visitor.send(.get, "/v1/session", forged: true).status == 200)
            let request = world.requestBody()
            let forged = try await visitor.send(
                .post,
                "/v1/requests/req-1/cancellation",
                request,
                forged: true
            )
            #expect(forged.status == 403 && forged.problem == "csrf_token_wrong")
            #expect(
                try await visitor.send(.delete, "/v1/session", forged: true).problem == "csrf_token_wrong"
            )
            let shown = try await visitor.send(.get, "/v1/session")
            #expect(try shown.json["csrf_token"]?.text == visitor.csrf)
            let role = try await visitor.send(.post, "/v1/session/role", #"{"role": "administrator"}"#)
            #expect(role.status == 403 && role.problem == "not_permitted")
            let sessions = try await visitor.send(.get, "/v1/sessions")
            let ids = try sessions.json["items"]?.elements.compactMap { $0["id"]?.text } ?? []
            #expect(ids.count == 2)
            #expect(try await visitor.send(.delete, "/v1/sessions/\(ids[0])").status == 204)
            #expect(try await visitor.send(.delete, "/v1/sessions/\(ids[0])").status == 404)
            let out = try await visitor.send(.delete, "/v1/session")
            #expect(out.status == 204 && out.headers[.setCookie]?.hasPrefix("kodan_session=; ") == true)
            #expect(try await visitor.send(.get, "/v1/session").status == 401)
        }
    }

    @Test("are refused alike to unknown and wrong, and after too many tries with when to come again")
    func refused() async throws {
        let world = try await World()
        let email = try await world.givePassword(.clerk)
        try await world.serve { browser in
            var visitor = Visitor(browser)
            let wrong = try await visitor.signIn(#"{"email": "\#(email)", "password": "wrong"}"#)
            let unknown = try await visitor.signIn(#"{"email": "nobody@example.jp", "password": "wrong"}"#)
            #expect(wrong.status == 401 && wrong.problem == "sign_in_refused")
            #expect(try wrong.json == unknown.json)
            for _ in 0..<5 { _ = try await visitor.signIn(#"{"email": "\#(email)", "password": "wrong"}"#) }
            let late = try await visitor.signIn(body(email))
            #expect(late.status == 429 && late.problem == "too_many_attempts")
            #expect(late.headers[.retryAfter] == "2")
        }
    }

    @Test(
        "refuse bodies that say it another way",
        arguments: [
            (#"{}"#, 422, ["/email present", "/password present"]),
            (#"{"email": "x", "password": "y"}"#, 422, ["/email email"]),
            (#"{"email": "a@example.jp", "password": "y", "role": "system"}"#, 422, ["/role one_of"]),
            (#"{"link": 1}"#, 422, ["/link text"]),
            (#"{"link": "kdl_x", "email": "a@example.jp"}"#, 422, ["/email either"]),
            (#"[]"#, 422, [" object"]), (#"{"#, 400, []),
        ]
    )
    func badBodies(body: String, status: Int, errors: [String]) async throws {
        let world = try await World()
        try await world.serve { browser in
            var visitor = Visitor(browser)
            let answer = try await visitor.signIn(body)
            #expect(answer.status == status && answer.errors == errors)
        }
    }

    @Test("change the password, and set it by a mailed link")
    func passwords() async throws {
        let world = try await World()
        let email = try await world.givePassword(.auditor)
        let user = try #require(world.database.staff.auditor.user)
        try await world.serve { browser in
            var visitor = Visitor(browser)
            _ = try await visitor.signIn(body(email))
            let change = #"{"current_password": "nonsense", "password": "another horse battery"}"#
            let wrong = try await visitor.send(.post, "/v1/password", change)
            #expect(wrong.status == 422 && wrong.errors == ["/current_password password_refused"])
            let short = try await visitor.send(
                .post,
                "/v1/password",
                #"{"current_password": "\#(Visitor.password)", "password": "short"}"#
            )
            #expect(short.errors == ["/password characters"])
            let changed = try await visitor.send(
                .post,
                "/v1/password",
                #"{"current_password": "\#(Visitor.password)", "password": "another horse battery"}"#
            )
            #expect(changed.status == 204)
            let reset = try await browser.post("/v1/users/\(user)/password-reset", as: .staff(.administrator))
            #expect(reset.status == 200)
            let link = try await world.mailedSecret("password_link")
            let set = #"{"link": "\#(link)", "password": "a third horse battery"}"#
            let headers: HTTPFields = [.contentType: "application/json"]
            #expect(try await browser.send(.post, "/v1/passwords", headers, set).status == 204)
            #expect(try await browser.send(.post, "/v1/passwords", headers, set).problem == "link_spent")
            #expect(try await visitor.send(.get, "/v1/session").status == 401)
            let new = #"{"email": "\#(email)", "password": "a third horse battery"}"#
            #expect(try await visitor.signIn(new).status == 201)
        }
    }
}

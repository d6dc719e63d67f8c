import HTTPTypes
import KodanDomain
import KodanTestSupport
import Postgres
import Testing

@testable import KodanService
@testable import KodanWeb

@Suite("People and tokens over HTTP", .database)
struct UsersTests {
    @Test("are added, given roles, let in and not, by an administrator")
    func users() async throws {
        let world = try await World()
        try await world.serve { browser in
            let body = #"{"email": "new@example.jp", "name": "新人", "roles": ["clerk"]}"#
            let made = try await browser.post("/v1/users", as: .staff(.administrator), body)
            #expect(made.status == 201)
            let id = try #require(try made.json["id"]?.text)
            #expect(made.headers[.location] == "/v1/users/\(id)")
            let again = try await browser.post("/v1/users", as: .staff(.administrator), body)
            #expect(again.status == 409 && again.problem == "email_taken")
            #expect(again.errors == ["/email email_taken"])
            func post(_ step: String, _ body: String = "{}") async throws -> Answer {
                try await browser.post("/v1/users/\(id)/\(step)", as: .staff(.administrator), body)
            }
            let granted = try await post("roles", #"{"role": "coordinator", "prefecture": "13"}"#)
            #expect(try granted.json["roles"] == .array([.string("clerk"), .string("coordinator:13")]))
            #expect(try await post("roles", #"{"role": "clerk"}"#).problem == "role_held")
            #expect(try await post("roles", #"{"role": "clerk", "prefecture": "13"}"#).status == 422)
            world.database.clock.advance(minutes: 1)
            let revoked = try await post("role-revocation", #"{"role": "coordinator"}"#)
            #expect(try revoked.json["roles"] == .array([.string("clerk")]))
            let gone = try await post("role-revocation", #"{"role": "coordinator"}"#)
            #expect(gone.status == 409 && gone.problem == "role_not_held")
            #expect(gone.errors == ["/role role_not_held"])
            let disabled = try await post("disabling", #"{"reason": "退職"}"#)
            #expect(try disabled.json["active"] == .bool(false))
            #expect(try await post("disabling", #"{"reason": "退職"}"#).problem == "user_state")
            #expect(try await post("disabling").errors == ["/reason present"])
            #expect(try await post("password-reset").problem == "user_state")
            #expect(try await post("enabling").status == 200)
            #expect(try await post("totp-removal").status == 404)
            let shown = try await browser.get("/v1/users/\(id)", as: .staff(.auditor))
            #expect(
                try shown.json
                    == JSON(
                        """
                        {"id": "\(id)", "email": "new@example.jp", "name": "新人", "active": true, "roles": ["clerk"],
                         "created_at": "2026-06-01T10:00:00+09:00"}
                        """
                    )
            )
            let found = try await browser.get(
                "/v1/users?name=%E6%96%B0%E4%BA%BA&role=clerk",
                as: .staff(.auditor)
            )
            #expect(try found.json["items"]?.elements.map { $0["id"]?.text } == [id])
            let unnamed = try await browser.get("/v1/users?name=%00", as: .staff(.auditor))
            #expect(unnamed.status == 400 && unnamed.errors == ["name wrong_value"])
            let administrator = try #require(world.database.staff.administrator.user)
            let own = try await browser.post(
                "/v1/users/\(administrator)/disabling",
                as: .staff(.administrator),
                #"{"reason": "x"}"#
            )
            #expect(own.status == 409 && own.problem == "own_access")
            for asker in [World.Asker.host, .presenter, .staff(.coordinator), .staff(.approver)] {
                #expect(try await browser.get("/v1/users", as: asker).status == 403)
                #expect(try await browser.post("/v1/users", as: asker, body).status == 403)
            }
        }
    }

    @Test("are called something else or get another address, by which the links to the one before end")
    func changed() async throws {
        let world = try await World()
        try await world.serve { browser in
            let administrator = World.Asker.staff(.administrator)
            let made = try await browser.post(
                "/v1/users",
                as: administrator,
                #"{"email": "old@example.jp", "name": "旧姓", "roles": ["clerk"]}"#
            )
            let path = "/v1/users/\(try #require(try made.json["id"]?.text))"
            #expect(try await browser.post("\(path)/password-reset", as: administrator).status == 200)
            func links() async throws -> Int {
                try await world.database.owner.transaction { session in
                    try session.value("SELECT count(*) FROM sign_in_link WHERE used_at IS NULL")
                }
            }
            #expect(try await links() == 1)
            let tag = try await browser.get(path, as: administrator).headers[.eTag]
            func change(_ body: String, tag: String?) async throws -> Answer {
                try await browser.change(.patch, path, as: administrator, body, ifMatch: tag)
            }
            #expect(try await change(#"{"name": "x"}"#, tag: nil).status == 428)
            #expect(try await change(#"{"name": "x"}"#, tag: "\"0123456789abcdef\"").status == 412)
            #expect(try await change(#"{"name": "", "email": "x"}"#, tag: tag).errors.count == 2)
            let named = try await change(#"{"name": "新姓"}"#, tag: tag)
            #expect(try named.json["name"] == .string("新姓"))
            #expect(try await links() == 1)
            let moved = try await change(#"{"email": "new@example.jp"}"#, tag: "*")
            #expect(try moved.json["email"] == .string("new@example.jp"))
            #expect(try await links() == 0)
            _ = try await browser.post(
                "/v1/users",
                as: administrator,
                #"{"email": "taken@example.jp", "name": "他人", "roles": ["clerk"]}"#
            )
            let taken = try await change(#"{"email": "TAKEN@example.jp"}"#, tag: "*")
            #expect(taken.status == 409 && taken.problem == "email_taken")
            let events = try await browser.get(
                "/v1/audit-events?action=user.changed&newest=true",
                as: .staff(.auditor)
            )
            let fields = try events.json["items"]?.elements.map { $0["detail"]?["fields"]?.text }
            #expect(fields == ["email", "name"])
        }
    }

    @Test("issue tokens limited to scopes, which say what they lack, and end")
    func tokens() async throws {
        let world = try await World()
        try await world.serve { browser in
            let clerk = try #require(world.database.staff.clerk.user)
            let made = try await browser.post(
                "/v1/tokens",
                as: .staff(.administrator),
                #"{"label": "連携", "days": 30, "scopes": ["requests:read"], "user": "\#(clerk)", "role": "clerk"}"#
            )
            #expect(made.status == 201)
            let (id, token) = (
                try #require(try made.json["id"]?.text), try #require(try made.json["token"]?.text)
            )
            #expect(token.hasPrefix("kdn_"))
            func send(_ method: HTTPRequest.Method, _ path: String) async throws -> Answer {
                try await browser.send(
                    method,
                    path,
                    [.authorization: "Bearer \(token)", .acceptLanguage: "en"],
                    nil
                )
            }
            #expect(try await send(.get, "/v1/requests").status == 200)
            let other = try await send(.get, "/v1/me")
            #expect(other.status == 403 && other.problem == "scope_missing")
            #expect(try await NoteUses(office: world.office)() > 0)
            let shown = try await browser.get("/v1/tokens/\(id)", as: .staff(.auditor))
            #expect(
                try shown.json["last_used_at"]?.text == "2026-06-01T10:00:00+09:00" || shown.status == 200
            )
            #expect(try shown.json["scopes"] == .array([.string("requests:read")]))
            let list = try await browser.get("/v1/tokens?user=\(clerk)", as: .staff(.auditor))
            #expect(try list.json["items"]?.elements.count == 2)
            #expect(try await browser.get("/v1/tokens/\(id)", as: .host).status == 404)
            #expect(try await browser.get("/v1/tokens?user=\(clerk)", as: .host).status == 403)
            let revoked = try await browser.post("/v1/tokens/\(id)/revocation", as: .staff(.administrator))
            #expect(revoked.status == 200)
            #expect(try await send(.get, "/v1/requests").status == 401)
            let twice = try await browser.post("/v1/tokens/\(id)/revocation", as: .staff(.administrator))
            #expect(twice.status == 409 && twice.problem == "token_revoked")
            let bad = try await browser.post(
                "/v1/tokens",
                as: .staff(.administrator),
                #"{"label": "x", "days": 1, "scopes": ["money:steal", "money:read", "money:read"]}"#
            )
            #expect(bad.errors == ["/scopes/0 one_of", "/scopes/2 once"])
            for days in [0, 4000] {
                let body = #"{"label": "x", "days": \#(days)}"#
                #expect(try await browser.post("/v1/tokens", as: .staff(.administrator), body).status == 422)
            }
            // A token makes none but an administrator's.
            let own = try await browser.post("/v1/tokens", as: .host, #"{"label": "x", "days": 1}"#)
            #expect(own.status == 403 && own.problem == "session_wanted")
        }
    }

    @Test("tell the holder of a token, and leave the approver's and the accountant's to themselves")
    func othersTokens() async throws {
        let world = try await World()
        try await world.serve { browser in
            func issue(to role: Role, _ more: String = "") async throws -> Answer {
                let user = try #require(world.database.staff[role]?.user)
                return try await browser.post(
                    "/v1/tokens",
                    as: .staff(.administrator),
                    #"{"label": "x", "days": 1, "user": "\#(user)", "role": "\#(role.rawValue)"\#(more)}"#
                )
            }
            let made = try await issue(to: .clerk)
            let id = try #require(try made.json["id"]?.text)
            #expect(
                try await world.count("outbox_message WHERE kind = 'token_issued' AND subject = '\(id)'") == 1
            )
            for role in [Role.accountant, .approver] {
                let refused = try await issue(to: role)
                #expect(refused.status == 403 && refused.problem == "not_permitted")
            }
            let none = try await issue(to: .clerk, #", "scopes": []"#)
            #expect(none.status == 422 && none.errors == ["/scopes present"], "\(none.text)")
        }
    }

    @Test("leave a record that auditors read and verify")
    func audit() async throws {
        let world = try await World()
        try await world.serve { browser in
            let request = try await world.submitted(browser)
            let events = try await browser.get("/v1/audit-events?subject=\(request)", as: .staff(.auditor))
            let actions = try events.json["items"]?.elements.compactMap { $0["action"]?.text } ?? []
            #expect(actions.contains("request.submitted"))
            let page = try await browser.get(
                "/v1/audit-events?action=token&limit=2",
                as: .staff(.administrator)
            )
            #expect(try page.json["items"]?.elements.count == 2)
            #expect(page.headers[.link]?.contains("limit=2") == true)
            _ = try await SealAudit(office: world.office)()
            let verified = try await browser.get("/v1/audit-seals/verification", as: .staff(.auditor))
            #expect(verified.status == 200)
            #expect(try verified.json["holds"] == .bool(true))
            #expect(try verified.json["unsealed"] == .number(0))
            let newest = try #require(try verified.json["newest_seal"]?.text)
            // What was printed is found behind later seals, and what never was is not.
            _ = try await world.submitted(browser)
            _ = try await SealAudit(office: world.office)()
            let sought = "/v1/audit-seals/verification?seal="
            let found = try await browser.get(sought + newest, as: .staff(.auditor)).json
            #expect(try found["sought_seal"] == verified.json["seals"])
            #expect(found["newest_seal"] != .string(newest))
            let other = String(repeating: "a", count: 64)
            let missing = try await browser.get(sought + other, as: .staff(.auditor)).json
            #expect(missing["holds"] == .bool(true) && missing["sought_seal"] == nil)
            for wrong in ["abc", newest.uppercased(), String(repeating: "g", count: 64)] {
                #expect(try await browser.get(sought + wrong, as: .staff(.auditor)).status == 400)
            }
            for path in ["/v1/audit-events", "/v1/audit-seals/verification"] {
                #expect(try await browser.get(path, as: .staff(.coordinator)).status == 403)
                #expect(try await browser.get(path, as: .host).status == 403)
                #expect(try await browser.get(path, as: nil).status == 401)
            }
            for query in ["from=yesterday", "user=req-1", "subject=", "after=usr-1"] {
                #expect(
                    try await browser.get("/v1/audit-events?\(query)", as: .staff(.auditor)).status == 400
                )
            }
        }
    }
}

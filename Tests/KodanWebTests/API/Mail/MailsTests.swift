import HTTPTypes
import KodanDomain
import KodanTestSupport
import Postgres
import Testing

@testable import KodanService
@testable import KodanWeb

@Suite("Mails over HTTP", .database)
struct MailsTests {
    private let coordinator = World.Asker.staff(.coordinator)

    @Test("are listed by state, by address, by request and by presenter, page by page")
    func lists() async throws {
        let world = try await World()
        try await world.serve { browser in
            let (request, _) = try await world.offered(browser)
            let all = try await browser.get("/v1/mails?limit=2", as: coordinator)
            #expect(all.status == 200 && all.headers[.link]?.contains("after=msg-") == true)
            guard case .array(let items)? = try all.json["items"] else { return }
            #expect(items.count == 2 && items[0]["state"] == .string("queued"))
            for path in ["/v1/requests/\(request)/mails", "/v1/presenters/\(world.presenter)/mails"] {
                let listed = try await browser.get(path, as: .staff(.auditor))
                #expect(listed.status == 200 && listed.text.contains("offer_sent"), "\(path)")
                // What opens a door is told to nobody but its recipient.
                #expect(!listed.text.contains("sealed") && !listed.text.contains("kdo_"))
            }
            let newest = try await browser.get("/v1/mails?newest=true", as: coordinator)
            let oldest = try await browser.get("/v1/mails", as: coordinator)
            #expect(try newest.json.items() == oldest.json.items().reversed())
            for query in ["state=dead,overtaken", "to=nobody@example.jp"] {
                let none = try await browser.get("/v1/mails?\(query)", as: coordinator)
                #expect(try none.json["items"] == .array([]))
            }
            #expect(try await browser.get("/v1/mails?to=nobody", as: coordinator).status == 400)
            #expect(try await browser.get("/v1/requests/req-999/mails", as: coordinator).status == 404)
            #expect(try await browser.get("/v1/mails", as: .host).status == 403)
        }
    }

    @Test("are sent again, and closed and opened by what comes back")
    func returned() async throws {
        let world = try await World()
        try await world.serve { browser in
            _ = try await world.offered(browser)
            let waiting = try await browser.post(
                "/v1/mails/msg-1/resending",
                as: coordinator,
                #"{"reason": "x"}"#
            )
            #expect(waiting.status == 409 && waiting.problem == "mail_state")
            try await world.database.owner.transaction { session in
                try session.execute(
                    "UPDATE outbox_message SET state = 'sent', sent_at = queued_at, attempts = 1 WHERE id = 1"
                )
            }
            let body = #"{"hard": true, "reason": "550 5.1.1 no such user"}"#
            let recorded = try await browser.post("/v1/mails/msg-1/bounces", as: coordinator, body)
            #expect(
                recorded.status == 201 && recorded.headers[.location]?.hasPrefix("/v1/bounces/bnc-") == true
            )
            let id = try #require(try recorded.json["id"]?.text)
            let twice = try await browser.post("/v1/mails/msg-1/bounces", as: coordinator, body)
            #expect(twice.status == 409 && twice.problem == "bounced_already")
            let dead = try await browser.get("/v1/mails/msg-1", as: coordinator)
            #expect(try dead.json["state"] == .string("dead"))
            #expect(try dead.json["address_bounced"] == .bool(true))
            #expect(try await browser.get("/v1/bounces", as: coordinator).text.contains(id))
            let cleared = try await browser.post(
                "/v1/bounces/\(id)/clearance",
                as: coordinator,
                #"{"reason": "確認"}"#
            )
            #expect(try cleared.json["cleared_at"] != nil)
            let again = try await browser.post(
                "/v1/bounces/\(id)/clearance",
                as: coordinator,
                #"{"reason": "確認"}"#
            )
            #expect(again.status == 409 && again.problem == "bounce_cleared")
            let resent = try await browser.post(
                "/v1/mails/msg-1/resending",
                as: coordinator,
                #"{"reason": "確認"}"#
            )
            #expect(try resent.json["state"] == .string("queued"))
            let wrong = try await browser.post("/v1/mails/msg-1/bounces", as: coordinator, #"{"hard": 1}"#)
            #expect(wrong.errors == ["/hard true_or_false", "/reason present"])
        }
    }

    @Test("are closed by the report of a mail server, if it is about a mail of the office")
    func reported() async throws {
        let world = try await World()
        try await world.serve { browser in
            _ = try await world.offered(browser)
            try await world.database.owner.transaction { session in
                try session.execute(
                    "UPDATE outbox_message SET state = 'sent', sent_at = queued_at, attempts = 1 WHERE id = 1"
                )
            }
            let mail = try await browser.get("/v1/mails/msg-1", as: coordinator).json
            func report(about messageID: String, key: String) async throws -> Answer {
                let headers: HTTPFields = [
                    .authorization: "Bearer \(try world.token(of: coordinator))", .idempotencyKey: key,
                    .contentType: "message/rfc822", .acceptLanguage: "en",
                ]
                let text = """
                    Content-Type: multipart/report; report-type=delivery-status; boundary=b

                    --b
                    Content-Type: message/delivery-status

                    Reporting-MTA: dns; mx.example.jp

                    Final-Recipient: rfc822; \(mail["to"]?.text ?? "")
                    Action: failed
                    Status: 5.1.1

                    --b
                    Content-Type: text/rfc822-headers

                    Message-ID: <\(messageID)>

                    --b--
                    """
                return try await browser.send(.post, "/v1/bounce-reports", headers, text)
            }
            let own = try #require(mail["message_id"]?.text)
            let foreign = try await report(about: "msg-9.ofr-9@elsewhere", key: "k1")
            #expect(foreign.status == 422 && foreign.problem == "foreign_bounce_report")
            let made = try await report(about: own, key: "k2")
            #expect(made.status == 201)
            #expect(try made.json == JSON(#"{"items": ["bnc-1"]}"#))
            let again = try await report(about: own, key: "k3")
            #expect(again.status == 409 && again.problem == "bounced_already")
            #expect(try await world.count("mail_bounce") == 1)
        }
    }

    @Test("that are courtesy end with one press and no other word, and a page asks before")
    func unsubscribed() async throws {
        let world = try await World()
        try await world.serve { browser in
            _ = try await world.offered(browser)
            let token = world.office.vault.leaveToken(of: OutboxMessage.ID(1))
            let path = "/v1/unsubscriptions/\(token)"
            let page = try await browser.get(path, as: nil)
            #expect(page.status == 200 && page.text.contains("<form method=\"post\">"))
            #expect(try await world.count("mail_unsubscription") == 0)
            let headers: HTTPFields = [.contentType: "application/x-www-form-urlencoded"]
            for _ in 0..<2 {
                let left = try await browser.send(.post, path, headers, "List-Unsubscribe=One-Click")
                #expect(left.status == 200 && left.text.contains("停止しました"))
            }
            #expect(try await world.count("mail_unsubscription") == 1)
            let mail = try await browser.get("/v1/mails/msg-1", as: coordinator).json
            let address = "{\"email\": \"\(try #require(mail["to"]?.text))\"}"
            for changed in [true, false] {
                let taken = try await browser.post("/v1/subscriptions", as: coordinator, address)
                #expect(try taken.json == JSON("{\"changed\": \(changed)}"))
            }
            #expect(try await browser.post("/v1/subscriptions", as: .host, address).status == 403)
            for forged in ["1-0", "x", token.replacing("1-", with: "2-")] {
                let asked = try await browser.get("/v1/unsubscriptions/\(forged)", as: nil)
                #expect(asked.status == 404 && asked.problem == "address_unknown")
                let refused = try await browser.send(.post, "/v1/unsubscriptions/\(forged)", headers, "")
                #expect(refused.status == 404)
            }
        }
    }
}

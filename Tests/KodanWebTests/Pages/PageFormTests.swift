import Hummingbird
import HummingbirdTesting
import KodanDomain
import KodanService
import KodanTestSupport
import Testing

@testable import KodanWeb

@Suite("Forms of pages", .database)
struct PageFormTests {
    @Test("make one request however often they are sent, and lead to its page")
    func twice() async throws {
        let world = try await World()
        try await world.serve { browser in
            let host = try await world.visitor(.host, at: browser.client)
            let first = try await host.send("/requests/new", "submit", world.requestFields, key: "one-key")
            #expect(first.status == .seeOther, "\(first.text)")
            let path = try #require(first.location)
            let second = try await host.send("/requests/new", "submit", world.requestFields, key: "one-key")
            #expect(second.location == path)
            #expect(try await world.count("lecture_request") == 1)
            let page = try await host.open(path)
            #expect(page.text.contains("お申込みを受け付けました") && page.text.contains("40名"))
            var other = world.requestFields
            other["title"] = "別の申込"
            let third = try await host.send("/requests/new", "submit", other, key: "one-key")
            #expect(third.status.code >= 400 && third.status.code < 500)
            #expect(try await world.count("lecture_request") == 1)
        }
    }

    @Test("name every wrong field, and keep what was typed")
    func refill() async throws {
        let world = try await World()
        try await world.serve { browser in
            let host = try await world.visitor(.host, at: browser.client)
            var fields = world.requestFields
            fields["title"] = #"<script>alert("x")</script>"#
            fields["contact/email"] = "nonsense"
            fields["slots/0/to"] = "13:00"
            fields["expected_attendance"] = "many"
            let answer = try await host.send("/requests/new", "submit", fields, key: "some-key")
            #expect(answer.status == .unprocessableContent)
            for field in ["contact-email", "slots-0-to", "expected_attendance"] {
                #expect(answer.text.contains("href=\"#submit-\(field)\""), "\(field)")
                #expect(answer.text.contains("id=\"submit-\(field)-error\""), "\(field)")
            }
            #expect(answer.text.contains("value=\"&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt;\""))
            #expect(answer.text.contains("value=\"nonsense\"") && answer.text.contains("value=\"many\""))
            #expect(try await world.count("lecture_request") == 0)
        }
    }

    @Test("are taken from the office's own pages only")
    func forged() async throws {
        let world = try await World()
        try await world.serve { browser in
            let host = try await world.visitor(.host, at: browser.client)
            let foreign = try await host.send(
                "/requests/new",
                "submit",
                world.requestFields,
                site: "cross-site"
            )
            #expect(foreign.status == .forbidden)
            let guessed = try await host.send("/requests/new", "submit", world.requestFields, csrf: "guess")
            #expect(guessed.status == .forbidden)
            #expect(try await world.count("lecture_request") == 0)
            let ended = PageVisitor(
                client: browser.client,
                secret: SecretText.session.make(from: [UInt8](repeating: 9, count: 32))
            )
            let late = try await ended.send("/requests/new", "submit", world.requestFields)
            #expect(late.status == .seeOther && late.location == "/sign-in?next=%2Frequests%2Fnew")
        }
    }

    @Test("refuse what is no form, and steps that there are not", arguments: ["%GG=1", "a=%FF", "a=%00"])
    func malformed(body: String) async throws {
        let world = try await World()
        try await world.serve { browser in
            for type in ["application/x-www-form-urlencoded", "text/plain"] {
                let answer = try await browser.client.execute(
                    uri: "/sign-in",
                    method: .post,
                    headers: [.contentType: type, .accept: "text/html"],
                    body: ByteBuffer(string: body)
                )
                #expect([.badRequest, .unsupportedMediaType].contains(answer.status))
            }
            let stranger = PageVisitor(client: browser.client, secret: nil)
            #expect(try await stranger.send("/sign-in", "nonsense").status == .notFound)
        }
    }

    @Test("answer an offer by its own link in two clicks, of which opening is one that changes nothing")
    func offer() async throws {
        let world = try await World()
        try await world.serve { browser in
            let (_, offers) = try await world.offered(browser)
            let link = try await world.mailedSecret("offer_sent")
            let path = "/offers/\(try #require(offers.last))"
            let stranger = PageVisitor(client: browser.client, secret: nil)
            for _ in 1...2 {
                let page = try await stranger.open("\(path)?link=\(link)")
                #expect(page.status == .ok && page.text.contains("承諾する"))
            }
            let accepted = try await stranger.send(path, "accept", ["link": link])
            #expect(accepted.location == "\(path)?link=\(link)&done=accepted", "\(accepted.text)")
            #expect(try await world.count("assignment") == 1)
            // The link goes on to show what became of it, and serves no other offer.
            let other = try await stranger.send("/offers/\(offers[0])", "accept", ["link": link])
            #expect(other.status.code >= 400 && other.status.code < 500)
            #expect(try await world.count("assignment") == 1)
        }
    }

    @Test("say a refusal of an offer with its ground")
    func decline() async throws {
        let world = try await World()
        try await world.serve { browser in
            let (_, offers) = try await world.offered(browser)
            let presenter = try await world.visitor(.presenter, at: browser.client)
            let path = "/offers/\(try #require(offers.first))"
            let wrong = try await presenter.send(path, "decline", ["reason": "忙しい"])
            #expect(wrong.status == .unprocessableContent && wrong.text.contains("href=\"#decline-ground\""))
            let declined = try await presenter.send(path, "decline", ["ground": "no_time"])
            #expect(declined.location == "\(path)?done=declined")
            let told = try await browser.get("/v1\(path)", as: .staff(.coordinator)).json
            #expect(told["ground"] == .string("no_time"))
        }
    }

    @Test("screen a request: without a reason it is not sent back, with one the host reads it")
    func screen() async throws {
        let world = try await World()
        try await world.serve { browser in
            let request = try await world.submitted(browser)
            let path = "/requests/\(request)"
            let coordinator = try await world.visitor(.staff(.coordinator), at: browser.client)
            let wrong = try await coordinator.send(path, "screen", ["decision": "send_back"])
            #expect(wrong.status == .unprocessableContent)
            let sent = try await coordinator.send(
                path,
                "screen",
                ["decision": "send_back", "reason": "会場をお知らせください"]
            )
            #expect(sent.location == "\(path)?done=sent_back")
            let page = try await world.visitor(.host, at: browser.client).open(path)
            #expect(page.text.contains("会場をお知らせください"))
        }
    }
}

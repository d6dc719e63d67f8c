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
            #expect(third.status == .unprocessableContent)
            #expect(try await world.count("lecture_request") == 1)
            // A number is read with the unit that the field has.
            other["expected_attendance"] = "５０名"
            let fourth = try await host.send("/requests/new", "submit", other, key: "other-key")
            #expect(try await host.open(try #require(fourth.location)).text.contains("50名"))
        }
    }

    @Test("take host and presenters by name from a coordinator to whom somebody phoned")
    func named() async throws {
        let world = try await World()
        try await world.serve { browser in
            let visitor = try await world.visitor(.staff(.coordinator), at: browser.client)
            let page = try await visitor.open("/organizations/\(world.organization)").text
            let name = String(try #require(page.firstMatch(of: /<h1>([^<]+)<\/h1>/)).1)
            var fields = world.requestFields.merging(["organization": "無名", "on_behalf_of": "担当 花子"]) { $1 }
            fields["preferred_presenter"] = "講師 第2"
            let wrong = try await visitor.send("/requests/new", "submit", fields, key: "nobody")
            #expect(
                wrong.status == .unprocessableContent && wrong.text.contains("href=\"#submit-organization\"")
            )
            fields["organization"] = name
            let sent = try await visitor.send("/requests/new", "submit", fields, key: "somebody")
            #expect(sent.location?.hasSuffix("?done=submitted") == true, "\(sent.text)")
            let meant = """
                lecture_request WHERE organization_id = \(world.organization.rawValue)
                AND preferred_presenter_id = \(world.otherPresenter.rawValue)
                """
            #expect(try await world.count(meant) == 1)
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

    @Test(
        "name the part of a wished time that was not typed",
        arguments: [
            (["slots/1/day": "2026-09-15"], "slots-1-from"),
            (["slots/1/from": "14:00", "slots/1/to": "15:30"], "slots-1-day"),
        ]
    )
    func partOfTime(typed: [String: String], missed: String) async throws {
        let world = try await World()
        try await world.serve { browser in
            let host = try await world.visitor(.host, at: browser.client)
            let fields = world.requestFields.merging(typed) { $1 }
            let answer = try await host.send("/requests/new", "submit", fields, key: "some-key")
            #expect(answer.status == .unprocessableContent)
            let named = answer.text.matches(of: /href="#submit-(slots-\d-[a-z]+)"/).map { String($0.1) }
            #expect(named.filter { $0 == missed }.count == 1, "\(named)")
            #expect(!named.contains { $0 != missed && $0 != "slots-1-to" }, "\(named)")
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
            #expect(foreign.text.contains("この画面からは送信できません"))
            let guessed = try await host.send("/requests/new", "submit", world.requestFields, csrf: "guess")
            #expect(guessed.status == .forbidden)
            #expect(try await world.count("lecture_request") == 0)
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

    @Test("of files outlive a stranger's form in which two boundaries share a line end")
    func doubled() async throws {
        let world = try await World()
        try await world.serve { browser in
            let answer = try await browser.client.execute(
                uri: "/sign-in",
                method: .post,
                headers: [.contentType: "multipart/form-data; boundary=x", .accept: "text/html"],
                body: ByteBuffer(string: "--x\r\n--x\r\n--x--\r\n")
            )
            #expect(answer.status == .badRequest)
        }
    }

    @Test("name a field by a few steps; what goes deeper is a field that nobody asked for")
    func deep() throws {
        let name = String(repeating: "a/", count: 100_000) + "b"
        let type = "application/x-www-form-urlencoded"
        let form = try TypedForm(Array("\(name)=1&c/0/d=2".utf8), type: type).body(lists: ["c"])
        #expect(form.parts("c", atMost: 1)?.first?.text("d") == "2")
        #expect(throws: Problem.self) { try form.end() }
        #expect(form.faults.entries.map(\.code) == ["unknown_field"])
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
            // Pages of other things are not opened by it.
            #expect(try await stranger.open("/requests?link=\(link)").status == .seeOther)
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

    @Test("screen a request: without a reason it is not sent back, with one the host reads it and corrects")
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
            let host = try await world.visitor(.host, at: browser.client)
            #expect(try await host.open(path).text.contains("会場をお知らせください"))
            let form = try await host.open("\(path)/correction")
            #expect(form.status == .ok && form.text.contains("value=\"情報セキュリティ講習\""))
            var fields = world.requestFields
            fields["title"] = "直した申込"
            let corrected = try await host.send("\(path)/correction", "submit", fields)
            #expect(corrected.location == "\(path)?done=corrected", "\(corrected.text)")
            #expect(try await host.open(path).text.contains("<h1>申込：直した申込</h1>"))
            #expect(try await host.open("\(path)/correction").status == .conflict)
            // Approved, it can go back still: the host has telephoned that the day changes.
            _ = try await coordinator.send(path, "screen", ["decision": "approve"])
            #expect(try await coordinator.open(path).text.contains("申込者に差し戻す"))
            #expect(try await !host.open(path).text.contains("申込者に差し戻す"))
            let back = ["decision": "send_back", "reason": "新しい日時"]
            #expect(
                try await coordinator.send(path, "screen", back).location == "\(path)?done=sent_back"
            )
            #expect(try await host.open("\(path)/correction").status == .ok)
        }
    }

    @Test("move a lecture once both sides have said yes on its page")
    func change() async throws {
        let world = try await World()
        try await world.serve { browser in
            let (_, assignment) = try await world.assigned(browser)
            let path = "/lectures/\(assignment)"
            let host = try await world.visitor(.host, at: browser.client)
            let presenter = try await world.visitor(.presenter, at: browser.client)
            // It is online: no venue could change.
            #expect(try await !host.open(path).text.contains("propose_change-venue-name"))
            let wrong = try await host.send(
                path,
                "propose_change",
                ["old_stands": "true", "time/day": "2026-09-15"]
            )
            #expect(wrong.status == .unprocessableContent)
            #expect(wrong.text.contains("href=\"#propose_change-reason\""))
            let proposed = try await host.send(
                path,
                "propose_change",
                [
                    "old_stands": "true", "time/day": "2026-09-15", "time/from": "14:00", "time/to": "15:30",
                    "reason": "会場の工事",
                ]
            )
            #expect(proposed.location == "\(path)?done=change_proposed", "\(proposed.text)")
            let asked = try await presenter.open(path)
            #expect(asked.text.contains("会場の工事") && asked.text.contains("2026年9月15日（火）14時〜15時30分"))
            #expect(asked.text.contains("までにご回答ください。</p>"))
            let waiting = try await host.open(path).text
            #expect(!waiting.contains("confirm_change") && waiting.contains("回答を待っています。</p>"))
            let change = try #require(asked.text.firstMatch(of: /name="change" value="(chg-\d+)"/)).1
            let confirmed = try await presenter.send(path, "confirm_change", ["change": String(change)])
            #expect(confirmed.location == "\(path)?done=change_confirmed", "\(confirmed.text)")
            let agreed = try await presenter.open("\(path)?done=change_confirmed").text
            #expect(agreed.contains("日時・会場の変更が決まりました。"))
            let moved = try await host.open(path).text
            #expect(moved.contains("2026年9月15日（火）14時〜15時30分"))
            #expect(!moved.contains("変更の相談</h2>"))
            let bond = "assignment WHERE lower(during) = '2026-09-15T14:00:00+09:00'"
            #expect(try await world.count(bond) == 1)
        }
    }
}

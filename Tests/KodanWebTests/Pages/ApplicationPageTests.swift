import Hummingbird
import HummingbirdTesting
import KodanDomain
import KodanTestSupport
import Postgres
import Testing

@testable import KodanService
@testable import KodanWeb

@Suite("Who is not registered", .database)
struct ApplicationPageTests {
    @Test("asks, confirms the address, and follows the request by a link")
    func wholeWay() async throws {
        let world = try await World()
        try await world.addPostalCode()
        try await world.serve { browser in
            let stranger = PageVisitor(client: browser.client, secret: nil)
            let sent = try await stranger.send("/apply", "apply", world.applicationFields)
            #expect(sent.status == .seeOther && sent.location == "/apply?done=sent", "\(sent.text)")
            #expect(try await stranger.open("/apply?done=sent").text.contains("確認のメールをお送りしました"))
            // Nobody is made before the address is confirmed.
            #expect(try await world.count("lecture_request") == 0)
            #expect(try await world.count("organization") == 2)
            let link = try await world.mailedSecret("application_link")
            let path = "/apply/confirmation?link=\(link)"
            let shown = try await stranger.open(path)
            #expect(shown.status == .ok && shown.text.contains("霞が関商工会") && shown.text.contains("申込を確定する"))
            // With its weekday a wrong day is seen.
            #expect(shown.text.contains("<dt>第1希望</dt><dd>2026年8月3日（月）14時〜16時</dd>"))
            #expect(!shown.text.contains("2026-08-03"))
            #expect(try await world.count("lecture_request") == 0)
            let confirmed = try await stranger.send(path, "confirm")
            let page = try #require(confirmed.location)
            #expect(page.hasPrefix("/requests/req-") && page.contains("?link="))
            // A second click leads to the same request.
            #expect(try await stranger.send(path, "confirm").location == page)
            #expect(try await world.count("lecture_request") == 1)
            #expect(try await world.count("organization") == 3)
            #expect(try await world.count("organization WHERE address = '東京都千代田区霞が関1-1'") == 1)
            #expect(try await stranger.open(path).text.contains("このリンクは使えません"))
            let status = try await stranger.open(page)
            #expect(status.status == .ok && status.text.contains("お申込みを受け付けました"))
            #expect(status.text.contains("はじめての申込") && status.text.contains("プロジェクター、マイク。延長コード"))
            #expect(status.text.contains("<dt>事業</dt><dd>地域における講習会（講師派遣型）</dd>"))
            #expect(try await world.count("application WHERE typed = '{}' AND request_id IS NOT NULL") == 1)
            // Without the link there is nothing to see.
            let bare = try #require(page.split(separator: "?").first.map(String.init))
            #expect(try await stranger.open(bare).status == .seeOther)
            #expect(try await stranger.open(bare + "?link=1-1-00").status == .unauthorized)
        }
    }

    @Test("sees and changes no other request of the same organization by that link")
    func limited() async throws {
        let world = try await World()
        try await world.addPostalCode()
        try await world.serve { browser in
            let own = try await world.submitted(browser, title: "自分の講演")
            let other = try await world.submitted(browser, title: "別の講演")
            let link = try await world.statusLink(of: own)
            let visitor = PageVisitor(client: browser.client, secret: nil)
            #expect(try await visitor.open("/requests/\(own)?link=\(link)").text.contains("自分の講演"))
            let foreign = try await visitor.open("/requests/\(other)?link=\(link)")
            #expect(foreign.status == .notFound && !foreign.text.contains("別の講演"))
            let cancelled = try await visitor.send(
                "/requests/\(other)?link=\(link)",
                "cancel",
                ["reason": "x"]
            )
            #expect(cancelled.status == .notFound)
            let list = try await visitor.open("/requests?link=\(link)")
            #expect(list.status == .seeOther)
            // What is the office's own stays so.
            let screened = try await visitor.send(
                "/requests/\(own)?link=\(link)",
                "screen",
                ["decision": "approve"]
            )
            #expect(screened.status == .unauthorized)
            #expect(try await world.count("lecture_request WHERE state = 'submitted'") == 2)
            let gone = try await visitor.send("/requests/\(own)?link=\(link)", "cancel", ["reason": "都合により"])
            #expect(gone.location?.contains("done=cancelled") == true)
        }
    }

    @Test("is led from what is refused back to the page of the own request")
    func wayBack() async throws {
        let world = try await World()
        try await world.serve { browser in
            let own = try await world.submitted(browser, title: "自分の講演")
            let other = try await world.submitted(browser, title: "別の講演")
            let link = try await world.statusLink(of: own)
            let visitor = PageVisitor(client: browser.client, secret: nil)
            let way = "<a href=\"/requests/\(own)?link=\(link)\">お申込みのページへ戻る</a>"
            // It was not sent back, so there is nothing to correct.
            let correction = try await visitor.open("/requests/\(own)/correction?link=\(link)")
            #expect(correction.status == .conflict)
            #expect(correction.text.contains(way) && !correction.text.contains("href=\"/home\""))
            let foreign = try await visitor.open("/requests/\(other)?link=\(link)")
            #expect(foreign.status == .notFound && foreign.text.contains(way))
            // A link that serves nobody leads nowhere.
            let dead = try await visitor.open("/requests/\(own)/correction?link=\(link)0")
            #expect(dead.status == .unauthorized && !dead.text.contains("お申込みのページへ戻る"))
            // Who is signed in goes home as ever.
            let host = try await world.visitor(.host, at: browser.client)
            let refused = try await host.open("/requests/\(own)/correction")
            #expect(refused.status == .conflict && refused.text.contains("href=\"/home\">ホームへ"))
        }
    }

    @Test("is counted before anything is done, also when nothing comes of it")
    func counted() async throws {
        let world = try await World()
        try await world.addPostalCode()
        try await world.serve { browser in
            let stranger = PageVisitor(client: browser.client, secret: nil)
            var late = world.applicationFields
            late["slots/0/day"] = "2026-06-03"
            for _ in 1...AttemptBudget.mailAddress.free + 1 {
                let refused = try await stranger.send("/apply", "apply", late)
                #expect(refused.status.code < 500 && refused.status != .tooManyRequests)
            }
            let refused = try await stranger.send("/apply", "apply", late)
            #expect(refused.status == .tooManyRequests)
        }
    }

    @Test("acts by the link alone where a form does not know the session beside it")
    func linkBesideSession() async throws {
        let world = try await World()
        try await world.serve { browser in
            let request = try await world.submitted(browser)
            let coordinator = try await world.visitor(.staff(.coordinator), at: browser.client)
            // Another site can make a browser send this, but knows neither the token nor a link that serves.
            for link in ["x", try await world.statusLink(of: request)] {
                let sent = try await coordinator.send(
                    "/requests/\(request)?link=\(link)",
                    "screen",
                    ["decision": "approve"],
                    csrf: "wrong"
                )
                #expect(sent.status == .unauthorized, "\(link)")
            }
            #expect(try await world.count("lecture_request WHERE state = 'submitted'") == 1)
            let own = try await world.visitor(.host, at: browser.client)
            let path = "/requests/\(request)?link=\(try await world.statusLink(of: request))"
            let gone = try await own.send(path, "cancel", ["reason": "都合により"], csrf: "wrong")
            #expect(gone.location?.contains("done=cancelled") == true, "\(gone.text)")
            let approved = try await world.submitted(browser)
            let screened = try await coordinator.send(
                "/requests/\(approved)",
                "screen",
                ["decision": "approve"]
            )
            #expect(screened.status == .seeOther)
        }
    }

    @Test("hands over to a successor, whose link serves from then on")
    func handOver() async throws {
        let world = try await World()
        try await world.addPostalCode()
        try await world.serve { browser in
            let request = try await world.submitted(browser, title: "引き継ぐ講演")
            let link = try await world.statusLink(of: request)
            let visitor = PageVisitor(client: browser.client, secret: nil)
            let path = "/requests/\(request)?link=\(link)"
            let wrong = try await visitor.send(
                path,
                "hand_over",
                ["name": "後任 次郎", "email": "x", "phone": "1"]
            )
            #expect(wrong.status == .unprocessableContent && wrong.text.contains("後任 次郎"))
            let successor = ["name": "後任 次郎", "email": "jiro@example.jp", "phone": "03-2222-3333"]
            #expect(try await visitor.send(path, "hand_over", successor).location == "/handed-over")
            #expect(try await visitor.open("/handed-over").text.contains("引継ぎを受け付けました"))
            let old = try await visitor.open(path)
            #expect(old.status == .unauthorized && old.text.contains("このリンクは使えません"))
            // Whoever asked without being registered cannot sign in.
            #expect(!old.text.contains("もう一度ログイン"))
            let next = try await world.statusLink(of: request, round: 2)
            let page = try await visitor.open("/requests/\(request)?link=\(next)")
            #expect(page.text.contains("後任 次郎") && page.text.contains("jiro@example.jp"))
            #expect(
                try await world.count(
                    "outbox_message WHERE kind = 'request_handed_over' AND recipient = 'jiro@example.jp'"
                ) == 1
            )
        }
    }

    @Test("is told what is wrong, before a mail is sent")
    func refused() async throws {
        let world = try await World()
        try await world.addPostalCode()
        try await world.serve { browser in
            let stranger = PageVisitor(client: browser.client, secret: nil)
            var fields = world.applicationFields
            fields["host/name"] = "<script>"
            fields["host/phone"] = "abc"
            fields["expected_attendance"] = "0"
            let answer = try await stranger.send("/apply", "apply", fields)
            #expect(answer.status == .unprocessableContent)
            for field in ["host-phone", "expected_attendance"] {
                #expect(answer.text.contains("href=\"#apply-\(field)\""), "\(field)")
            }
            #expect(answer.text.contains("value=\"&lt;script&gt;\""))
            // A rule of the programme: too late to ask.
            var late = world.applicationFields
            late["slots/0/day"] = "2026-06-03"
            let refused = try await stranger.send("/apply", "apply", late)
            #expect(refused.status == .unprocessableContent && refused.text.contains("日前"))
            #expect(try await world.count("application") == 0)
            #expect(try await world.count("outbox_message") == 0)
            #expect(try await world.count("organization") == 2)
        }
    }

    @Test("is told all at once of a form that was left empty, each fault at its field")
    func empty() async throws {
        let world = try await World()
        try await world.addPostalCode()
        try await world.serve { browser in
            let stranger = PageVisitor(client: browser.client, secret: nil)
            let answer = try await stranger.send("/apply", "apply", ["place": "venue"])
            #expect(answer.status == .unprocessableContent)
            for field in [
                "host-name", "host-postal_code", "contact-name", "contact-email", "contact-phone",
                "programme", "title", "expected_attendance", "slots-0-day", "venue-name",
                "venue-postal_code", "venue-address", "consent",
            ] { #expect(answer.text.contains("<li><a href=\"#apply-\(field)\">"), "\(field)") }
            // No line of the summary is without its field.
            #expect(!answer.text.contains("<li>入力してください。</li>"))
            // Neither does a wrong postal code hide the rest.
            var fields = world.applicationFields
            fields["host/postal_code"] = "000-0000"
            fields["contact/email"] = "nonsense"
            fields["consent"] = nil
            let wrong = try await stranger.send("/apply", "apply", fields)
            for field in ["host-postal_code", "contact-email", "consent"] {
                #expect(wrong.text.contains("href=\"#apply-\(field)\""), "\(field)")
            }
            #expect(try await world.count("application") == 0)
        }
    }

    @Test("is told how many could come")
    func reach() async throws {
        let world = try await World()
        try await world.addPostalCode()
        try await world.serve { browser in
            let stranger = PageVisitor(client: browser.client, secret: nil)
            let day = "slots%2F0%2Fday=2026-08-03&slots%2F0%2Ffrom=14:00&slots%2F0%2Fto=16:00"
            let online = try await stranger.open("/reach?place=online&topic=five_rules&\(day)")
            // The world's two presenters lecture on everything, online too, and are free.
            #expect(online.text == "ご希望の日時にオンラインで講演できる講師は2名です。")
            #expect(try await stranger.open("/reach?place=venue").text.contains("郵便番号"))
            let nowhere = try await stranger.open("/reach?place=venue&venue%2Fpostal_code=0000000")
            #expect(nowhere.text.contains("見つかりません"))
        }
    }
}

extension World {
    /// One postal code of the capital, as the shipped table has it.
    func addPostalCode() async throws {
        try await database.owner.transaction { session in
            try session.execute(
                """
                INSERT INTO postal_code (postal_code, municipality_code, kind, town, town_kana)
                VALUES ('1000013', '13101', 'A', '霞が関', 'カスミガセキ')
                """
            )
        }
    }

    /// What a stranger types.
    var applicationFields: [String: String] {
        var fields = requestFields
        fields["organization"] = nil
        return fields.merging([
            "host/name": "霞が関商工会", "host/kind": "chamber_of_commerce", "host/postal_code": "100-0013",
            "host/address": "霞が関1-1", "host/phone": "03-1111-2222", "host/email": "office@kasumi.example.jp",
            "title": "はじめての申込", "has_projector": "true", "has_microphone": "true", "equipment": "延長コード",
        ]) { _, new in new }
    }

    /// The link of a request's page, as mails to its contact have it.
    func statusLink(of request: String, round: Int = 1) async throws -> String {
        office.vault.statusLink(of: try #require(LectureRequest.ID(request)), round: round)
    }
}

import Hummingbird
import HummingbirdTesting
import KodanDomain
import KodanService
import KodanTestSupport
import Postgres
import Testing

@testable import KodanWeb

@Suite("Pages of announcements", .database)
struct AnnouncementPageTests {
    private let path = "/announcements/new"
    private let fields = [
        "subject": "第２版の <お知らせ>", "text": "はじめに\r\n\r\n　本文です。", "topic": "five_rules",
        "prefectures/13": "true",
    ]

    private var configuration: WebConfiguration {
        var configuration = World.patient
        configuration.announcementForm = MailSample(
            kind: "announcement",
            subject: "【お知らせ】{{subject}}",
            body: "{{name}} 様\n\n{{text}}\n\n--\n講壇事務局\n",
            html: ""
        )
        return configuration
    }

    @Test("show the mail and how many get it before anything is sent, and send it once")
    func confirmed() async throws {
        let world = try await World()
        try await world.serve(.router, configuration) { browser in
            let writer = try await world.visitor(.staff(.coordinator), at: browser.client)
            let preview = try await writer.send(path, "preview", fields)
            #expect(preview.status == .ok && preview.text.contains("2人に送信する"), "\(preview.text)")
            #expect(
                preview.text.contains(
                    "<pre class=\"letter\">○○ 様\n\nはじめに\n\n　本文です。\n\n--\n講壇事務局\n</pre>"
                )
            )
            #expect(preview.text.contains("【お知らせ】第２版の &lt;お知らせ&gt;"))
            #expect(preview.text.contains("<dt>都道府県</dt><dd>東京都</dd>"))
            #expect(try await world.count("announcement") == 0)
            // The button sends along what the page shows.
            let hidden = preview.text.matches(of: /type="hidden" name="([a-z\/0-9]+)" value="([^"]*)"/)
                .map { String($0.1) }
            #expect(Set(hidden).isSuperset(of: fields.keys))
            for _ in 1...2 {
                let sent = try await writer.send(path, "send", fields, key: "once-1")
                let location = try #require(sent.location, "\(sent.text)")
                #expect(location.firstMatch(of: /^\/announcements\/ann-\d+\?done=sent$/) != nil)
                let page = try await writer.open(location).text
                #expect(page.contains("送信を受け付けました") && page.contains("あと2人です"))
                #expect(page.contains("<dt>テーマ</dt><dd>情報セキュリティ5か条</dd>"))
                #expect(page.contains("<dt>宛先の人数</dt><dd>2人</dd>"))
            }
            #expect(try await world.count("announcement") == 1)
            #expect(try await world.count("outbox_message WHERE kind = 'announcement'") == 2)
            let list = try await writer.open("/announcements").text
            #expect(list.contains("第２版の &lt;お知らせ&gt;") && list.contains("href=\"/announcements/new\""))
        }
    }

    @Test("show the address to which the mail leads, as it is set, else where the server is asked")
    func leading() async throws {
        let world = try await World()
        var configuration = self.configuration
        configuration.announcementForm = MailSample(
            kind: "announcement",
            subject: "{{subject}}",
            body: "{{text}}\n\n{{page}}\n",
            html: ""
        )
        for address in ["https://kodan.example.jp", nil] {
            configuration.publicAddress = address
            try await world.serve(.router, configuration) { browser in
                let writer = try await world.visitor(.staff(.coordinator), at: browser.client)
                let preview = try await writer.send(path, "preview", fields).text
                #expect(preview.contains("\n\n\(address ?? "http://localhost")/home\n</pre>"), "\(preview)")
            }
        }
    }

    @Test("go out once where the browser asks for the same preview again, and anew with other words")
    func wentBack() async throws {
        let world = try await World()
        try await world.serve(.router, configuration) { browser in
            let writer = try await world.visitor(.staff(.coordinator), at: browser.client)
            for (subject, count) in [("お知らせ", 1), ("お知らせ", 1), ("訂正", 2)] {
                let typed = fields.merging(["subject": subject]) { $1 }
                let preview = try await writer.send(path, "preview", typed, key: "form-1").text
                let button = /name="step" value="send">(?s:.+?)name="key" value="(.+?)"/
                let key = String(try #require(preview.firstMatch(of: button)).1)
                let sent = try await writer.send(path, "send", typed, key: key)
                #expect(sent.location != nil, "\(sent.text)")
                #expect(try await world.count("announcement") == count)
            }
        }
    }

    @Test("never read what was typed as a placeholder")
    func placeholders() async throws {
        let world = try await World()
        try await world.serve(.router, configuration) { browser in
            let writer = try await world.visitor(.staff(.coordinator), at: browser.client)
            let sly = ["subject": "{{text}} {{name}}", "text": "{{subject}} {{name}} {{text}}"]
            let preview = try await writer.send(path, "preview", sly).text
            #expect(preview.contains("【お知らせ】{{text}} {{name}}"))
            #expect(preview.contains("○○ 様\n\n{{subject}} {{name}} {{text}}\n\n--"))
        }
    }

    @Test("keep what was typed where something is wrong, and on the way back from the preview")
    func kept() async throws {
        let world = try await World()
        try await world.serve { browser in
            let writer = try await world.visitor(.staff(.coordinator), at: browser.client)
            let wrong = try await writer.send(path, "preview", ["text": "本文", "prefectures/13": "true"])
            #expect(wrong.status == .unprocessableContent && wrong.text.contains("href=\"#preview-subject\""))
            #expect(wrong.text.contains(">本文</textarea>"))
            let ticked = /name="prefectures\/13" value="true" checked/
            #expect(wrong.text.firstMatch(of: ticked) != nil)
            let back = try await writer.send(path, "edit", fields)
            #expect(back.status == .ok && back.text.contains(">はじめに\n\n　本文です。</textarea>"))
            #expect(back.text.firstMatch(of: ticked) != nil && !back.text.contains("入力内容をご確認ください"))
            // Nobody is left when the button is pressed: what was written is not lost.
            let alone = fields.merging(["topic": "phishing"]) { $1 }
            let nobody = try await writer.send(path, "preview", alone)
            #expect(nobody.status == .ok && nobody.text.contains("講師がいません"))
            #expect(!nobody.text.contains("に送信する"))
            let refused = try await writer.send(path, "send", alone)
            #expect(refused.status == .conflict && refused.text.contains(">はじめに\n\n　本文です。</textarea>"))
            #expect(try await world.count("announcement") == 0)
        }
    }

    @Test("begin with what the list of presenters is narrowed to, where an announcement can be")
    func fromList() async throws {
        let world = try await World().limiting(to: "27")
        try await world.serve { browser in
            let writer = try await world.visitor(.staff(.coordinator), at: browser.client)
            let list = try await writer.open("/presenters?prefecture=13&topic=five_rules").text
            let link = "/announcements/new?prefecture=13&amp;topic=five_rules"
            #expect(list.contains("href=\"\(link)\""))
            let page = try await writer.open(link.replacing("&amp;", with: "&")).text
            #expect(page.firstMatch(of: /name="prefectures\/13" value="true" checked/) != nil)
            #expect(page.contains("<option value=\"five_rules\" selected>"))
            for query in ["name=x", "state=suspended"] {
                #expect(try await !writer.open("/presenters?\(query)").text.contains("/announcements/new"))
            }
            let clerk = try await world.visitor(.staff(.clerk), at: browser.client)
            #expect(try await !clerk.open("/presenters").text.contains("/announcements/new"))
            // Who is limited chooses among their prefectures.
            let osaka = try await world.visitor(.coordinator(of: "27"), at: browser.client)
            let own = try await osaka.open(path).text
            #expect(own.contains("prefectures/27") && !own.contains("prefectures/13"))
            for (prefecture, mayWrite) in [("27", true), ("13", false)] {
                let list = try await osaka.open("/presenters?prefecture=\(prefecture)").text
                #expect(list.contains("/announcements/new") == mayWrite, "\(prefecture)")
            }
        }
    }

    @Test("lead from an announcement to its mails that came back")
    func failed() async throws {
        let world = try await World()
        try await world.serve { browser in
            _ = try await world.submitted(browser)
            let writer = try await world.visitor(.staff(.coordinator), at: browser.client)
            let sent = try await writer.send(path, "send", fields)
            let page = try #require(sent.location?.split(separator: "?").first.map { String($0) })
            try await world.database.owner.transaction { session in
                try session.execute("UPDATE outbox_message SET state = 'dead', last_error = '550 5.1.1'")
            }
            let key = page.split(separator: "/").last.map { String($0) } ?? ""
            let mails = "/mails?announcement=\(key)&state=dead"
            let text = try await writer.open(page).text
            #expect(text.contains("届かなかった人がいます"))
            #expect(text.contains("href=\"\(mails.replacing("&", with: "&amp;"))\""))
            let list = try await writer.open(mails).text
            #expect(list.matches(of: /href="\/mails\/msg-\d+"/).count == 2)
            #expect(list.contains("name=\"announcement\" value=\"\(key)\""))
            let mail = String(try #require(list.firstMatch(of: /href="(\/mails\/msg-\d+)"/)).1)
            #expect(try await writer.open(mail).text.contains("href=\"\(page)\""))
        }
    }
}

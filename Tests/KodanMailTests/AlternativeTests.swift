import Foundation
import KodanDomain
import KodanMail
import Testing

/// A mail taken apart into its alternatives, by another way than it was put together.
private struct Alternatives {
    let head: [String]
    let parts: [(type: String, text: String)]

    init(_ bytes: [UInt8]) throws {
        let text = try #require(String(bytes: bytes, encoding: .ascii), "not ASCII")
        for line in text.components(separatedBy: "\r\n") { #expect(line.utf8.count <= 998) }
        #expect(!text.replacing("\r\n", with: "").contains { $0 == "\r" || $0 == "\n" })
        let halves = text.components(separatedBy: "\r\n\r\n")
        head = halves[0].replacing("\r\n ", with: " ").components(separatedBy: "\r\n")
        let type = try #require(head.first { $0.hasPrefix("Content-Type: multipart/alternative; ") })
        let boundary = try #require(type.split(separator: "\"").last)
        let body = try #require(text.firstRange(of: "\r\n\r\n").map { String(text[$0.upperBound...]) })
        #expect(body.hasSuffix("\r\n--\(boundary)--\r\n"))
        parts = try ("\r\n" + body).components(separatedBy: "\r\n--\(boundary)").dropFirst().dropLast().map {
            part in
            let pieces = part.components(separatedBy: "\r\n\r\n")
            try #require(pieces.count == 2)
            let data = try #require(Data(base64Encoded: pieces[1].replacing("\r\n", with: "")))
            let fields = pieces[0].replacing("\r\n ", with: " ")
            let type = try #require(fields.firstMatch(of: /Content-Type: (.*)/)?.output.1)
            return (String(type.prefix { $0 != "\r" }), try #require(String(data: data, encoding: .utf8)))
        }
    }
}

@Suite("A mail with alternatives")
struct AlternativeTests {
    private func full(unsubscribe: String? = nil, html: String? = "<p>頁</p>") throws -> Mail {
        let plain = try mail(subject: "件名", body: "本文")
        let event = CalendarEvent(
            id: Assignment.ID(17),
            sequence: 2,
            during: try #require(
                Instant("2026-12-05T14:00:00+09:00").flatMap { TimeRange(start: $0, minutes: 90) }
            ),
            title: "講習",
            place: ""
        )
        return try Mail(
            from: plain.from,
            to: plain.to,
            subject: plain.subject,
            messageID: plain.messageID,
            date: plain.date,
            body: plain.body,
            html: html,
            calendar: MailCalendar(.request, event, to: plain.to, from: plain.from, at: plain.date),
            unsubscribe: unsubscribe
        )
    }

    @Test("has the text, the page and the calendar's entry, the richest last")
    func parts() throws {
        let read = try Alternatives(full().bytes)
        #expect(
            read.parts.map(\.type) == [
                "text/plain; charset=UTF-8", "text/html; charset=UTF-8",
                "text/calendar; charset=UTF-8; method=REQUEST; name=\"lecture.ics\"",
            ]
        )
        #expect(read.parts[0].text == "本文\r\n" && read.parts[1].text == "<p>頁</p>\r\n")
        let entry = read.parts[2].text
        #expect(entry.hasPrefix("BEGIN:VCALENDAR\r\n") && entry.hasSuffix("END:VCALENDAR\r\n"))
        #expect(entry.contains("\r\nUID:asg-17@kodan\r\nSEQUENCE:2\r\n"))
        #expect(!read.head.contains { $0.hasPrefix("List-Unsubscribe") })
    }

    @Test("says how to leave, in one press")
    func leaving() throws {
        let link = "https://kodan.example.jp/v1/unsubscriptions/17-" + String(repeating: "a", count: 64)
        let read = try Alternatives(full(unsubscribe: link).bytes)
        #expect(read.head.contains("List-Unsubscribe: <\(link)>"))
        #expect(read.head.contains("List-Unsubscribe-Post: List-Unsubscribe=One-Click"))
    }

    @Test(
        "refuses what could break out of it",
        arguments: [
            "https://a>\r\nBcc: b@c.jp", "https://a b", "javascript:x", "https://a\nb", "", "https://a<b",
            "https://" + String(repeating: "a", count: 500), "https://é",
        ]
    )
    func links(link: String) {
        #expect(throws: MailRefused.unsubscribe) { try full(unsubscribe: link) }
        #expect(throws: MailRefused.body) { try full(html: "<p>\u{1B}[2J</p>") }
    }

    /// Nothing that people may type leaves its header, its part or its line.
    @Test("keeps everything in its place, whatever the texts", arguments: 0..<300)
    func property(seed: Int) throws {
        var state = UInt64(seed) &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        func next(_ bound: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % bound
        }
        let pieces = [
            "\r\nBcc: evil@example.jp", "\n\n", "\r", "\u{0}", "=?UTF-8?B?QQ==?=", "講", "--=_kodan_part",
            "\"", "\\",
            "<x@y.jp>", ",", ";", "a", " ", "\u{85}", "\u{2028}", "\u{202E}", "{{name}}", "</p><script>",
            "&amp;", ".",
            "From ", "Content-Type: text/html", "\t",
        ]
        func text(_ count: Int) -> String {
            (0..<next(count)).map { _ in pieces[next(pieces.count)] }.joined()
        }
        let made = Result {
            try Mail(
                from: Mailbox(name: text(4), address: EmailAddress("office@example.jp")),
                to: Mailbox(name: text(4), address: EmailAddress(next(8) == 0 ? text(3) : "ana@example.jp")),
                subject: "s" + text(5),
                messageID: MessageID("msg-1@kodan"),
                date: Instant(microseconds: 0),
                body: text(20),
                html: text(20)
            )
        }
        // What is refused breaks out of nothing.
        guard let mail = try? made.get() else { return }
        let read = try Alternatives(mail.bytes)
        let names = read.head.map { $0.prefix { $0 != ":" } }
        #expect(
            names == [
                "Date", "From", "To", "Message-ID", "Subject", "Auto-Submitted", "MIME-Version",
                "Content-Type",
            ]
        )
        #expect(
            read.parts.map(\.text)
                == [mail.body, mail.html ?? ""].map { $0.replacing("\n", with: "\r\n") + "\r\n" }
        )
    }
}

@Suite("The page of a mail")
struct MailPageTests {
    private func page(_ values: [String: String]) throws -> MailWording {
        let folder =
            #filePath.split(separator: "/", omittingEmptySubsequences: false).dropLast(3).joined(
                separator: "/"
            )
            + "/Config/mail"
        let news = MailNews(kind: "offer_sent", name: "Ana <b>", key: "ofr-17", values: values)
        return try MailTemplates(folder: folder).wording(of: news, by: "講壇 & 事務局")
    }

    private let values = [
        "request": "req-1", "title": "<script>alert(1)</script>", "venue": "\"会館\" & 'B'",
        "host": "<i>団体", "phone": "03-1 & 2",
        "start": "2026-12-05T14:00:00+09:00", "end": "2026-12-05T16:00:00+09:00",
        "deadline": "2026-11-20T18:30:00+09:00", "travel_minutes": "80",
        "link": "https://kodan.example.jp/offers/ofr-17?link=kdo_a&x=\"><script>",
    ]

    @Test("shows everything that the text says, and reads nothing of it as HTML")
    func escaped() throws {
        let html = try page(values).html
        #expect(html.contains("Ana &lt;b&gt; 様"))
        #expect(html.contains("<tr><th>講演名</th><td>&lt;script&gt;alert(1)&lt;/script&gt;</td></tr>"))
        #expect(html.contains("<td>&quot;会館&quot; &amp; &#39;B&#39;</td>"))
        #expect(html.contains("<p class=\"sender\">講壇 &amp; 事務局<br>電話　03-1 &amp; 2</p>"))
        #expect(
            html.contains(
                "<a href=\"https://kodan.example.jp/offers/ofr-17?link=kdo_a&amp;x=&quot;&gt;&lt;script&gt;\">"
            )
        )
        #expect(!html.contains("<script") && !html.contains("{{"))
        #expect(html.hasPrefix("<!DOCTYPE html>") && html.contains("<title>【ご回答のお願い】"))
    }

    @Test("is there for every kind, with invented values", arguments: MailKind.allCases)
    func previews(kind: MailKind) throws {
        let folder =
            #filePath.split(separator: "/", omittingEmptySubsequences: false).dropLast(3).joined(
                separator: "/"
            )
            + "/Config/mail"
        let wording = try MailTemplates(folder: folder).preview(of: kind)
        #expect(wording.body.contains("講壇 花子 様") && wording.html.contains("<p>講壇 花子 様</p>"))
        #expect(!wording.html.contains("{{"))
    }
}

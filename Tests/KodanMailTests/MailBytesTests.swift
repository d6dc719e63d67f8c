import KodanDomain
import KodanMail
import Testing

@Suite("A mail's bytes")
struct MailBytesTests {
    @Test("carry its parts, and nothing else")
    func parts() throws {
        let read = try MailReader(mail(subject: "Hello", body: "One\ntwo\n", name: "Ana").bytes)
        #expect(
            read.fields.map(\.name) == [
                "Date", "From", "To", "Message-ID", "Subject", "Auto-Submitted", "MIME-Version",
                "Content-Type",
                "Content-Transfer-Encoding",
            ]
        )
        #expect(read["Date"] == "Sat, 05 Dec 2026 14:03:09 +0900")
        #expect(read["From"] == "講壇事務局 <office@example.jp>")
        #expect(read["To"] == "\"Ana\" <ana@example.jp>")
        #expect(read["Message-ID"] == "<msg-1.req-1@kodan>")
        #expect(read["Subject"] == "Hello")
        #expect(read.body == "One\r\ntwo\r\n\r\n")
    }

    @Test(
        "give every subject back, on lines of at most 76",
        arguments: [
            "A", "お申し込みを受け付けました（req-1042）", String(repeating: "講", count: 500),
            String(repeating: "long words ", count: 20) + "end", "=?UTF-8?B?QQ==?=",
            "𠮷野家と髙島屋",
            "a" + String(repeating: "あ", count: 13) + "い", String(repeating: "x", count: 67),
            String(repeating: "x", count: 68), String(repeating: "𠮷", count: 120),
        ]
    )
    func subjects(subject: String) throws {
        let bytes = try mail(subject: subject).bytes
        let read = try MailReader(bytes)
        #expect(read["Subject"] == subject)
        for line in read.rawLines { #expect(line.utf8.count <= 76) }
    }

    @Test(
        "give every name back",
        arguments: [
            "Ana \"A\" \\ B", "佐藤 花子", String(repeating: "山", count: 200), "<evil@example.jp>", "a, b",
        ]
    )
    func names(name: String) throws {
        let read = try MailReader(mail(name: name).bytes)
        let to = try #require(read["To"])
        #expect(to.hasSuffix(" <ana@example.jp>"))
        let shown = to.dropLast(" <ana@example.jp>".count)
        if name.allSatisfy(\.isASCII) {
            #expect(shown == "\"" + name.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\"")
        } else {
            #expect(shown == name)
        }
    }

    @Test("keep the body's lines short and give it back", arguments: [1, 18, 19, 57, 58, 5000])
    func bodies(count: Int) throws {
        let body = String(repeating: "謝", count: count) + "\n.\n\nFrom here"
        let bytes = try mail(body: body).bytes
        #expect(try MailReader(bytes).body == body.replacing("\n", with: "\r\n") + "\r\n")
        for line in bytes.split(separator: 0x0A) { #expect(line.count <= 77) }
        #expect(bytes.suffix(2) == [0x0D, 0x0A])
    }
}

@Suite("What breaks out of a header")
struct InjectionTests {
    @Test(
        "is refused in a subject",
        arguments: [
            "a\r\nBcc: b@example.jp", "a\nb", "a\rb", "a\u{0}", "a\u{2028}b", "a\u{85}b", "a\u{202E}b", "",
        ]
    )
    func subject(text: String) {
        #expect(throws: MailRefused.subject) { try mail(subject: text) }
    }

    @Test("is refused in a name", arguments: ["Ana\r\nBcc: b@example.jp", "Ana\n", "\u{7F}", "a\u{2029}b"])
    func name(text: String) {
        #expect(throws: MailRefused.name) { try mail(name: text) }
    }

    @Test(
        "is refused in a Message-ID",
        arguments: [
            "", "@", "a@", "@b", "a@b@c", "a b@c", "a@b>", "a\r\n@b", "../x@b", "a/b@c", ".a@b", "a@b.",
            "ä@b",
            String(repeating: "a", count: 200) + "@b",
        ]
    )
    func messageID(text: String) {
        #expect(throws: MailRefused.messageID) { try MessageID(text) }
    }

    @Test(
        "is refused in an address",
        arguments: ["a@b.jp\r\nBcc: c@d.jp", "a b@c.jp", "a@b.jp, c@d.jp", "<a@b.jp>"]
    )
    func address(text: String) {
        #expect(throws: FieldRefused(.email, expected: .email)) { try EmailAddress(text) }
    }

    @Test("is refused in a body, unless it is a line break or a tab")
    func body() throws {
        #expect(throws: MailRefused.body) { try mail(body: "a\u{0}b") }
        #expect(throws: MailRefused.body) { try mail(body: "a\u{1B}[2J") }
        #expect(try mail(body: "a\r\nb\rc\td").body == "a\nb\nc\td")
    }
}

import Foundation
import KodanMail
import Testing

/// The templates that are shipped.
private let shipped =
    #filePath.split(separator: "/", omittingEmptySubsequences: false).dropLast(3)
    .joined(separator: "/") + "/Config/mail"

private let values = [
    "request": "req-1042", "title": "サイバー攻撃に備える", "venue": "市民会館",
    "venue_address": "千代田区1", "host": "見本商工会", "phone": "03-1234-5678",
    "start": "2026-12-05T14:00:00+09:00", "end": "2026-12-05T16:00:00+09:00",
    "reason": "会場の住所を\nご記入ください。", "presenter": "佐藤 花子", "deadline": "2026-11-20T18:30:00+09:00",
    "month": "2026-11", "last_day": "2026-12-14", "confirmation": "answer",
    "travel_minutes": "80", "last_three": "567", "lapse": "draft", "material": "スライド（2026年度版）",
    "subject": "ご予定の登録のお願い", "text": "お世話になっております。\n\nご予定を\nご登録ください。",
    "new_start": "2026-12-12T14:00:00+09:00", "new_end": "2026-12-12T16:00:00+09:00", "new_venue": "別館",
    "new_venue_address": "千代田区2",
    "page": "https://kodan.example.jp/requests/req-1042", "entry": "link",
    "link": "https://kodan.example.jp/sign-in?link=kdl_abc",
]

private func news(_ kind: MailKind, _ values: [String: String] = values) -> MailNews {
    MailNews(kind: kind.rawValue, name: "山田 太郎", key: "ofr-17", values: values)
}

@Suite("The templates that are shipped")
struct ShippedTemplateTests {
    @Test("put every kind of mail into words", arguments: MailKind.allCases)
    func whole(kind: MailKind) throws {
        let wording = try MailTemplates(folder: shipped).wording(of: news(kind), by: "講壇事務局")
        for text in [wording.subject, wording.body] {
            #expect(!text.contains("{{") && !text.contains("}}") && !text.contains("Optional"))
        }
        #expect(wording.body.hasPrefix("山田 太郎 様\n\n"))
        #expect(wording.body.hasSuffix("講壇事務局\n電話　03-1234-5678\n"))
        #expect(!wording.subject.contains("\n"))
        let told: [MailPlaceholder: String] = [
            .title: "サイバー攻撃に備える", .venue: "市民会館（千代田区1）", .host: "主催　見本商工会\n", .newVenue: "別館（千代田区2）",
            .time: "2026年12月5日（土）14時〜16時",
            .reason: "会場の住所を\nご記入ください。", .presenter: "佐藤 花子", .deadline: "2026年11月20日（金）18時30分",
            .travel: "約1時間20分", .lastThree: "567", .material: "スライド（2026年度版）", .link: "kdl_abc",
            .page: "https://kodan.example.jp/requests/req-1042",
            .month: "2026年11月", .lastDay: "2026年12月14日（月）", .silence: "確認のご回答をお願いします",
            .request: "req-1042", .wanted: "提出してください", .lapse: "提出されずに", .entry: "ログインは要りません。",
            .text: "お世話になっております。\n\nご予定を\nご登録ください。\n",
        ]
        for (placeholder, text) in told where kind.placeholders.contains(placeholder) {
            #expect(wording.body.contains(text), "\(placeholder)")
        }
        _ = try mail(subject: wording.subject, body: wording.body)
    }

    @Test("say so where no time is fixed, and where there is no venue")
    func absent() throws {
        let templates = try MailTemplates(folder: shipped)
        let loose = values.filter { $0.key != "start" && $0.key != "end" }.merging(["venue": ""]) { $1 }
        let body = try templates.wording(of: news(.requestCancelled, loose), by: "").body
        #expect(body.contains("日時　未定") && body.contains("会場　オンライン"))
    }

    @Test("say whether the recipient signs in")
    func entry() throws {
        let templates = try MailTemplates(folder: shipped)
        for kind in MailKind.allCases where kind.placeholders.contains(.entry) {
            let behind = values.merging(["entry": "sign_in"]) { $1 }
            let body = try templates.wording(of: news(kind, behind), by: "").body
            #expect(body.contains("ログインが必要です。") && !body.contains("要りません"), "\(kind)")
            #expect(throws: MailWordingProblem.value(.entry)) {
                try templates.wording(of: news(kind, values.filter { $0.key != "entry" }), by: "")
            }
        }
    }

    @Test("never read a value as a placeholder")
    func notExpanded() throws {
        let sly = values.merging(["title": "{{reason}}"]) { $1 }
        let body = try MailTemplates(folder: shipped).wording(of: news(.requestReturned, sly), by: "").body
        #expect(body.contains("{{reason}}"))
    }

    @Test("bring an announcement under its subject, and read neither as a placeholder")
    func announcement() throws {
        let templates = try MailTemplates(folder: shipped)
        let wording = try templates.wording(of: news(.announcement), by: "講壇事務局")
        #expect(wording.subject.contains("ご予定の登録のお願い"))
        // How the office is reached, and where one signs in, stands beneath.
        for part in ["03-1234-5678", "https://kodan.example.jp/"] { #expect(wording.body.contains(part)) }
        let sly = values.merging(["subject": "{{name}}", "text": "{{phone}}"]) { $1 }
        let told = try templates.wording(of: news(.announcement, sly), by: "")
        #expect(told.subject.contains("{{name}}") && told.body.contains("\n\n{{phone}}\n\n"))
    }

    @Test("miss what the news lacks")
    func missing() throws {
        let templates = try MailTemplates(folder: shipped)
        for (kind, lacking, placeholder) in [
            (MailKind.offerSent, "deadline", MailPlaceholder.deadline), (.requestReturned, "reason", .reason),
            (.offerSent, "travel_minutes", .travel), (.requestCancelled, "end", .time),
            (.noticeIssued, "month", .month), (.noticeIssued, "last_day", .lastDay),
            (.noticeIssued, "confirmation", .silence), (.announcement, "subject", .subject),
            (.announcement, "text", .text),
        ] {
            let less = values.filter { $0.key != lacking }
            #expect(throws: MailWordingProblem.value(placeholder)) {
                try templates.wording(of: news(kind, less), by: "")
            }
        }
        let foreign = MailNews(kind: "greeting", name: "", key: "", values: [:])
        #expect(throws: MailWordingProblem.unknownKind("greeting")) {
            try templates.wording(of: foreign, by: "")
        }
    }
}

@Suite("A folder of templates")
struct TemplateFolderTests {
    /// What is thrown for the shipped templates with `change` made in a copy.
    private func problem(_ change: (URL) throws -> Void) throws -> MailTemplateProblem? {
        let copy = FileManager.default.temporaryDirectory.appending(path: "kodan-templates-\(UUID())")
        try FileManager.default.copyItem(at: URL(filePath: shipped), to: copy)
        defer { try? FileManager.default.removeItem(at: copy) }
        try change(copy)
        do throws(MailTemplateProblem) {
            _ = try MailTemplates(folder: copy.path())
            return nil
        } catch {
            return error
        }
    }

    private func write(_ text: String, _ folder: URL) throws {
        try Data(text.utf8).write(to: folder.appending(path: "offer_sent.txt"))
    }

    @Test(
        "is refused for a wrong frame",
        arguments: ["", "{{subject}}", "{{body}}{{body}}", "{{body}}{{office}}", "{{body", "{{body}} }}"]
    )
    func frames(text: String) throws {
        let found = try problem { try Data(text.utf8).write(to: $0.appending(path: "frame.html")) }
        #expect(found == .frame)
    }

    @Test("is refused for what is missing, too much or unreadable")
    func files() throws {
        let frameless = try problem {
            try FileManager.default.removeItem(at: $0.appending(path: "frame.html"))
        }
        #expect("\(try #require(frameless))".contains("frame.html cannot be read"))
        #expect(try problem { _ in } == nil)
        #expect(
            try problem { try FileManager.default.removeItem(at: $0.appending(path: "offer_sent.txt")) }
                == .missing(.offerSent)
        )
        #expect(
            try problem { try Data().write(to: $0.appending(path: "offer_snet.txt")) }
                == .unknownFile("offer_snet.txt")
        )
        let broken = try problem {
            try Data([0xFF, 0xFE, 0x00]).write(to: $0.appending(path: "offer_sent.txt"))
        }
        #expect("\(try #require(broken))".contains("offer_sent.txt cannot be read"))
        #expect(throws: MailTemplateProblem.unreadable("/nowhere")) { try MailTemplates(folder: "/nowhere") }
    }

    @Test(
        "is refused where a mail that is sent for its link has none in its body",
        arguments: [
            MailKind.signInLink, .passwordLink, .applicationLink, .addressLink, .materialLink,
        ]
    )
    func links(kind: MailKind) throws {
        let found = try problem {
            try Data("{{link}}\n\n{{name}}\n".utf8).write(to: $0.appending(path: "\(kind.rawValue).txt"))
        }
        #expect(found == .linkMissing(kind))
        // An offer can be answered by signing in.
        #expect(try problem { try write("S\n\n{{deadline}}\n", $0) } == nil)
    }

    @Test(
        "is refused for a wrong placeholder",
        arguments: [
            ("S\n\n{{deadlin}}\n", "deadlin"), ("S\n\n{{reason}}\n", "reason"),
            ("S\n\n{{title\n", "{{title\n"),
            ("S\n\ntitle}}\n", "}}"), ("{{ title }}\n\nB\n", " title "), ("S\n\n{{}}\n", ""),
        ]
    )
    func placeholders(text: String, named: String) throws {
        #expect(try problem { try write(text, $0) } == .placeholder(.offerSent, named))
    }

    @Test(
        "is refused for a wrong form",
        arguments: ["", "S", "S\n\n", "S\nB\n", "\n\nB\n", "  \n\nB", "S\n\n\n\n"]
    )
    func form(text: String) throws {
        #expect(try problem { try write(text, $0) } == .form(.offerSent))
    }

    @Test(
        "keeps what may have several lines out of subjects",
        arguments: [
            (MailKind.requestRejected, MailPlaceholder.reason), (.announcement, .text),
        ]
    )
    func subjects(kind: MailKind, placeholder: MailPlaceholder) throws {
        let text = "{{\(placeholder.rawValue)}}\n\nB\n"
        let found = try problem { folder in
            try Data(text.utf8).write(to: folder.appending(path: "\(kind.rawValue).txt"))
        }
        #expect(found == .placeholder(kind, placeholder.rawValue))
    }

    @Test("has no key in an announcement, which is looked at before it has one")
    func keyless() throws {
        let text = "S\n\n{{key}}\n"
        let found = try problem { try Data(text.utf8).write(to: $0.appending(path: "announcement.txt")) }
        #expect(found == .placeholder(.announcement, "key"))
    }
}

import Hummingbird
import HummingbirdTesting
import KodanDomain
import KodanService
import KodanTestSupport
import Postgres
import Testing

@testable import KodanWeb

@Suite("Pages of administrators", .database)
struct OfficePageTests {
    @Test("begin with what wants care, and say so in words")
    func home() async throws {
        let world = try await World()
        try await world.serve { browser in
            _ = try await world.submitted(browser)
            try await world.database.owner.transaction { session in
                try session.execute("UPDATE outbox_message SET state = 'dead', last_error = '550 5.1.1 <b>'")
            }
            let administrator = try await world.visitor(.staff(.administrator), at: browser.client)
            let home = try await administrator.open("/home").text
            #expect(home.contains("管理者が1人しかいません") && home.contains("届かなかったメール"))
            #expect(home.contains("認証アプリを設定していない職員"))
            let care = try await ReadOfficeCare(office: world.office)(
                as: .token(try world.token(of: .staff(.administrator)))
            )
            let dead = try await world.count("outbox_message")
            #expect((care.administrators, care.deadMails) == (1, dead))
            await #expect(throws: Refusal.notPermitted(.clerk)) {
                try await ReadOfficeCare(office: world.office)(
                    as: .token(try world.token(of: .staff(.clerk)))
                )
            }
        }
    }

    @Test("show dead mails with what the other side said, and send them again for a reason")
    func mails() async throws {
        let world = try await World()
        try await world.serve { browser in
            _ = try await world.submitted(browser)
            try await world.database.owner.transaction { session in
                try session.execute("UPDATE outbox_message SET state = 'dead', last_error = '550 5.1.1 <b>'")
            }
            let administrator = try await world.visitor(.staff(.administrator), at: browser.client)
            let list = try await administrator.open("/mails?state=dead").text
            let path = String(try #require(list.firstMatch(of: /href="(\/mails\/msg-\d+)"/)).1)
            let page = try await administrator.open(path).text
            #expect(page.contains("550 5.1.1 &lt;b&gt;") && page.contains("再送する"))
            let silent = try await administrator.send(path, "resend")
            #expect(silent.status == .unprocessableContent && silent.text.contains("href=\"#resend-reason\""))
            let again = try await administrator.send(path, "resend", ["reason": "宛先を直した"])
            #expect(again.location == "\(path)?done=resent", "\(again.text)")
            #expect(try await administrator.open(path).text.contains("送信を待っています"))
            #expect(try await administrator.send(path, "resend", ["reason": "x"]).status == .conflict)
            #expect(try await administrator.open("/mails?to=nobody").text.contains("該当するメールはありません"))
            let clerk = try await world.visitor(.staff(.clerk), at: browser.client)
            #expect(try await clerk.open("/mails").status == .forbidden)
        }
    }

    @Test("note by hand that a mail came back, after which it can be sent again")
    func cameBack() async throws {
        let world = try await World()
        try await world.serve { browser in
            _ = try await world.submitted(browser)
            try await world.database.owner.transaction { session in
                try session.execute(
                    "UPDATE outbox_message SET state = 'sent', sent_at = queued_at, attempts = 1 WHERE id = 1"
                )
            }
            let path = "/mails/msg-1"
            let coordinator = try await world.visitor(.staff(.coordinator), at: browser.client)
            #expect(try await coordinator.open(path).text.contains("戻ってきたことを記録する"))
            let vague = try await coordinator.send(path, "bounce", ["reason": "宛先不明"])
            #expect(vague.status == .unprocessableContent && vague.text.contains("href=\"#bounce-hard\""))
            let silent = try await coordinator.send(path, "bounce", ["hard": "true"])
            #expect(silent.status == .unprocessableContent && silent.text.contains("href=\"#bounce-reason\""))
            let noted = try await coordinator.send(path, "bounce", ["hard": "true", "reason": "宛先不明"])
            #expect(noted.location == "\(path)?done=bounced", "\(noted.text)")
            let after = try await coordinator.open(path).text
            #expect(after.contains("送信を止めています") && after.contains("再送する"))
            #expect(!after.contains("戻ってきたことを記録する"))
            let auditor = try await world.visitor(.staff(.auditor), at: browser.client)
            let refused = try await auditor.send(path, "bounce", ["hard": "true", "reason": "宛先不明"])
            #expect(refused.status == .forbidden)
        }
    }

    @Test("preview the wording of every kind of mail")
    func templates() async throws {
        let world = try await World()
        var configuration = World.patient
        configuration.mailSamples = [
            MailSample(
                kind: "offer_sent",
                subject: "打診 <ofr-1042>",
                body: "講壇 花子 様\n\n<b>",
                html: "<style>p{margin:0}</style><p title=\"見本\">花子 様</p>"
            )
        ]
        try await world.serve(.router, configuration) { browser in
            let administrator = try await world.visitor(.staff(.administrator), at: browser.client)
            #expect(try await administrator.open("/mail-templates").text.contains("打診 &lt;ofr-1042&gt;"))
            let page = try await administrator.open("/mail-templates/offer_sent").text
            #expect(page.contains("<pre class=\"letter\">講壇 花子 様\n\n&lt;b&gt;</pre>"))
            #expect(page.contains("<iframe class=\"document\" sandbox title=") && !page.contains("<style>"))
            // Just this style sheet is let in: openssl dgst -sha256 -binary | base64 of `p{margin:0}`.
            let policy = try await administrator.open("/mail-templates/offer_sent")
                .headers[.contentSecurityPolicy]
            #expect(
                policy?.contains(
                    "style-src 'self' 'sha256-QRQPRLGyxt3RJiKpYNjpkgHcmHU2PywsfL2e8oI0LQA='; script-src 'self'"
                ) == true
            )
            #expect(try await administrator.open("/mail-templates/nonsense").status == .notFound)
        }
    }

    @Test("add a price, end it and take away one that was entered wrongly")
    func rates() async throws {
        let world = try await World()
        try await world.serve { browser in
            let administrator = try await world.visitor(.staff(.administrator), at: browser.client)
            let path = "/rates/travel"
            let fields = ["kind": "lodging_limit", "prefecture": "01", "from": "2031-04-01", "basis": "旅費規程"]
            let wrong = try await administrator.send(path, "add", fields.merging(["amount": "many"]) { $1 })
            #expect(wrong.status == .unprocessableContent && wrong.text.contains("href=\"#add-amount\""))
            #expect(wrong.text.contains("value=\"many\"") && wrong.text.contains("value=\"旅費規程\""))
            let before = try await world.count("travel_rate")
            let added = try await administrator.send(
                path,
                "add",
                fields.merging(["amount": "１２，３００", "to": "2031-12-31"]) { $1 }
            )
            #expect(added.location == "\(path)?done=added", "\(added.text)")
            let page = try await administrator.open(path).text
            #expect(page.contains("12,300円") && page.contains("これから") && page.contains("北海道"))
            let key = String(try #require(page.firstMatch(of: /option value="(tvl-\d+)"[^>]*>[^<]*2031年/)).1)
            let ended = try await administrator.send(
                path,
                "end",
                ["rows": key, "last_day": "2031-06-30"]
            )
            #expect(ended.location == "\(path)?done=ended", "\(ended.text)")
            #expect(try await administrator.open(path).text.contains("2031年6月30日（月）まで"))
            let early = try await administrator.send(path, "end", ["rows": key, "last_day": "2031-03-31"])
            #expect(early.status == .unprocessableContent)
            #expect(early.text.contains("href=\"#end-last_day\""))
            for day in ["9999-12-31", "2201-01-01", "2031-02-29"] {
                let never = try await administrator.send(path, "end", ["rows": key, "last_day": day])
                #expect(never.status == .unprocessableContent, "\(day)")
                #expect(never.text.contains("href=\"#end-last_day\""), "\(day)")
            }
            #expect(try await administrator.open(path).text.contains("2031年6月30日（月）まで"))
            #expect(try await administrator.send(path, "remove", ["rows": key]).status == .seeOther)
            #expect(try await world.count("travel_rate") == before)
            let none = try await administrator.send(path, "remove")
            #expect(none.status == .unprocessableContent && none.text.contains("href=\"#remove-rows\""))
            let auditor = try await world.visitor(.staff(.auditor), at: browser.client)
            #expect(try await auditor.send(path, "remove", ["rows": "tvl-1"]).status == .forbidden)
            #expect(try await administrator.open("/rates/nonsense").status == .notFound)
        }
    }

    @Test("end and begin the bands of a tax together")
    func bands() async throws {
        let world = try await World()
        try await world.serve { browser in
            let administrator = try await world.visitor(.staff(.administrator), at: browser.client)
            let path = "/rates/withholding"
            let page = try await administrator.open(path).text
            let rows = page.matches(of: /option value="(wht-\d+(?: wht-\d+)+)"/).map { String($0.1) }
            let last = try #require(rows.last)
            let ended = try await administrator.send(
                path,
                "end",
                ["rows": last, "last_day": "2090-12-31"]
            )
            #expect(ended.location == "\(path)?done=ended", "\(ended.text)")
            let added = try await administrator.send(
                path,
                "add",
                [
                    "payees": "resident_individual", "from": "2091-01-01", "bands/0/from": "0",
                    "bands/0/income_tax_bp": "1000", "bands/1/from": "1000000",
                    "bands/1/income_tax_bp": "2000",
                    "reconstruction_permille": "21",
                ]
            )
            #expect(added.location == "\(path)?done=added", "\(added.text)")
            #expect(
                try await administrator.open(path).text.contains("1,000,000円以下 10.21%、1,000,000円超 20.42%")
            )
        }
    }

    @Test("know the holidays of a year once, and change a target for a reason")
    func tables() async throws {
        let world = try await World()
        try await world.serve { browser in
            let administrator = try await world.visitor(.staff(.administrator), at: browser.client)
            let wrong = try await administrator.send(
                "/holidays",
                "add",
                ["year": "2090", "holidays": "2090-01-01 元日\n二日目"]
            )
            #expect(wrong.status == .unprocessableContent && wrong.text.contains("href=\"#add-holidays\""))
            #expect(wrong.text.contains("2090-01-01 元日"))
            let added = try await administrator.send(
                "/holidays",
                "add",
                ["year": "２０９０年", "holidays": "2090/1/1,元日\r\n2090年1月9日　成人の日\r\n"]
            )
            #expect(added.location == "/holidays?done=added", "\(added.text)")
            #expect(try await administrator.open("/holidays").text.contains("2090年まで登録"))
            let twice = try await administrator.send(
                "/holidays",
                "add",
                ["year": "2090", "holidays": "2090-01-01 元日"]
            )
            #expect(twice.status == .conflict)
            let mistyped = try await administrator.open("/holidays").text
            #expect(mistyped.contains("2090-01-01 元日\n2090-01-09 成人の日"), "\(mistyped)")
            let fields2090 = ["year": "2090", "holidays": "2090/1/1 元日\n2090/1/2 休日", "reason": "誤記"]
            let silent2090 = fields2090.merging(["reason": ""]) { $1 }
            let unsaid = try await administrator.send("/holidays", "correct", silent2090)
            #expect(unsaid.status == .unprocessableContent && unsaid.text.contains("#correct-reason-2090"))
            let corrected = try await administrator.send("/holidays", "correct", fields2090)
            #expect(corrected.location == "/holidays?done=corrected", "\(corrected.text)")
            let right = try await administrator.open("/holidays?done=corrected").text
            #expect(right.contains("2090-01-02 休日"), "\(right)")
            #expect(!right.contains("2090-01-09"))
            let page = try await administrator.open("/programmes?year=2026").text
            #expect(page.contains("実施中") && page.contains("講師派遣"))
            let group = String(try #require(page.firstMatch(of: /option value="(regional[a-z_]*)"/)).1)
            let fields = ["fiscal_year": "2026", "group": group, "target": "120", "unit": "lectures"]
            let silent = try await administrator.send("/programmes", "set", fields)
            #expect(silent.status == .unprocessableContent)
            let set = try await administrator.send(
                "/programmes",
                "set",
                fields.merging(["reason": "増額"]) { $1 }
            )
            #expect(set.location == "/programmes?year=2026&done=set", "\(set.text)")
            #expect(try await administrator.open("/programmes?year=2026").text.contains("120回"))
            // Without the era's name it is a year long ago.
            let eighth = try await administrator.send(
                "/programmes",
                "set",
                fields.merging(["fiscal_year": "8", "reason": "増額"]) { $1 }
            )
            #expect(eighth.status == .unprocessableContent, "\(eighth.text)")
            #expect(eighth.text.contains("2000から2200"), "\(eighth.text)")
        }
    }
}

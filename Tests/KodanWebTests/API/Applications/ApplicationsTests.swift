import HTTPTypes
import HummingbirdTesting
import KodanDomain
import KodanTestSupport
import Postgres
import Testing

@testable import KodanService
@testable import KodanWeb

@Suite("Who is not registered, over HTTP", .database)
struct ApplicationsTests {
    /// What a stranger sends; `host` and `more` are further members of the organization and of the whole.
    private static func body(
        email: String = "hajime@kasumi.example.jp",
        day: String = "2026-07-08",
        host: String = "",
        more: String = ""
    ) -> String {
        """
        {"host": {"name": "霞が関商工会", "kind": "chamber_of_commerce", "municipality": "13101",
                  "address": "霞が関1-1", "phone": "03-1111-2222", "email": "office@kasumi.example.jp"\(host)},
         "consent": true, "programme": "regional_dispatched",
         "contact": {"name": "初目 一", "email": "\(email)", "phone": "03-1111-2222"},
         "title": "はじめての申込", "purpose": "会員のため\\n講習", "audience": "会員", "expected_attendance": 30,
         "open_to_public": true, "place": "venue",
         "venue": {"name": "会館", "municipality": "13104", "address": "西新宿2-8-1"},
         "topic": "five_rules", "required_level": 1, "printed_copies": 20, "equipment": "延長コード",
         "arrangements": {"department": "総務課", "parking": "available"},
         "slots": [{"start": "\(day)T05:00:00Z", "end": "\(day)T15:30:00+09:00"}]\(more)}
        """
    }

    private func apply(_ browser: Browser, _ body: String) async throws -> Answer {
        try await browser.post("/v1/applications", as: nil, body)
    }

    @Test("keeps nobody's sign-in link from them by applying in their name")
    func starving() async throws {
        let world = try await World()
        let email = try await world.database.owner.autocommit { session in
            try session.value(
                "SELECT email FROM app_user JOIN user_role ON user_id = app_user.id WHERE role = 'host' LIMIT 1",
                as: String.self
            )
        }
        try await world.serve { browser in
            var statuses: [Int] = []
            for _ in 0..<6 { statuses.append(try await apply(browser, Self.body(email: email)).status) }
            #expect(statuses.prefix(3).allSatisfy { $0 == 202 } && statuses.last == 429)
            let asked = try await browser.post("/v1/sign-in-links", as: nil, #"{"email": "\#(email)"}"#)
            #expect(asked.status == 202)
            #expect(try await world.count("outbox_message WHERE kind = 'sign_in_link'") == 1)
        }
    }

    @Test("is told what there is to ask for, as those who sign in are")
    func offering() async throws {
        let world = try await World()
        try await world.serve { browser in
            let answer = try await browser.get("/v1/offering", as: nil)
            #expect(answer.status == 200, "\(answer.text)")
            let offered = try answer.json["programmes"]?.elements ?? []
            let clerk = World.Asker.staff(.clerk)
            let listed = try await browser.get("/v1/programmes?in_force_on=2026-06-01", as: clerk).json
            let dispatched = (listed["items"]?.elements ?? []).filter { $0["delivery"]?.text == "dispatched" }
            #expect(dispatched.count > 1 && offered.count == dispatched.count)
            for (one, full) in zip(offered, dispatched) {
                for name in [
                    "code", "name_ja", "name_en", "asked_by", "members_only", "lead_days",
                    "minimum_attendance",
                ] { #expect(one[name] != nil && one[name] == full[name], "\(name)") }
            }
            #expect(offered.contains { $0["code"]?.text == "regional_dispatched" })
            #expect(!offered.contains { $0["code"]?.text == "regional_self_hosted" })
            let topics = try await browser.get("/v1/topics", as: clerk).json["items"]
            #expect(try answer.json["topics"] == topics && topics?.elements.isEmpty == false)
        }
    }

    @Test("asks, confirms the address, and is told where the request is followed")
    func wholeWay() async throws {
        let world = try await World()
        try await world.serve { browser in
            let sent = try await apply(browser, Self.body())
            #expect(sent.status == 202 && sent.text.isEmpty, "\(sent.text)")
            // Nobody is made before the address is confirmed.
            #expect(try await world.count("lecture_request") == 0)
            #expect(try await world.count("organization") == 2)
            let link = try await world.mailedSecret("application_link")
            func confirm() async throws -> Answer {
                try await browser.post("/v1/applications/confirmation", as: nil, #"{"link": "\#(link)"}"#)
            }
            let confirmed = try await confirm()
            #expect(confirmed.status == 200, "\(confirmed.text)")
            #expect(try await confirm().json == confirmed.json)
            #expect(try await world.count("lecture_request") == 1)
            #expect(try await world.count("organization") == 3)
            #expect(try await world.count("application WHERE typed = '{}' AND request_id IS NOT NULL") == 1)
            let id = try #require(try confirmed.json["request"]?.text)
            let secret = try #require(try confirmed.json["link"]?.text)
            let visitor = PageVisitor(client: browser.client, secret: nil)
            let page = try await visitor.open("/requests/\(id)?link=\(secret)")
            #expect(page.status == .ok && page.text.contains("はじめての申込"))
            let asked = try await browser.get("/v1/requests/\(id)", as: .staff(.coordinator)).json
            #expect(asked["equipment"]?.text == "延長コード" && asked["purpose"]?.text == "会員のため\n講習")
            #expect(asked["venue"]?["municipality"]?.text == "13104")
            #expect(asked["arrangements"]?["department"]?.text == "総務課")
            let slots = try await browser.get("/v1/requests/\(id)/slots", as: .staff(.coordinator)).json
            #expect(slots["items"]?.elements.first?["start"]?.text == "2026-07-08T14:00:00+09:00")
        }
    }

    @Test("is answered alike for the address of a disabled user, of which only who reads its mail is told")
    func disabled() async throws {
        let world = try await World()
        let email = "host1@org.example.jp"
        let host = try await world.database.owner.autocommit { session in
            try session.value("SELECT id FROM app_user WHERE email = \(email)", as: User.ID.self)
        }
        try await DisableUser(office: world.office)(
            host,
            because: "退職",
            as: world.database.staff.administrator
        )
        try await world.serve { browser in
            let past = try await apply(browser, Self.body(email: email, day: "2020-07-08"))
            let other = try await apply(browser, Self.body(day: "2020-07-08"))
            #expect(past.status == other.status && past.problem == other.problem && past.status != 500)
            let sent = try await apply(browser, Self.body(email: email))
            #expect(sent.status == 202 && sent.text.isEmpty, "\(sent.text)")
            #expect(try await world.count("app_user WHERE state = 'disabled'") == 1)
            let link = try await world.mailedSecret("application_link")
            let path = "/v1/applications/confirmation"
            let confirmed = try await browser.post(path, as: nil, #"{"link": "\#(link)"}"#)
            #expect(confirmed.status == 409 && confirmed.problem == "email_taken", "\(confirmed.text)")
            #expect(try await world.count("app_user WHERE state = 'disabled'") == 1)
            #expect(try await world.count("lecture_request") == 0)
            #expect(try await world.count("organization") == 2)
        }
    }

    @Test("is confirmed on the page of the mail as well, which shows what was sent")
    func page() async throws {
        let world = try await World()
        try await world.serve { browser in
            #expect(try await apply(browser, Self.body()).status == 202)
            let path = "/apply/confirmation?link=\(try await world.mailedSecret("application_link"))"
            let stranger = PageVisitor(client: browser.client, secret: nil)
            let shown = try await stranger.open(path).text
            for part in ["霞が関商工会", "2026年7月8日（水）14時〜15時30分", "東京都千代田区", "東京都新宿区", "延長コード"] {
                #expect(shown.contains(part), "\(part)")
            }
            #expect(try await stranger.send(path, "confirm").location?.hasPrefix("/requests/req-") == true)
        }
    }

    @Test("is told what is wrong, before a mail is sent, and names neither organizations nor presenters")
    func refused() async throws {
        let world = try await World()
        try await world.serve { browser in
            let fields = try await apply(
                browser,
                Self.body(
                    host: #", "council_member": true"#,
                    more: #", "organization": "org-1", "preferred_presenter": "pre-1", "colour": "red""#
                )
            )
            #expect(fields.status == 422)
            #expect(
                Set(fields.errors) == [
                    "/organization unknown_field", "/preferred_presenter unknown_field",
                    "/colour unknown_field",
                    "/host/council_member unknown_field",
                ]
            )
            let bare = try await apply(browser, #"{"consent": false}"#)
            #expect(bare.errors.contains("/consent agreement") && bare.errors.contains("/host present"))
            #expect(
                bare.errors.contains("/contact present") && !bare.errors.contains("/organization present")
            )
            let late = try await apply(browser, Self.body(day: "2026-06-03"))
            #expect(late.status == 422 && late.problem == "lead_time")
            let spent = try await browser.post(
                "/v1/applications/confirmation",
                as: nil,
                #"{"link": "kdl_none"}"#
            )
            #expect(spent.problem == "link_spent")
            for table in ["application", "outbox_message", "lecture_request"] {
                #expect(try await world.count(table) == 0, "\(table)")
            }
            #expect(try await world.count("organization") == 2)
        }
    }

    @Test("learns nothing of who is known, and is counted whatever comes of it")
    func silent() async throws {
        let world = try await World()
        try await world.serve { browser in
            let known = try await apply(browser, Self.body(email: "host1@org.example.jp"))
            let unknown = try await apply(browser, Self.body(email: "nobody@kasumi.example.jp"))
            #expect(known.status == 202 && unknown.status == 202 && known.text == unknown.text)
            for _ in 1...AttemptBudget.mailAddress.free {
                #expect(try await apply(browser, Self.body(day: "2026-06-03")).status < 500)
            }
            let refused = try await apply(browser, Self.body())
            #expect(refused.status == 429 && refused.problem == "too_many_attempts", "\(refused.text)")
            #expect(refused.headers[.retryAfter] != nil)
        }
    }
}

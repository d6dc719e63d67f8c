import HTTPTypes
import Hummingbird
import HummingbirdTesting
import KodanDomain
import KodanService
import KodanTestSupport
import Testing

@testable import KodanWeb

@Suite("The end of a lecture's bond, on the pages", .database)
struct LectureEndPageTests {
    @Test("tells the body's people when, on whose side and why, and not the host why")
    func reason() async throws {
        let world = try await World()
        try await world.serve { browser in
            let (_, assignment) = try await world.assigned(browser)
            let path = "/lectures/\(assignment)"
            let coordinator = try await world.visitor(.staff(.coordinator), at: browser.client)
            #expect(try await !coordinator.open(path).text.contains("<dt>終了の理由</dt>"))
            let presenter = try await world.visitor(.presenter, at: browser.client)
            let gone = try await presenter.send(path, "withdraw", ["reason": "<i>入院</i>のため"])
            #expect(gone.location == "/home?done=withdrawn", "\(gone.text)")
            let page = try await coordinator.open(path).text
            #expect(page.contains("<dt>終了の理由</dt><dd>&lt;i&gt;入院&lt;/i&gt;のため</dd>"))
            #expect(page.contains("<dt>終了</dt>") && page.contains("（講師側）"))
            let host = try await world.visitor(.host, at: browser.client)
            let told = try await host.open(path).text
            #expect(told.contains("この派遣は終了しました") && !told.contains("入院"))
        }
    }

    @Test("is recorded where it was not held, and its request gets new dates by the host's own link")
    func missed() async throws {
        let world = try await World()
        try await world.serve { browser in
            let (request, assignment) = try await world.assigned(browser)
            let path = "/lectures/\(assignment)"
            let early = try await world.visitor(.staff(.coordinator), at: browser.client)
            #expect(try await !early.open(path).text.contains("開催されなかったと記録する"))
            world.database.clock.set(World.start)
            let coordinator = try await world.visitor(.staff(.coordinator), at: browser.client)
            #expect(try await coordinator.open(path).text.contains("開催されなかったと記録する"))
            let wrong = try await coordinator.send(path, "miss", ["reason": "不参加"], key: "wrong")
            #expect(wrong.status == .unprocessableContent && wrong.text.contains("href=\"#miss-absent\""))
            let missed = try await coordinator.send(path, "miss", ["absent": "presenter", "reason": "不参加"])
            #expect(missed.location == "\(path)?done=missed", "\(missed.text)")
            let after = try await coordinator.open("\(path)?done=missed").text
            #expect(after.contains("開催されなかったことを記録しました") && !after.contains("開催されなかったと記録する"))

            let stranger = PageVisitor(client: browser.client, secret: nil)
            let link = "/requests/\(request)?link=\(try await world.statusLink(of: request))"
            #expect(try await stranger.open(link).text.contains("新しい日時を指定する"))
            var wishes = ["slots/0/day": "2026-08-05", "slots/0/to": "15:30"]
            let half = try await stranger.send(link, "reschedule", wishes)
            #expect(half.status == .unprocessableContent && half.text.contains("#reschedule-slots-0-from"))
            wishes["slots/0/from"] = "14:00"
            let done = try await stranger.send(link, "reschedule", wishes)
            #expect(done.location == "\(link)&done=rescheduled", "\(done.text)")
            let page = try await stranger.open(link).text
            #expect(page.contains("2026年8月5日") && !page.contains("新しい日時を指定する"))
        }
    }

    @Test("leaves new dates to whoever asked, and to coordinators for them")
    func rescheduled() async throws {
        let world = try await World()
        try await world.serve { browser in
            let (request, assignment) = try await world.assigned(browser)
            world.database.clock.set(World.end)
            let body = #"{"absent": "host", "reason": "会場閉鎖"}"#
            let missed = try await browser.post(
                "/v1/assignments/\(assignment)/no-show",
                as: .staff(.coordinator),
                body
            )
            #expect(missed.status == 200, "\(missed.text)")
            let path = "/requests/\(request)"
            for asker in [World.Asker.presenter, .staff(.auditor)] {
                let visitor = try await world.visitor(asker, at: browser.client)
                #expect(try await !visitor.open(path).text.contains("新しい日時を指定する"), "\(asker)")
            }
            let coordinator = try await world.visitor(.staff(.coordinator), at: browser.client)
            let past = ["slots/0/day": "2026-06-05", "slots/0/from": "14:00", "slots/0/to": "15:30"]
            let refused = try await coordinator.send(path, "reschedule", past, key: "past")
            #expect(refused.status.code / 100 == 4 && refused.text.contains("value=\"2026-06-05\""))
            let fields = past.merging(["slots/0/day": "2026-08-05", "on_behalf_of": "窓口"]) { $1 }
            let done = try await coordinator.send(path, "reschedule", fields)
            #expect(done.location == "\(path)?done=rescheduled", "\(done.text)")
            #expect(try await coordinator.open(path).text.contains("窓口様の代理"))
        }
    }

    @Test("says that nobody is looked for where a presenter's own lecture gets a new date")
    func own() async throws {
        let world = try await World()
        try await world.serve { browser in
            let body = world.requestBody(title: "自主開催").replacing(
                #""organization": "\#(world.organization)""#,
                with: #""presenter": "\#(world.presenter)""#
            ).replacing("regional_dispatched", with: "regional_self_hosted")
            let posted = try await browser.post("/v1/requests", as: .presenter, body)
            let request = try #require(try posted.json["id"]?.text)
            let coordinator = World.Asker.staff(.coordinator)
            let approval = #"{"decision": "approve"}"#
            let screened = try await browser.post(
                "/v1/requests/\(request)/screening",
                as: coordinator,
                approval
            )
            #expect(screened.status == 200, "\(screened.text)")
            world.database.clock.set(World.end)
            let absence = #"{"absent": "host", "reason": "会場閉鎖"}"#
            let missed = try await browser.post("/v1/assignments/asg-1/no-show", as: coordinator, absence)
            #expect(missed.status == 200, "\(missed.text)")
            for asker in [World.Asker.presenter, coordinator] {
                let page = try await world.visitor(asker, at: browser.client).open("/requests/\(request)")
                    .text
                #expect(page.contains("新しい日時を指定する"), "\(asker)")
                #expect(page.contains("その日時の講演として登録します") && !page.contains("講師をあらためて探します"))
            }
        }
    }

    /// A lecture in Osaka that its host asks to have in Tokyo.
    private func moving(_ world: World, _ browser: Browser) async throws -> (lecture: String, change: String)
    {
        let hall = #""place": "both", "venue": {"name": "会館", "municipality": "27100", "address": "一丁目1"}"#
        let body = world.requestBody().replacing(#""place": "online""#, with: hall)
        let asked = try await browser.post("/v1/requests", as: .host, body)
        let request = try #require(try asked.json["id"]?.text, "\(asked.text)")
        let approved = try await browser.post(
            "/v1/requests/\(request)/screening",
            as: .coordinator(of: "27"),
            #"{"decision": "approve"}"#
        )
        #expect(approved.status == 200, "\(approved.text)")
        let offer = try #require(try await world.offers(of: request, browser).first)
        let bound = try await browser.post("/v1/offers/\(offer)/acceptance", as: .presenter)
        let lecture = try #require(try bound.json["id"]?.text, "\(bound.text)")
        let hallInTokyo = #""venue": {"name": "新館", "municipality": "13101", "address": "二丁目2"}"#
        let proposal = World.change(oldStands: false).replacing(
            #""old_stands""#,
            with: hallInTokyo + #", "old_stands""#
        )
        let made = try await browser.post("/v1/assignments/\(lecture)/changes", as: .host, proposal)
        return (lecture, try #require(try made.json["id"]?.text, "\(made.text)"))
    }

    @Test(
        "is answered also to a coordinator who sees the lecture no more where it is then",
        arguments: [true, false]
    )
    func movedAway(onPage: Bool) async throws {
        let world = try await World().limiting(to: "27")
        try await world.serve { browser in
            let (lecture, change) = try await moving(world, browser)
            let osaka = World.Asker.coordinator(of: "27")
            if onPage {
                let visitor = try await world.visitor(osaka, at: browser.client)
                let path = "/lectures/\(lecture)"
                #expect(try await visitor.open(path).status == .ok)
                let fields = ["change": change, "decision": "release", "reason": "講師の都合がつかないため"]
                let decided = try await visitor.send(path, "decide_change", fields)
                #expect(decided.location == "/home?done=moved_away", "\(decided.text)")
                #expect(try await visitor.open("/home?done=moved_away").text.contains("担当の都道府県の外に移った"))
            } else {
                let decided = try await browser.post(
                    "/v1/changes/\(change)/decision",
                    as: osaka,
                    #"{"decision": "release", "reason": "講師の都合がつかないため"}"#
                )
                #expect(decided.status == 200, "\(decided.text)")
                #expect(try decided.json["state"]?.text == "released")
            }
            #expect(try await browser.get("/v1/assignments/\(lecture)", as: osaka).status == 404)
            let other = try await browser.get("/v1/assignments/\(lecture)", as: .staff(.coordinator))
            #expect(try other.json["assignment"]?["state"]?.text == "released")
        }
    }
}

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

import HTTPTypes
import KodanDomain
import KodanTestSupport
import Postgres
import Testing

@testable import KodanService
@testable import KodanWeb

@Suite("Announcements over HTTP", .database)
struct AnnouncementsTests {
    private let coordinator = World.Asker.staff(.coordinator)

    @Test("are looked at, sent once, and followed")
    func sent() async throws {
        let world = try await World()
        try await world.serve { browser in
            let reach = try await browser.get("/v1/announcement-reach?topic=five_rules", as: coordinator)
            let counts: [String: JSON] = [
                "recipients": .number(2), "not_active": .number(0), "unreachable": .number(0),
            ]
            #expect(try reach.json == .object(counts))
            let body = #"{"subject": "お知らせ", "text": "はじめに\n\n本文", "prefectures": ["13"]}"#
            let sent = try await browser.post("/v1/announcements", as: coordinator, body, key: "a1")
            #expect(sent.status == 201, "\(sent.text)")
            let id = try #require(try sent.json["id"]?.text)
            #expect(id.hasPrefix("ann-") && sent.headers[.location] == "/v1/announcements/\(id)")
            let again = try await browser.post("/v1/announcements", as: coordinator, body, key: "a1")
            #expect(again.status == 201 && again.text == sent.text)
            #expect(try await world.count("announcement") == 1)
            let shown = try await browser.get("/v1/announcements/\(id)", as: .staff(.auditor))
            let found = try shown.json
            #expect(found["text"] == .string("はじめに\n\n本文") && found["prefectures"] == .array([.string("13")]))
            #expect(found["recipients"] == .number(2) && found["waiting"] == .number(2))
            #expect(found["sent"] == .number(0) && found["writer"] == .string("coordinator"))
            let list = try await browser.get("/v1/announcements", as: .staff(.administrator))
            #expect(list.text.contains(id) && !list.text.contains("本文"))
            let mails = try await browser.get("/v1/announcements/\(id)/mails?state=queued", as: coordinator)
            #expect(try mails.json.items("subject") == [id, id])
            #expect(try await browser.get("/v1/announcements/\(id)", as: .presenter).status == 403)
            #expect(try await browser.get("/v1/announcements/ann-99/mails", as: coordinator).status == 404)
        }
    }

    @Test("go on page by page, the newest first")
    func pages() async throws {
        let world = try await World()
        try await world.serve { browser in
            for number in 1...3 {
                let body = #"{"subject": "第\#(number)報", "text": "本文"}"#
                #expect(try await browser.post("/v1/announcements", as: coordinator, body).status == 201)
            }
            let first = try await browser.get("/v1/announcements?limit=2", as: coordinator)
            #expect(try first.json.items("subject") == ["第3報", "第2報"])
            let next = try #require(try first.json["next"]?.text)
            let rest = try await browser.get("/v1/announcements?limit=2&after=\(next)", as: coordinator)
            #expect(try rest.json.items("subject") == ["第1報"])
            #expect(try rest.json["next"] == nil)
        }
    }

    @Test("are refused where they say nothing, reach nobody, or go beyond the writer's limits")
    func refused() async throws {
        let world = try await World().limiting(to: "27")
        try await world.serve { browser in
            for (body, errors) in [
                ("{}", ["/subject present", "/text present"]),
                (#"{"subject": "a\nb", "text": " \n"}"#, ["/subject plain_text", "/text present"]),
                (
                    #"{"subject": "a", "text": "b", "prefectures": ["13", "48", "13"]}"#,
                    ["/prefectures/1 prefecture"]
                ),
                (#"{"subject": "a", "text": "b", "prefectures": ["13", "13"]}"#, ["/prefectures/1 once"]),
                (#"{"subject": "a", "text": "b", "state": "active"}"#, ["/state unknown_field"]),
            ] {
                let wrong = try await browser.post("/v1/announcements", as: coordinator, body)
                #expect(wrong.status == 422 && wrong.errors == errors, "\(wrong.text)")
            }
            let nobody = try await browser.post(
                "/v1/announcements",
                as: coordinator,
                #"{"subject": "a", "text": "b", "topic": "nothing"}"#
            )
            #expect(nobody.status == 409 && nobody.problem == "nobody_reached")
            let osaka = World.Asker.coordinator(of: "27")
            let foreign = try await browser.post(
                "/v1/announcements",
                as: osaka,
                #"{"subject": "a", "text": "b", "prefectures": ["13"]}"#
            )
            #expect(foreign.status == 403)
            let reach = try await browser.get("/v1/announcement-reach", as: osaka)
            #expect(try reach.json["recipients"] == .number(0))
            for query in ["prefectures=48", "prefectures=13,", "topic=A"] {
                #expect(
                    try await browser.get("/v1/announcement-reach?\(query)", as: coordinator).status == 400
                )
            }
            #expect(try await world.count("announcement") == 0)
            #expect(try await world.count("outbox_message WHERE kind = 'announcement'") == 0)
        }
    }
}

import HTTPTypes
import KodanDomain
import KodanTestSupport
import Testing

@testable import KodanWeb

@Suite("Changes over HTTP", .database)
struct ChangesTests {
    @Test("are proposed, shown, confirmed, and then are so")
    func confirmed() async throws {
        let world = try await World()
        try await world.serve { browser in
            let (_, assignment) = try await world.assigned(browser)
            let path = "/v1/assignments/\(assignment)/changes"
            let made = try await browser.post(path, as: .host, World.change())
            #expect(made.status == 201, "\(made.text)")
            let id = try #require(try made.json["id"]?.text)
            #expect(made.headers[.location] == "/v1/changes/\(id)")
            #expect(
                try made.json
                    == JSON(
                        """
                        {"id": "\(id)", "assignment": "\(assignment)", "state": "open", "proposed_by": "host",
                         "reason": "会場が使えなくなったため",
                         "was": {"start": "2026-07-08T14:00:00+09:00", "end": "2026-07-08T15:30:00+09:00"},
                         "time": {"start": "2026-07-22T14:00:00+09:00", "end": "2026-07-22T15:30:00+09:00"},
                         "old_stands": true, "proposed_at": "2026-06-01T10:00:00+09:00",
                         "deadline": "2026-06-08T10:00:00+09:00",
                         "host_confirmed_at": "2026-06-01T10:00:00+09:00"}
                        """
                    )
            )
            let twice = try await browser.post(path, as: .presenter, World.change(by: "presenter"))
            #expect(twice.status == 409 && twice.problem == "change_open")
            let page = try await browser.get(path, as: .presenter)
            #expect(try page.json["items"]?.elements.map { $0["id"]?.text } == [id])
            // The presenter learns the way there, which the answer to the host left out.
            #expect(try page.json["items"]?.elements.first?["travel_minutes"] == .number(0))
            let yes = try await browser.post(
                "/v1/changes/\(id)/confirmation",
                as: .presenter,
                #"{"by": "presenter"}"#
            )
            #expect(yes.status == 200, "\(yes.text)")
            #expect(try yes.json["state"]?.text == "confirmed")
            let moved = try await browser.get("/v1/assignments/\(assignment)", as: .host)
            #expect(try moved.json["assignment"]?["start"]?.text == "2026-07-22T14:00:00+09:00")
        }
    }

    @Test(
        "name the field that is wrong",
        arguments: [
            ("2026-07-22", "2026-05-20", "", "/time/start day_passed"),
            ("\"old_stands\"", "\"old_stands\"", #""online": 1, "#, "/online true_or_false"),
            (
                "\"old_stands\"", "\"old_stands\"",
                #""venue": {"name": "会館", "municipality": "13999", "address": "一丁目"}, "#,
                "/venue absent"
            ),
        ]
    )
    func fields(from: String, to: String, more: String, error: String) async throws {
        let world = try await World()
        try await world.serve { browser in
            let (_, assignment) = try await world.assigned(browser)
            let body = "{\(more)" + World.change().replacing(from, with: to).dropFirst()
            let answer = try await browser.post("/v1/assignments/\(assignment)/changes", as: .host, body)
            #expect(answer.status == 422 && answer.errors == [error], "\(answer.text)")
        }
    }

    @Test("are refused, decided and taken back", arguments: ["keep", "release"])
    func ended(decision: String) async throws {
        let world = try await World()
        try await world.serve { browser in
            let (_, assignment) = try await world.assigned(browser)
            let path = "/v1/assignments/\(assignment)/changes"
            let first = try await browser.post(path, as: .host, World.change())
            let taken = try await browser.post(
                "/v1/changes/\(try #require(try first.json["id"]?.text))/withdrawal",
                as: .host,
                #"{"reason": "解決"}"#
            )
            #expect(try taken.json["state"]?.text == "withdrawn")
            let made = try await browser.post(path, as: .host, World.change(oldStands: false))
            let id = try #require(try made.json["id"]?.text)
            let no = try await browser.post(
                "/v1/changes/\(id)/refusal",
                as: .staff(.coordinator),
                #"{"by": "presenter", "reason": "先約", "on_behalf_of": "講師 電話"}"#
            )
            #expect(try no.json["state"]?.text == "declined", "\(no.text)")
            let desk = try await browser.get("/v1/desk?kind=change_refused", as: .staff(.coordinator))
            #expect(try desk.json["items"]?.elements.count == 1, "\(desk.text)")
            let decided = try await browser.post(
                "/v1/changes/\(id)/decision",
                as: .staff(.coordinator),
                #"{"decision": "\#(decision)", "reason": "電話で確認"}"#
            )
            #expect(
                try decided.json["state"]?.text == (decision == "keep" ? "kept" : "released"),
                "\(decided.text)"
            )
            let wrong = try await browser.post(
                path,
                as: .host,
                #"{"by": "host", "old_stands": 1, "reason": "x"}"#
            )
            #expect(wrong.status == 422)
        }
    }
}

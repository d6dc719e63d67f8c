import Hummingbird
import HummingbirdTesting
import KodanDomain
import KodanTestSupport
import Testing

@testable import KodanWeb

@Suite("Changes of a lecture on its page", .database)
struct ChangePageTests {
    /// What a host types who says what changes and nothing else, and the time that it means.
    @Test(
        "leave as it is what was left empty of the new time",
        arguments: [
            (["from": "15:00", "to": "16:30"], "2026-07-08T15:00:00+09:00", "2026-07-08T16:30:00+09:00"),
            (["day": "2026-07-22"], "2026-07-22T14:00:00+09:00", "2026-07-22T15:30:00+09:00"),
            (["to": "16:00"], "2026-07-08T14:00:00+09:00", "2026-07-08T16:00:00+09:00"),
            (
                ["day": "令和８年７月２２日", "to": "１６：００"], "2026-07-22T14:00:00+09:00",
                "2026-07-22T16:00:00+09:00"
            ),
        ]
    )
    func times(typed: [String: String], start: String, end: String) async throws {
        let world = try await World()
        try await world.serve { browser in
            let (_, assignment) = try await world.assigned(browser)
            let path = "/lectures/\(assignment)"
            let host = try await world.visitor(.host, at: browser.client)
            var fields = ["old_stands": "true", "reason": "会場の都合"]
            for (name, text) in typed { fields["time/\(name)"] = text }
            let proposed = try await host.send(path, "propose_change", fields)
            #expect(proposed.location == "\(path)?done=change_proposed", "\(proposed.text)")
            let changes = try await browser.get("/v1/assignments/\(assignment)/changes", as: .host).json
            let time = try #require(changes["items"]?.elements.first?["time"])
            #expect(time["start"] == .string(start) && time["end"] == .string(end))
        }
    }

    @Test("are refused where nothing changes, with what was typed")
    func nothing() async throws {
        let world = try await World()
        try await world.serve { browser in
            let (_, assignment) = try await world.assigned(browser)
            let path = "/lectures/\(assignment)"
            let host = try await world.visitor(.host, at: browser.client)
            let fields = ["old_stands": "true", "reason": "会場の都合", "time/from": "14:00"]
            let refused = try await host.send(path, "propose_change", fields)
            #expect(refused.status == .conflict && refused.text.contains("すでにその日時・会場になっています"))
            #expect(refused.text.contains("value=\"14:00\""))
            #expect(!refused.text.contains("value=\"2026-07-08\""))
        }
    }
}

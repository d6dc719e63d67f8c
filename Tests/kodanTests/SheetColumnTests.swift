import Foundation
import Testing

/// One presenter who can take the only request, on a Saturday, when they have lectured three times this year.
private let presenter = [
    "id": "ana", "municipality": "13101", "topics": "Phishing", "level": "2", "cap_per_month": "1",
    "unavailable": "", "reach_minutes": "", "weekdays": "", "lectures_this_year": "3", "yearly_cap": "",
    "organization": "", "lectured_at": "", "online": "",
]
private let request = [
    "id": "A", "municipality": "東京都府中市", "topic": "ｐｈｉｓｈｉｎｇ", "level": "1",
    "slots": "2026/12/5 14:00-16:00", "organization": "見本商工会議所", "online": "",
]

/// What becomes of the request with these changes to the rows.
private func answer(_ presenterChanges: [String: String], _ requestChanges: [String: String] = [:]) throws
    -> [String: Any]
{
    func sheet(_ row: [String: String], _ changes: [String: String]) -> String {
        let fields = row.merging(changes) { $1 }.sorted { $0.key < $1.key }
        return [fields.map(\.key), fields.map(\.value)].map { $0.joined(separator: ",") }.joined(
            separator: "\n"
        )
    }
    let files = try SheetFiles(
        presenters: sheet(presenter, presenterChanges),
        requests: sheet(request, requestChanges)
    )
    return try #require(try files.match(["--json"]).json)
}

/// The assignment of the only request.
private func assignment(_ json: [String: Any]) throws -> [String: Any] {
    try #require((json["assignments"] as? [[String: Any]])?.first)
}

@Suite("A column of a spreadsheet")
struct SheetColumnTests {
    @Test("counts the lectures of the year as load, 15 each, and lets words differ in case and width")
    func load() throws {
        let cost = try #require(try assignment(try answer([:]))["cost"] as? [String: Int])
        #expect(cost["load"] == 3 * 15)
        let fresh = try assignment(try answer(["lectures_this_year": ""]))
        #expect((fresh["cost"] as? [String: Int])?["load"] == 0)
    }

    @Test("makes it dearer to send somebody to the same host again, 30 by office.csv")
    func sameHostAgain() throws {
        func cost(_ column: String, _ value: String) throws -> Int? {
            (try assignment(try answer([column: value]))["cost"] as? [String: Int])?["same_host_again"]
        }
        #expect(try cost("lectured_at", "") == 0)
        #expect(try cost("lectured_at", "他団体") == 0)
        #expect(try cost("lectured_at", "他団体;見本商工会議所") == 30)
    }

    @Test(
        "keeps a presenter away by the rule that it stands for",
        arguments: [
            ("topics", "passwords", "topic_missing"), ("organization", "他団体;見本商工会議所", "belongs_to_host"),
            ("reach_minutes", "10", "out_of_reach"), ("weekdays", "mon-fri", "not_available_that_day"),
            ("unavailable", "2026-12-05", "blackout"), ("cap_per_month", "0", "monthly_cap_reached"),
            ("yearly_cap", "3", "yearly_cap_reached"),
        ]
    )
    func rules(column: String, value: String, rule: String) throws {
        let left = try #require(
            (try answer([column: value])["unmatched_requests"] as? [[String: Any]])?.first
        )
        let reason = try #require(left["reason"] as? [String: Any])
        #expect((reason["rules"] as? [[String: Any]])?.map { $0["rule"] as? String } == [rule])
    }

    @Test(
        "keeps nobody away where it says what suits the request",
        arguments: [
            ("organization", "他団体"), ("weekdays", "土"), ("unavailable", "2026-12-06"), ("yearly_cap", "4"),
            ("reach_minutes", "480"),
        ]
    )
    func suits(column: String, value: String) throws {
        #expect(try answer([column: value])["matched"] as? Int == 1)
    }

    @Test("opens a request to whoever lectures online and is too far away, or has no place to go to")
    func online() throws {
        let far = try assignment(try answer(["reach_minutes": "10"], ["online": "yes"]))
        #expect(far["online"] as? Bool == true)
        // office.csv: what could have had somebody in the room costs 120.
        #expect((far["cost"] as? [String: Int])?["online_instead"] == 120)
        let nowhere = try assignment(try answer([:], ["online": "yes", "municipality": ""]))
        #expect((nowhere["cost"] as? [String: Int])?["online_instead"] == 0)
        let refusing = try answer(["reach_minutes": "10", "online": "no"], ["online": "yes"])
        #expect(refusing["matched"] as? Int == 0)
    }
}

import HTTPTypes
import HummingbirdTesting
import KodanDomain
import KodanTestSupport
import Postgres
import Testing

@testable import KodanWeb

@Suite("The form of a request, and what it asks beside the match", .database)
struct ArrangementPageTests {
    private static let typed = [
        "place": "venue", "venue/name": "会館", "venue/postal_code": "100-0013", "venue/address": "霞が関1-1",
        "arrangements/department": "経営支援課", "arrangements/flexibility": "days",
        "arrangements/nearest_station": "霞ケ関駅から徒歩3分", "arrangements/parking": "none",
        "arrangements/recording": "members",
    ]
    private static let deputy = [
        "arrangements/deputy/name": "代理 次郎", "arrangements/deputy/email": "jiro@example.jp",
        "arrangements/deputy/phone": "03-1234-9999",
    ]

    @Test("takes it, shows it to host and presenter, and has it again for a correction")
    func life() async throws {
        let world = try await World()
        try await world.addPostalCode()
        try await world.serve { browser in
            let host = try await world.visitor(.host, at: browser.client)
            let fields = world.requestFields.merging(Self.typed) { $1 }
            let half = try await host.send(
                "/requests/new",
                "submit",
                fields.merging(["arrangements/deputy/name": "代理 次郎"]) { $1 }
            )
            #expect(half.status == .unprocessableContent)
            #expect(half.text.contains("submit-arrangements-deputy-phone-error"))
            #expect(half.text.contains("value=\"霞ケ関駅から徒歩3分\""))
            let sent = try await host.send("/requests/new", "submit", fields.merging(Self.deputy) { $1 })
            #expect(sent.location == "/requests/req-1?done=submitted", "\(sent.text)")
            let page = try await host.open("/requests/req-1").text
            // Who types a postal code leaves the town out; the presenter who travels there needs it.
            #expect(page.contains("<dt>所在地</dt><dd>東京都千代田区霞が関1-1</dd>"))
            for words in [
                "経営支援課", "代理 次郎 様", "ほかの日も相談できる", "霞ケ関駅から徒歩3分", "<dd>なし</dd>", "欠席した方・会員に限って見せる",
            ] { #expect(page.contains(words), "\(words)") }
            let coordinator = try await world.visitor(.staff(.coordinator), at: browser.client)
            let back = ["decision": "send_back", "reason": "人数をお知らせください"]
            _ = try await coordinator.send("/requests/req-1", "screen", back)
            let form = try await host.open("/requests/req-1/correction").text
            for name in Self.deputy.values + ["経営支援課", "霞ケ関駅から徒歩3分", "東京都千代田区霞が関1-1"] {
                #expect(form.contains("value=\"\(name)\""), "\(name)")
            }
            for choice in ["days", "none", "members"] {
                #expect(form.contains("<option value=\"\(choice)\" selected>"), "\(choice)")
            }
        }
    }

    @Test("begins with an earlier one for whoever asks again, but for its times and where its venue lies")
    func again() async throws {
        let world = try await World()
        try await world.addPostalCode()
        try await world.serve { browser in
            let host = try await world.visitor(.host, at: browser.client)
            let fields = world.requestFields.merging(Self.typed) { $1 }
            _ = try await host.send("/requests/new", "submit", fields)
            let path = "/requests/new?like=req-1"
            #expect(try await host.open("/requests/req-1").text.contains("href=\"\(path)\""))
            let form = try await host.open(path).text
            for words in [
                "value=\"ページからの申込\"", "value=\"担当 花子\"", "value=\"経営支援課\"", "value=\"東京都千代田区霞が関1-1\"",
                "<option value=\"regional_dispatched\" selected>", "<option value=\"five_rules\" selected>",
            ] { #expect(form.contains(words), "\(words)") }
            #expect(!form.contains("2026-08-03") && !form.contains("venue/municipality"))
            // Without a postal code of the venue it is not known where a presenter would travel.
            let again = fields.filter { $0.key != "venue/postal_code" }
            let refused = try await host.send(path, "submit", again)
            #expect(refused.status == .unprocessableContent)
            #expect(refused.text.contains("submit-venue-postal_code-error"))
            #expect(try await host.send(path, "submit", fields).location == "/requests/req-2?done=submitted")
            let rival = try await world.visitor(.otherHost, at: browser.client)
            #expect(try await rival.open(path).status == .notFound)
        }
    }

    @Test("offers who lectured for the host before, to be wished or not")
    func presenters() async throws {
        let world = try await World()
        try await world.serve { browser in
            let host = try await world.visitor(.host, at: browser.client)
            #expect(try await !host.open("/requests/new").text.contains("講師の希望"))
            let (_, assignment) = try await world.assigned(browser)
            let key = try #require(Assignment.ID(assignment)?.rawValue)
            try await world.database.owner.transaction { session in
                try session.execute("UPDATE assignment SET state = 'delivered' WHERE id = \(key)")
            }
            let page = try await host.open("/requests/new").text
            #expect(page.matches(of: /<option value="pre-\d+">/).count == 2)
            let refused = try await host.send(
                "/requests/new",
                "submit",
                world.requestFields.merging(["excluded_presenters/0/presenter": "\(world.presenter)"]) { $1 }
            )
            #expect(refused.status == .unprocessableContent)
            #expect(refused.text.contains("submit-excluded_presenters-0-reason-error"))
            let wished = try await host.send(
                "/requests/new",
                "submit",
                world.requestFields.merging(["preferred_presenter": "\(world.presenter)"]) { $1 }
            )
            let id = try #require(wished.location?.firstMatch(of: /req-\d+/)?.0, "\(wished.text)")
            let told = try await browser.get("/v1/requests/\(id)", as: .host).json
            #expect(told["preferred_presenter"] == .string("\(world.presenter)"))
        }
    }
}

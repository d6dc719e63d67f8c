import Hummingbird
import HummingbirdTesting
import KodanDomain
import KodanService
import KodanTestSupport
import Testing

@testable import KodanWeb

@Suite("Pages of organizations and presenters", .database(.withGeography))
struct PeoplePageTests {
    private static let organization = [
        "name": "神田<b>商工会", "kind": "chamber_of_commerce", "postal_code": "102-0074", "address": "九段南1-2-1",
        "email": "kanda@example.jp", "phone": "03-1111-2222", "kana": "カンダ",
    ]

    @Test("register an organization, keep its people and its facts")
    func organizations() async throws {
        let world = try await World()
        try await world.serve { browser in
            let administrator = try await world.visitor(.staff(.administrator), at: browser.client)
            var fields = PeoplePageTests.organization
            fields["postal_code"] = "999-9999"
            fields["phone"] = "none"
            let wrong = try await administrator.send("/organizations", "add", fields)
            #expect(wrong.status == .unprocessableContent)
            #expect(wrong.text.contains("href=\"#add-postal_code\""))
            #expect(wrong.text.contains("value=\"神田&lt;b&gt;商工会\"") && wrong.text.contains("value=\"none\""))
            let added = try await administrator.send("/organizations", "add", PeoplePageTests.organization)
            let path = try #require(added.location?.replacing("?done=added", with: ""), "\(added.text)")
            let page = try await administrator.open(path).text
            #expect(page.contains("神田&lt;b&gt;商工会") && page.contains("東京都千代田区") && page.contains("カンダ"))
            #expect(!page.contains("統合する"))
            let member = ["name": "担当 一郎", "email": "ichiro@example.jp"]
            #expect(
                try await administrator.send(path, "add_member", member).location
                    == "\(path)?done=member_added"
            )
            let user = String(
                try #require(
                    try await administrator.open(path).text.firstMatch(of: /option value="(usr-\d+)"/)
                ).1
            )
            let heir = ["member": user, "name": "後任 二郎", "email": "jiro@example.jp"]
            let handed = try await administrator.send(path, "hand_over", heir)
            #expect(handed.location == "\(path)?done=handed_over", "\(handed.text)")
            #expect(try await administrator.open(path).text.contains("後任 二郎"))
            let unnamed = try await administrator.send(path, "remove_member", ["reason": "退職"])
            #expect(unnamed.status == .unprocessableContent)
            #expect(unnamed.text.contains("href=\"#remove_member-member\""))
            fields = PeoplePageTests.organization
            fields["kana"] = nil
            fields["council_member"] = "true"
            let changed = try await administrator.send(path, "change", fields)
            #expect(changed.location == "\(path)?done=changed", "\(changed.text)")
            let after = try await administrator.open(path).text
            #expect(!after.contains("カンダ") && after.contains("<dd>会員</dd>"))
            let twin = try await administrator.send("/organizations", "add", PeoplePageTests.organization)
            #expect(twin.status == .conflict)
            let clerk = try await world.visitor(.staff(.clerk), at: browser.client)
            #expect(try await clerk.send(path, "change", fields).status == .forbidden)
            #expect(try await !clerk.open(path).text.contains("登録の変更"))
        }
    }

    @Test("register an organization once, and change it once, where a form is sent twice")
    func sentTwice() async throws {
        let world = try await World()
        try await world.serve { browser in
            let administrator = try await world.visitor(.staff(.administrator), at: browser.client)
            let before = try await world.count("organization")
            let organization = PeoplePageTests.organization
            let added = try await administrator.send("/organizations", "add", organization, key: "add-1")
            let path = try #require(added.location?.replacing("?done=added", with: ""), "\(added.text)")
            let again = try await administrator.send("/organizations", "add", organization, key: "add-1")
            #expect(again.location == added.location, "\(again.text)")
            #expect(try await world.count("organization") == before + 1)
            for _ in 1...2 {
                let changed = try await administrator.send(path, "change", organization, key: "change-1")
                #expect(changed.location == "\(path)?done=changed", "\(changed.text)")
            }
            var other = organization
            other["kana"] = "ベツ"
            let refused = try await administrator.send(path, "change", other, key: "change-1")
            #expect(refused.status == .unprocessableContent)
            #expect(try await !administrator.open(path).text.contains("ベツ"))
        }
    }

    @Test("merge one organization into another by a coordinator")
    func merge() async throws {
        let world = try await World()
        try await world.serve { browser in
            let coordinator = try await world.visitor(.staff(.coordinator), at: browser.client)
            let path = "/organizations/\(world.otherOrganization)"
            let wrong = try await coordinator.send(path, "merge", ["into": "nonsense", "reason": "合併"])
            #expect(wrong.status == .unprocessableContent && wrong.text.contains("href=\"#merge-into\""))
            let itself = ["into": "\(world.otherOrganization)", "reason": "合併"]
            let same = try await coordinator.send(path, "merge", itself)
            #expect(same.status == .unprocessableContent && same.text.contains("href=\"#merge-into\""))
            let name = try await coordinator.open("/organizations/\(world.organization)").text
                .firstMatch(of: /<h1>([^<]+)<\/h1>/)
            let merged = try await coordinator.send(
                path,
                "merge",
                ["into": String(try #require(name).1), "reason": "合併"]
            )
            #expect(merged.location == "\(path)?done=merged", "\(merged.text)")
            #expect(try await coordinator.open(path).text.contains("この団体は統合されました"))
            let administrator = try await world.visitor(.staff(.administrator), at: browser.client)
            let refused = try await administrator.send(
                "/organizations/\(world.organization)",
                "merge",
                ["into": "\(world.otherOrganization)", "reason": "合併"]
            )
            #expect(refused.status == .forbidden)
        }
    }

    @Test("note whom the body pays for a presenter who came without")
    func payee() async throws {
        let world = try await World()
        try await world.serve { browser in
            let coordinator = try await world.visitor(.staff(.coordinator), at: browser.client)
            let path = "/presenters/\(world.presenter)"
            #expect(try await coordinator.open(path).text.contains("支払先の登録</h2>"))
            let payee = [
                "legal_status": "individual", "residency": "resident", "name": "講壇 花子",
                "postal_code": "102-0074", "address": "九段南1-2-1",
            ]
            var half = payee
            half["postal_code"] = "1"
            let refused = try await coordinator.send(path, "payee", half)
            #expect(
                refused.status == .unprocessableContent && refused.text.contains("payee-postal_code-error")
            )
            let paid = try await coordinator.send(path, "payee", payee)
            #expect(paid.location == "\(path)?done=payee", "\(paid.text)")
            let page = try await coordinator.open(path).text
            #expect(page.contains("href=\"/payees/pye-1\"") && !page.contains("支払先の登録</h2>"))
        }
    }

    @Test("register a presenter, change what they can do and how they stand")
    func presenters() async throws {
        let world = try await World()
        try await world.serve { browser in
            let coordinator = try await world.visitor(.staff(.coordinator), at: browser.client)
            let fields = [
                "family_name": "<script>", "given_name": "花子", "family_kana": "コウダン", "given_kana": "ハナコ",
                "email": "hanako@example.jp", "phone": "03-1111-3333", "postal_code": "102-0074",
                "address": "九段南1-2-1",
            ]
            let added = try await coordinator.send("/presenters", "add", fields)
            let path = try #require(added.location?.replacing("?done=added", with: ""), "\(added.text)")
            #expect(try await coordinator.open(path).text.contains("&lt;script&gt;"))
            let page = try await coordinator.open(path).text
            let place = String(
                try #require(page.firstMatch(of: /name="topics\/(\d+)\/topic" value="five_rules"/)).1
            )
            let topics = try await coordinator.send(
                path,
                "topics",
                [
                    "topics/\(place)/topic": "five_rules", "topics/\(place)/level": "2",
                    "topics/98/topic": "self_check", "on_behalf_of": "本人",
                ]
            )
            #expect(topics.location == "\(path)?done=changed", "\(topics.text)")
            let status = try await coordinator.send(path, "status", ["state": "suspended", "reason": "ご希望"])
            #expect(status.location == "\(path)?done=status", "\(status.text)")
            let held = try await coordinator.send(
                path,
                "qualifications",
                [
                    "qualifications/0/code": "security_presenter", "qualifications/0/number": "A-1",
                    "qualifications/0/expires_on": "2026-12-31", "qualifications/1/number": "lost",
                ]
            )
            #expect(held.location == "\(path)?done=changed", "\(held.text)")
            var profile = [
                "family_name": "改姓", "given_name": "花子", "family_kana": "カイセイ", "given_kana": "ハナコ",
                "email": "hanako@example.jp", "phone": "03-1111-3333", "postal_code": "231-0017",
                "address": "横浜", "reach_minutes": "９０", "monthly_cap": "2", "yearly_cap": "12",
                "rank": "standard",
            ]
            let changed = try await coordinator.send(path, "change", profile)
            #expect(changed.location == "\(path)?done=changed", "\(changed.text)")
            let after = try await coordinator.open(path).text
            #expect(after.contains("1時間30分") && after.contains("A-1") && after.contains("休止中です"))
            #expect(after.contains("<dd>受けない</dd>") && after.contains("改姓 花子 様"))
            profile["reach_minutes"] = "9999"
            let wrong = try await coordinator.send(path, "change", profile)
            #expect(wrong.status == .unprocessableContent)
            #expect(wrong.text.contains("href=\"#change-reach_minutes\""))
            let none = try await coordinator.send(path, "topics")
            #expect(none.location == "\(path)?done=changed")
            #expect(try await coordinator.open(path).text.contains("テーマが登録されていません"))
            let found = try await coordinator.open("/presenters?expiring_before=2027-01-01&state=suspended")
                .text
            #expect(found.contains("href=\"\(path)\""))
            // The register has what the list was asked for.
            let register = "/v1/presenter-register?expiring_before=2027-01-01&amp;state=suspended"
            #expect(found.contains("href=\"\(register)\""))
            let administrator = try await world.visitor(.staff(.administrator), at: browser.client)
            profile["reach_minutes"] = "60"
            #expect(try await administrator.send(path, "change", profile).status == .forbidden)
            #expect(try await !administrator.open(path).text.contains("登録の状態を変える"))
        }
    }

    @Test("link the organizations' register as the list was asked for, and none to a clerk")
    func registers() async throws {
        let world = try await World()
        try await world.serve { browser in
            let coordinator = try await world.visitor(.staff(.coordinator), at: browser.client)
            let hosts = try await coordinator.open("/organizations?kind=police").text
            #expect(hosts.contains("href=\"/v1/organization-register?kind=police\""))
            let clerk = try await world.visitor(.staff(.clerk), at: browser.client)
            #expect(try await !clerk.open("/presenters").text.contains("-register"))
            #expect(try await !clerk.open("/organizations").text.contains("-register"))
        }
    }

    @Test("note where a presenter works now, by name or number, and that they left")
    func belonging() async throws {
        let world = try await World()
        try await world.serve { browser in
            let coordinator = try await world.visitor(.staff(.coordinator), at: browser.client)
            let path = "/presenters/\(world.presenter)"
            let name = try #require(
                try await coordinator.open("/organizations/\(world.organization)").text
                    .firstMatch(of: /<h1[^>]*>([^<]+)<\/h1>/)
            ).1
            let unknown = try await coordinator.send(path, "belonging", ["organizations/0": "どこにもない団体"])
            #expect(unknown.status == .unprocessableContent)
            #expect(unknown.text.contains("href=\"#belonging-organizations-0\""))
            // The first field stays empty.
            let moved = try await coordinator.send(
                path,
                "belonging",
                ["organizations/1": String(name), "on_behalf_of": "本人"]
            )
            #expect(moved.location == "\(path)?done=changed", "\(moved.text)")
            let link = "href=\"/organizations/\(world.organization)\""
            let page = try await coordinator.open(path).text
            #expect(page.contains(link) && page.contains("value=\"\(world.organization) \(name)\""))
            let left = try await coordinator.send(path, "belonging")
            #expect(left.location == "\(path)?done=changed", "\(left.text)")
            // What was said today by mistake is not said again, and goes with the day.
            let cleared = try await coordinator.open(path).text
            #expect(!cleared.contains("value=\"\(world.organization) \(name)\""))
            world.database.clock.advance(days: 1)
            let next = try await world.visitor(.staff(.coordinator), at: browser.client)
            #expect(try await !next.open(path).text.contains(link))
        }
    }
}

import Hummingbird
import HummingbirdTesting
import KodanDomain
import KodanService
import KodanTestSupport
import Postgres
import Testing

@testable import KodanWeb

@Suite("Pages of the programmes", .database)
struct ProgrammePageTests {
    @Test("open a programme, change its rules for a reason, and keep the schedule")
    func programmes() async throws {
        let world = try await World()
        try await world.serve { browser in
            let administrator = try await world.visitor(.staff(.administrator), at: browser.client)
            var fields = [
                "code": "branch_lecture", "name_ja": "支部講習会", "name_en": "Branch lecture",
                "delivery": "dispatched", "asked_by/police": "true", "asked_by/other": "true",
                "qualifications/riss": "true", "pays_honorarium": "true", "lead_days": "３０",
                "minimum_attendance": "10", "from": "2026-04-01", "target_group": "branch_lecture",
            ]
            let wrong = try await administrator.send(
                "/programmes",
                "add",
                fields.merging(["lead_days": "400", "delivery": "in_house"]) { $1 }
            )
            #expect(wrong.status == .unprocessableContent && wrong.text.contains("href=\"#add-lead_days\""))
            // Who asks is ticked in boxes; what is wrong with all of them stands at the first.
            let asked = try await administrator.send(
                "/programmes",
                "add",
                fields.merging(["delivery": "self_hosted"]) { $1 }
            )
            let told = try #require(asked.text.firstMatch(of: /<a href="#(add-asked_by-[a-z_]+)">([^：]*)：/))
            #expect(told.2 == "申し込める団体（講師派遣のとき）", "\(asked.text)")
            #expect(asked.text.contains("id=\"\(told.1)-error\"") && asked.text.contains("id=\"\(told.1)\""))
            let added = try await administrator.send("/programmes", "add", fields)
            #expect(added.location == "/programmes/branch_lecture?done=added", "\(added.text)")
            let page = try await administrator.open("/programmes/branch_lecture").text
            #expect(page.contains("警察、その他の団体") && page.contains("情報処理安全確保支援士"))
            let seen = try #require(page.firstMatch(of: /name="seen" value="([^"]*)"/)).1
            fields["code"] = nil
            fields["asked_by/other"] = nil
            fields["members_only"] = "true"
            fields["seen"] = String(seen).replacing("&quot;", with: "\"")
            let path = "/programmes/branch_lecture"
            let silent = try await administrator.send(path, "change", fields)
            #expect(silent.status == .unprocessableContent)
            let changed = try await administrator.send(
                path,
                "change",
                fields.merging(["reason": "見直し"]) { $1 }
            )
            #expect(changed.location == "\(path)?done=changed", "\(changed.text)")
            #expect(try await administrator.open(path).text.contains("警察（協議会の会員に限る）"))
            let stale = try await administrator.send(path, "change", fields.merging(["reason": "再度"]) { $1 })
            #expect(stale.status == .preconditionFailed, "\(stale.status)")
            #expect(try await administrator.open("/programmes/nonesuch").status == .notFound)

            let event = [
                "year": "2026", "programme": "skill_seminar", "held_on": "2026-09-10", "place": "東京会場",
                "capacity": "80",
            ]
            let scheduled = try await administrator.send("/programmes", "schedule", event)
            #expect(scheduled.location == "/programmes?year=2026&done=scheduled", "\(scheduled.text)")
            let schedule = try await administrator.open("/programmes?year=2026").text
            #expect(schedule.contains("東京会場"))
            let key = String(try #require(schedule.firstMatch(of: /option value="(evt-[0-9]+)"/)).1)
            let removed = try await administrator.send(
                "/programmes",
                "remove",
                ["year": "2026", "event": key]
            )
            #expect(removed.location == "/programmes?year=2026&done=removed", "\(removed.text)")
            #expect(try await !administrator.open("/programmes?year=2026").text.contains("東京会場"))
        }
    }

    @Test("note how many came to what the body held, once its day has come")
    func visitors() async throws {
        let world = try await World()
        try await world.serve { browser in
            let administrator = try await world.visitor(.staff(.administrator), at: browser.client)
            let past = try await administrator.open("/programmes?year=2019").text
            let event = String(try #require(past.firstMatch(of: /option value="(evt-[0-9]+)"/)).1)
            #expect(past.contains("参加人数を登録する") && !past.contains("57名"))
            let fields = ["year": "2019", "event": event, "attendance": "57"]
            let counted = try await administrator.send("/programmes", "count", fields)
            #expect(counted.location == "/programmes?year=2019&done=counted", "\(counted.text)")
            let page = try await administrator.open("/programmes?year=2019&done=counted").text
            #expect(page.contains("57名") && page.contains("参加人数を登録しました"))
            let plan = [
                "year": "2026", "programme": "skill_seminar", "held_on": "2026-09-10", "place": "東京会場",
                "capacity": "80",
            ]
            _ = try await administrator.send("/programmes", "schedule", plan)
            let ahead = try await administrator.open("/programmes?year=2026").text
            #expect(ahead.contains("東京会場") && !ahead.contains("参加人数を登録する"))
            let silent = try await administrator.send("/programmes", "count", ["event": event])
            #expect(silent.status == .unprocessableContent, "\(silent.status)")
            let coordinator = try await world.visitor(.staff(.coordinator), at: browser.client)
            #expect(try await !coordinator.open("/programmes?year=2019").text.contains("参加人数を登録する"))
        }
    }
}

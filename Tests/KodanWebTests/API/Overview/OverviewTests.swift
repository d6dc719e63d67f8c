import HTTPTypes
import KodanDomain
import KodanTestSupport
import Testing

@testable import KodanWeb

@Suite("Overviews over HTTP", .database)
struct OverviewTests {
    @Test("find by words or a number of any kind what the body's people may see, page by page")
    func search() async throws {
        let world = try await World()
        try await world.serve { browser in
            let first = try await world.submitted(browser, title: "甲の講習")
            let second = try await world.submitted(browser, title: "乙の講習")
            let found = try await browser.get(
                "/v1/search?words=%E3%81%AE%E8%AC%9B%E7%BF%92",
                as: .staff(.clerk)
            )
            let part = try #require(try found.json["items"]?.elements.first)
            #expect(part["kind"] == .string("request"))
            #expect(part["things"]?.elements.map { $0["id"]?.text } == [second, first])
            let one = try await browser.get("/v1/search?words=\(first)", as: .staff(.auditor))
            #expect(
                try one.json["items"]?.elements.first?["things"]?.elements.map { $0["name"]?.text } == [
                    "甲の講習"
                ]
            )
            let number = try #require(LectureRequest.ID(second)?.rawValue)
            let older = try await browser.get(
                "/v1/search?words=%E3%81%AE%E8%AC%9B%E7%BF%92&kind=request&before=\(number)",
                as: .staff(.clerk)
            )
            #expect(
                try older.json["items"]?.elements.first?["things"]?.elements.map { $0["id"]?.text } == [first]
            )
            for bad in ["words=", "words=x&kind=moon", "words=x&before=0", "kind=request"] {
                #expect(
                    try await browser.get("/v1/search?\(bad)", as: .staff(.clerk)).status == 400,
                    "\(bad)"
                )
            }
            for outsider in [World.Asker.host, .presenter] {
                #expect(try await browser.get("/v1/search?words=x", as: outsider).status == 403)
            }
        }
    }

    @Test("count what waits in the desk's queues, and since when")
    func queues() async throws {
        let world = try await World()
        try await world.serve { browser in
            _ = try await world.submitted(browser)
            world.database.clock.advance(minutes: 5)
            _ = try await world.submitted(browser, title: "二件目")
            let queues = try await browser.get("/v1/desk-queues", as: .staff(.coordinator)).json["items"]?
                .elements
            #expect(queues?.map { $0["queue"]?.text } == DeskQueue.allCases.map(\.rawValue))
            let screening = try #require(queues?.first)
            #expect(screening["count"] == .number(2))
            #expect(screening["oldest"] == .string("2026-06-01T10:00:00+09:00"))
            #expect(
                queues?.dropFirst().allSatisfy { $0["count"] == .number(0) && $0["oldest"] == nil } == true
            )
            #expect(try await browser.get("/v1/desk-queues", as: .host).status == 403)
        }
    }

    @Test("say how far presenters are, the whole country in bands")
    func coverage() async throws {
        let world = try await World()
        try await world.serve { browser in
            let all = try await browser.get("/v1/coverage", as: .staff(.coordinator))
            #expect(all.status == 200)
            let municipalities = try await world.count("municipality")
            let counts = try all.json["bands"]?.elements.map { band in
                if case .number(let count) = band { count } else { -1 }
            }
            #expect(counts?.count == 6 && counts?.reduce(0, +) == municipalities)
            #expect(try all.json["presenters"] == .number(try await world.count("presenter")))
            let none = try await browser.get(
                "/v1/coverage?topic=nothing_of_the_kind",
                as: .staff(.coordinator)
            )
            #expect(try none.json["presenters"] == .number(0))
            #expect(try await browser.get("/v1/coverage", as: .presenter).status == 403)
        }
    }

    @Test("write the registers as tables for those who keep them, and say so in the list of exports")
    func registers() async throws {
        let world = try await World()
        try await world.serve { browser in
            for (path, name, first) in [
                ("/v1/presenter-register", "presenters.csv", "番号,状態,登録日,姓,名,セイ,メイ"),
                ("/v1/organization-register", "organizations.csv", "番号,状態,統合先,団体名"),
            ] {
                let file = try await browser.get(path, as: .staff(.auditor))
                #expect(file.status == 200 && file.headers[.contentType] == "text/csv; charset=utf-8")
                #expect(file.headers[.contentDisposition]?.contains(name) == true)
                #expect(file.text.contains(first) && file.text.split(separator: "\r\n").count > 1)
                let none = try await browser.get("\(path)?prefecture=47", as: .staff(.coordinator))
                #expect(none.text.split(separator: "\r\n").count == 1)
                for role in [Role.clerk, .accountant, .approver] {
                    #expect(try await browser.get(path, as: .staff(role)).status == 403)
                }
                #expect(try await browser.get(path, as: .presenter).status == 403)
                #expect(try await browser.get("\(path)?state=x", as: .staff(.auditor)).status == 400)
            }
            let exports = try await browser.get("/v1/exports", as: .staff(.auditor)).json["items"]?.elements
            #expect(
                exports?.compactMap { $0["kind"]?.text } == [
                    "presenter_register", "presenter_register", "organization_register",
                    "organization_register",
                ]
            )
        }
    }

    @Test("tell a year month by month and by prefecture")
    func result() async throws {
        let world = try await World()
        try await world.serve { browser in
            let year = try await browser.get("/v1/fiscal-years/2026/result", as: .staff(.auditor))
            let months = try year.json["months"]?.elements
            #expect(months?.map { $0["month"]?.text }.first == "2026-04" && months?.count == 12)
            #expect(
                months?.allSatisfy { $0["lectures"] == .number(0) && $0["satisfaction_tenths"] == nil }
                    == true
            )
            for bad in ["1899", "2201", "02026", "x"] {
                let answer = try await browser.get("/v1/fiscal-years/\(bad)/result", as: .staff(.auditor))
                #expect(answer.status == 404, "\(bad)")
            }
            #expect(try await browser.get("/v1/fiscal-years/2026/result", as: .host).status == 403)
            let list = try await browser.get("/v1/fiscal-years/2026/lectures", as: .staff(.auditor))
            #expect(list.status == 200 && list.headers[.contentType] == "text/csv; charset=utf-8")
            #expect(list.headers[.contentDisposition]?.contains("lectures-fy2026.csv") == true)
            #expect(list.text.contains("派遣番号,申込番号,事業,講演日") && list.text.split(separator: "\r\n").count == 1)
            #expect(try await browser.get("/v1/fiscal-years/2026/lectures", as: .presenter).status == 403)
            #expect(try await browser.get("/v1/fiscal-years/1899/lectures", as: .staff(.clerk)).status == 404)
        }
    }
}

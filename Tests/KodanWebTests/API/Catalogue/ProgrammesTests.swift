import HTTPTypes
import KodanDomain
import KodanTestSupport
import Testing

@testable import KodanWeb

@Suite("Programmes over HTTP", .database)
struct ProgrammesTests {
    @Test("are read by everybody, with the founding targets")
    func read() async throws {
        let world = try await World()
        try await world.serve { browser in
            let list = try await browser.get("/v1/programmes?in_force_on=2026-06-01&limit=2", as: .host)
            #expect(list.status == 200 && list.headers[.link] != nil)
            let one = try await browser.get("/v1/programmes/member_training", as: .presenter).json
            let targets = one["targets"]?.elements ?? []
            #expect(
                try targets == [
                    JSON(#"{"fiscal_year": 2018, "held": 49, "attendance": 3169, "unit": "places"}"#),
                    JSON(#"{"fiscal_year": 2019, "target": 50, "unit": "places"}"#),
                ]
            )
            #expect(one["delivery"]?.text == "dispatched" && one["target_group"]?.text == "member_training")
            #expect(try await browser.get("/v1/programmes/nonesuch", as: .host).status == 404)
            #expect(try await browser.get("/v1/programmes/prg-1", as: .host).status == 404)
            let events = try await browser.get(
                "/v1/programme-events?fiscal_year=2019&programme=skill_seminar",
                as: .staff(.clerk)
            ).json["items"]?.elements
            #expect(events?.count == 13 && events?.first?["held_on"]?.text == "2019-08-01")
            let unknown = try await browser.get("/v1/programme-events?programme=nonesuch", as: .host)
            #expect(unknown.problem == "unknown_code")
        }
    }

    @Test("have targets of a year, which an administrator sets for a reason")
    func targets() async throws {
        let world = try await World()
        try await world.serve { browser in
            let founding = try await browser.get("/v1/targets?fiscal_year=2018", as: .staff(.auditor)).json
            let training = founding["items"]?.elements.first { $0["group"]?.text == "member_training" }
            #expect(
                try training
                    == JSON(
                        """
                        {"group": "member_training", "fiscal_year": 2018, "programmes": ["member_training"],
                         "unit": "places", "stated_held": 49, "stated_attendance": 3169, "held": 0, "attendance": 0,
                         "scheduled": 0}
                        """
                    )
            )
            #expect(
                try await browser.get("/v1/targets", as: .staff(.auditor)).errors == ["fiscal_year present"]
            )
            #expect(try await browser.get("/v1/targets?fiscal_year=2026", as: .host).status == 403)
            let path = "/v1/targets/regional/2026"
            let before = try await browser.get(path, as: .staff(.administrator))
            #expect(try before.json["target"] == nil)
            let tag = try #require(before.headers[.eTag])
            let body = #"{"target": 120, "unit": "lectures", "reason": "年度計画"}"#
            #expect(
                try await browser.change(.put, path, as: .staff(.coordinator), body, ifMatch: tag).status
                    == 403
            )
            let set = try await browser.change(.put, path, as: .staff(.administrator), body, ifMatch: tag)
            #expect(try set.json["target"] == .number(120))
            #expect(try set.json["unit"]?.text == "lectures")
            #expect(
                try await browser.change(.put, path, as: .staff(.administrator), body, ifMatch: tag).status
                    == 412
            )
            let faults = try await browser.change(
                .put,
                path,
                as: .staff(.administrator),
                #"{"target": 0, "unit": "people", "reason": ""}"#,
                ifMatch: "*"
            )
            #expect(faults.errors == ["/unit one_of", "/target integer"])
            for wrong in ["/v1/targets/nonesuch/2026", "/v1/targets/regional/1999", "/v1/targets/regional/x"]
            {
                let answer = try await browser.change(
                    .put,
                    wrong,
                    as: .staff(.administrator),
                    body,
                    ifMatch: "*"
                )
                #expect(answer.status == 404)
            }
        }
    }
}

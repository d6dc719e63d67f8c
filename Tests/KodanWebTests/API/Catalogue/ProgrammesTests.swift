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

    private static let rules = """
        "name_ja": "支部講習会", "name_en": "Branch lecture", "delivery": "dispatched", "asked_by": ["police"],
        "pays_honorarium": true, "lead_days": 21, "minimum_attendance": 0, "from": "2026-04-01",
        "target_group": "branch_lecture"
        """

    @Test("are opened and changed by an administrator; hosts ask under them")
    func kept() async throws {
        let world = try await World()
        try await world.serve { browser in
            let administrator = World.Asker.staff(.administrator)
            let made = try await browser.post(
                "/v1/programmes",
                as: administrator,
                #"{"code": "branch_lecture", \#(Self.rules)}"#
            )
            #expect(made.status == 201 && made.headers[.location] == "/v1/programmes/branch_lecture")
            let path = "/v1/programmes/branch_lecture"
            let before = try await browser.get(path, as: administrator)
            #expect(try before.json["asked_by"] == JSON(#"["police"]"#))
            #expect(try before.json["members_only"] == .bool(false))
            let asked = world.requestBody().replacing("regional_dispatched", with: "branch_lecture")
            let refused = try await browser.post("/v1/requests", as: .host, asked)
            #expect(refused.problem == "programme_not_for_asker")
            let tag = try #require(before.headers[.eTag])
            let kinds = Self.rules.replacing(#"["police"]"#, with: #"["police", "chamber_of_commerce"]"#)
            let body = #"{\#(kinds), "last": "2026-12-31", "reason": "拡充"}"#
            #expect(
                try await browser.change(.put, path, as: .staff(.clerk), body, ifMatch: tag).status == 403
            )
            let changed = try await browser.change(.put, path, as: administrator, body, ifMatch: tag)
            #expect(changed.status == 200, "\(changed.text)")
            #expect(try changed.json["last"]?.text == "2026-12-31")
            #expect(
                try await browser.change(.put, path, as: administrator, body, ifMatch: tag).status == 412
            )
            #expect(try await browser.post("/v1/requests", as: .host, asked).status == 201)
            let early = body.replacing("2026-12-31", with: "2026-07-14")
            let days = try await browser.change(.put, path, as: administrator, early, ifMatch: "*")
            #expect(days.status == 409 && days.problem == "programme_days")
            let unpaid = body.replacing(#""pays_honorarium": true"#, with: #""pays_honorarium": false"#)
            let used = try await browser.change(.put, path, as: administrator, unpaid, ifMatch: "*")
            #expect(used.status == 409 && used.problem == "programme_used")
        }
    }

    @Test("say of each field what is wrong with it")
    func wrong() async throws {
        let world = try await World()
        try await world.serve { browser in
            let faults = try await browser.post(
                "/v1/programmes",
                as: .staff(.administrator),
                """
                {"code": "Branch!", "name_ja": " ", "name_en": "x", "delivery": "in_house",
                 "asked_by": ["police", "club"], "members_only": "no", "qualifications": ["R"],
                 "pays_honorarium": true, "lead_days": 366, "minimum_attendance": 1.5, "from": "2026-04-01",
                 "last": "2026-03-31", "target_group": "", "colour": "red"}
                """
            )
            #expect(
                Set(faults.errors) == [
                    "/code code", "/asked_by/1 one_of", "/members_only true_or_false",
                    "/qualifications/0 code", "/lead_days integer", "/minimum_attendance whole_number",
                    "/last date_within",
                    "/target_group code", "/colour unknown_field",
                ]
            )
            let domain = try await browser.post(
                "/v1/programmes",
                as: .staff(.administrator),
                #"{"code": "branch", \#(Self.rules.replacing("dispatched", with: "in_house"))}"#
            )
            #expect(domain.errors == ["/asked_by absent", "/pays_honorarium absent"])
            let taken = try await browser.post(
                "/v1/programmes",
                as: .staff(.administrator),
                #"{"code": "skill_seminar", \#(Self.rules)}"#
            )
            #expect(taken.status == 422 && taken.errors == ["/code untaken"], "\(taken.text)")
            let unknown = Self.rules + #", "qualifications": ["wizard"]"#
            let missing = try await browser.post(
                "/v1/programmes",
                as: .staff(.administrator),
                #"{"code": "branch", \#(unknown)}"#
            )
            #expect(missing.status == 422 && missing.problem == "unknown_code", "\(missing.text)")
        }
    }

    @Test("have a schedule, to which an administrator adds and from which they take")
    func scheduled() async throws {
        let world = try await World()
        try await world.serve { browser in
            let administrator = World.Asker.staff(.administrator)
            let path = "/v1/programme-events"
            let body =
                #"{"programme": "skill_seminar", "held_on": "2026-09-10", "place": "会場", "capacity": 40}"#
            let added = try await browser.post(path, as: administrator, body)
            let id = try #require(try added.json["id"]?.text)
            let list = try await browser.get("\(path)?fiscal_year=2026", as: .host).json["items"]?.elements
            #expect(
                try list == [
                    JSON(
                        """
                        {"id": "\(id)", "programme": "skill_seminar", "held_on": "2026-09-10", "place": "会場",
                         "capacity": 40}
                        """
                    )
                ]
            )
            let twice = try await browser.post(path, as: administrator, body)
            #expect(twice.status == 422 && twice.errors == ["/place untaken"])
            let early = try await browser.post(
                path,
                as: administrator,
                body.replacing("2026-09-10", with: "2018-03-31")
            )
            #expect(
                early.problem == "programme_not_in_force"
                    && early.errors == ["/held_on programme_not_in_force"]
            )
            let sent = try await browser.post(
                path,
                as: administrator,
                body.replacing("skill_seminar", with: "member_training")
            )
            #expect(sent.problem == "programme_delivery" && sent.errors == ["/programme programme_delivery"])
            let ahead = try await browser.post(
                "\(path)/\(id)/attendance",
                as: administrator,
                #"{"attendance": 5}"#
            )
            #expect(ahead.problem == "day_ahead" && ahead.errors == ["id day_ahead"], "\(ahead.text)")
            let last = body.replacing("2026-09-10", with: "2026-05-20")
            let held = try #require(try await browser.post(path, as: administrator, last).json["id"]?.text)
            let counted = try await browser.post(
                "\(path)/\(held)/attendance",
                as: administrator,
                #"{"attendance": 57}"#
            )
            #expect(counted.status == 204, "\(counted.text)")
            let beyond = try await browser.post(
                "\(path)/\(held)/attendance",
                as: administrator,
                #"{"attendance": 100001}"#
            )
            #expect(beyond.errors == ["/attendance integer"], "\(beyond.text)")
            let listed = try await browser.get("\(path)?fiscal_year=2026", as: .host).json["items"]?.elements
            #expect(listed?.map { $0["attendance"] } == [.number(57), nil])
            #expect(try await browser.send(.delete, "\(path)/\(id)", as: administrator).status == 204)
            #expect(try await browser.send(.delete, "\(path)/\(id)", as: administrator).status == 404)
        }
    }
}

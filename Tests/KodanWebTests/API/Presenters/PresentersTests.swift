import HTTPTypes
import KodanDomain
import KodanTestSupport
import Testing

@testable import KodanWeb

@Suite("Presenters over HTTP", .database)
struct PresentersTests {
    @Test("are reached at a new mail address once they have confirmed it; the answer tells nothing of others")
    func address() async throws {
        let world = try await World()
        try await world.serve { browser in
            let path = "/v1/presenters/\(world.presenter)"
            func ask(_ email: String) async throws -> Answer {
                try await browser.send(
                    .patch,
                    path,
                    [
                        .authorization: "Bearer \(try world.token(of: .presenter))", .ifMatch: "*",
                        .contentType: "application/json",
                    ],
                    #"{"email": "\#(email)"}"#
                )
            }
            for email in ["nobodys@example.jp", "presenter2@people.example.jp"] {
                let asked = try await ask(email)
                #expect(asked.status == 200, "\(asked.text)")
                #expect(try asked.json["email"]?.text == "presenter1@people.example.jp")
                #expect(try asked.json["new_email"]?.text == email)
            }
            func confirm(_ link: String) async throws -> Answer {
                try await browser.post("/v1/address-confirmations", as: nil, #"{"link": "\#(link)"}"#)
            }
            let taken = try await confirm(try await world.mailedSecret("address_link"))
            #expect(taken.status == 409 && taken.problem == "email_taken", "\(taken.text)")
            #expect(try await ask("neu@example.jp").status == 200)
            let link = try await world.mailedSecret("address_link")
            #expect(try await confirm(link).status == 204)
            #expect(try await confirm(link).problem == "link_spent")
            let shown = try await browser.get(path, as: .presenter).json
            #expect(shown["email"]?.text == "neu@example.jp" && shown["new_email"] == nil)
            #expect(
                try await browser.post("/v1/address-confirmations", as: nil, "{}").errors == ["/link present"]
            )
        }
    }

    @Test("are listed for staff, by conditions and page by page, and for themselves")
    func list() async throws {
        let world = try await World()
        try await world.serve { browser in
            func ids(_ query: String, as asker: World.Asker = .staff(.clerk)) async throws -> [String?] {
                let answer = try await browser.get("/v1/presenters" + query, as: asker)
                #expect(answer.status == 200)
                return try answer.json["items"]?.elements.map { $0["id"]?.text } ?? []
            }
            let both = [world.presenter.description, world.otherPresenter.description]
            #expect(try await ids("") == both)
            #expect(try await ids("", as: .otherPresenter) == [both[1]])
            #expect(try await ids("?q=%E3%81%93%E3%81%86%E3%81%97%E3%81%83") == [])
            #expect(try await ids("?q=%E3%81%93%E3%81%86%E3%81%97%E3%81%82") == [both[0]])
            #expect(try await ids("?state=active&prefecture=13&topic=five_rules") == both)
            #expect(try await ids("?prefecture=27") == [])
            #expect(try await ids("?qualification=riss") == [])
            #expect(try await ids("?expiring_before=2027-01-01") == [])
            let first = try await browser.get("/v1/presenters?limit=1", as: .staff(.coordinator))
            #expect(try first.json["next"] == .string(both[0]))
            #expect(first.headers[.link] == "</v1/presenters?after=\(both[0])&limit=1>; rel=\"next\"")
            #expect(try await ids("?limit=1&after=\(both[0])") == [both[1]])
            #expect(
                try first.json["items"]?.elements
                    == [
                        JSON(
                            """
                            {"id": "\(both[0])", "state": "active", "name": "講師 第1", "kana": "コウシ ア",
                             "email": "presenter1@people.example.jp", "municipality": "13104", "place": "東京都新宿区"}
                            """
                        )
                    ]
            )
        }
    }

    @Test(
        "take no parameter that is not as it should be",
        arguments: [
            ("q=", "q wrong_value"), ("q=%09", "q wrong_value"), ("state=gone", "state wrong_value"),
            ("prefecture=48", "prefecture wrong_value"), ("topic=A", "topic wrong_value"),
            ("expiring_before=2026-02-30", "expiring_before wrong_value"),
            ("after=org-1", "after wrong_value"),
            ("limit=501", "limit wrong_value"), ("name=x", "name unknown_parameter"),
        ]
    )
    func parameters(query: String, error: String) async throws {
        let world = try await World()
        try await world.serve { browser in
            let answer = try await browser.get("/v1/presenters?\(query)", as: .staff(.auditor))
            #expect(answer.status == 400 && answer.errors == [error])
        }
    }

    @Test("are shown whole to staff and to themselves, by name to a host that met them, to nobody else")
    func show() async throws {
        let world = try await World()
        try await world.serve { browser in
            let path = "/v1/presenters/\(world.presenter)"
            let own = try await browser.get(path, as: .presenter)
            #expect(try own.json["address"] == .string("新宿1"))
            #expect(try own.json["topics"]?.elements.count == 1)
            #expect(try await browser.get(path, as: .staff(.auditor)).json == own.json)
            for asker in [World.Asker.otherPresenter, .host, .otherHost] {
                #expect(try await browser.get(path, as: asker).problem == "not_found")
            }
            _ = try await world.assigned(browser)
            let card = try JSON(#"{"id": "\#(world.presenter)", "name": "講師 第1", "kana": "コウシ ア"}"#)
            #expect(try await browser.get(path, as: .host).json == card)
            #expect(try await browser.get(path, as: .otherHost).problem == "not_found")
            #expect(try await browser.get("/v1/presenters", as: .host).problem == "not_permitted")
            #expect(try await browser.get("/v1/presenters/org-1", as: .staff(.clerk)).problem == "not_found")
            #expect(try await browser.get(path, as: nil).status == 401)
        }
    }

    private static let newcomer = """
        {"family_name": "新田", "given_name": "花子", "family_kana": "にった", "given_kana": "ﾊﾅｺ",
         "email": "hanako@people.example.jp", "phone": "090-1111-2222", "postal_code": "102-0074",
         "municipality": "13101", "address": "九段南1-2-1", "rank": "senior",
         "topics": [{"topic": "phishing", "level": 3}],
         "qualifications": [{"code": "riss", "number": "第000001号", "expires_on": "2028-03-31"}],
         "weekly_hours": [{"weekday": "sat", "from": "9:00", "to": "12:00"}],
         "unavailable": [{"first": "2026-08-10", "last": "2026-08-15"}], "monthly_cap": 1}
        """

    @Test("are registered once, with everything that was said")
    func register() async throws {
        let world = try await World()
        try await world.serve { browser in
            let made = try await browser.post("/v1/presenters", as: .staff(.coordinator), Self.newcomer)
            let id = try #require(try made.json["id"]?.text)
            #expect(made.status == 201 && made.headers[.location] == "/v1/presenters/\(id)")
            let shown = try await browser.get("/v1/presenters/\(id)", as: .staff(.clerk)).json
            guard case .object(var members) = shown else { return }
            members["user"] = nil
            #expect(
                try JSON.object(members)
                    == JSON(
                        """
                        {"id": "\(id)", "state": "active", "family_name": "新田", "given_name": "花子",
                         "family_kana": "ニッタ", "given_kana": "ハナコ", "email": "hanako@people.example.jp",
                         "phone": "090-1111-2222", "postal_code": "102-0074", "municipality": "13101",
                         "place": "東京都千代田区", "address": "九段南1-2-1", "rank": "senior", "reach_minutes": 150,
                         "accepts_online": true, "accepts_overnight": false, "monthly_cap": 1, "yearly_cap": 12,
                         "registered_on": "2026-06-01", "topics": [{"topic": "phishing", "level": 3}],
                         "qualifications": [{"code": "riss", "number": "第000001号", "expires_on": "2028-03-31"}],
                         "weekly_hours": [{"weekday": "sat", "from": "09:00", "to": "12:00"}],
                         "blackouts": [{"first": "2026-08-10", "last": "2026-08-15"}], "organizations": [],
                         "excluded_organizations": []}
                        """
                    )
            )
            let again = try await browser.post("/v1/presenters", as: .staff(.coordinator), Self.newcomer)
            #expect(again.status == 409 && again.problem == "likely_duplicate")
            let other = Self.newcomer.replacing("hanako@", with: "hanako2@")
            let alike = try await browser.post("/v1/presenters", as: .staff(.administrator), other)
            #expect(alike.problem == "likely_duplicate")
            let two = other.replacing("{\"family_name", with: "{\"allow_duplicates\": true, \"family_name")
            #expect(try await browser.post("/v1/presenters", as: .staff(.administrator), two).status == 201)
            for asker in [World.Asker.host, .presenter, .staff(.clerk), .staff(.accountant)] {
                #expect(try await browser.post("/v1/presenters", as: asker, Self.newcomer).status == 403)
            }
        }
    }

    @Test("may be noted as having applied, and are admitted later")
    func applies() async throws {
        let world = try await World()
        try await world.serve { browser in
            let applied = Self.newcomer.replacing("{\"family_name", with: "{\"applied\": true, \"family_name")
            let made = try await browser.post("/v1/presenters", as: .staff(.coordinator), applied)
            let path = "/v1/presenters/\(try #require(try made.json["id"]?.text))"
            #expect(try await browser.get(path, as: .staff(.coordinator)).json["state"]?.text == "applied")
            let admitted = try await browser.post(
                "\(path)/status-changes",
                as: .staff(.coordinator),
                #"{"state": "active", "reason": "面接済み"}"#
            )
            #expect(try admitted.json["state"]?.text == "active")
        }
    }

    @Test("are not registered with faults, each of which is named")
    func faults() async throws {
        let world = try await World()
        try await world.serve { browser in
            let answer = try await browser.post(
                "/v1/presenters",
                as: .staff(.coordinator),
                """
                {"family_name": "", "given_name": "花子", "family_kana": "Nitta", "email": "x", "phone": "1",
                 "postal_code": "12", "municipality": "999", "address": 1, "rank": "King", "reach_minutes": 5,
                 "topics": [{"topic": "phishing", "level": 4}, {"level": 1}],
                 "qualifications": [{"code": "riss", "expires_on": "2026-02-30"}],
                 "weekly_hours": [{"weekday": "mon", "from": "12:00", "to": "9:00"}, {"weekday": "x", "from": "25:00"}],
                 "unavailable": [{"first": "2026-08-10", "last": "2026-08-01"}], "payee": null, "salary": 1}
                """
            )
            #expect(answer.status == 422)
            #expect(
                Set(answer.errors) == [
                    "/family_name present", "/family_kana katakana", "/given_kana present", "/email email",
                    "/phone phone", "/postal_code digits", "/municipality municipality", "/address text",
                    "/rank code", "/reach_minutes integer", "/topics/0/level integer",
                    "/topics/1/topic present",
                    "/qualifications/0/expires_on date", "/weekly_hours/0/to hours",
                    "/weekly_hours/1/weekday one_of",
                    "/weekly_hours/1/from time_of_day", "/weekly_hours/1/to present",
                    "/unavailable/0/last later",
                    "/payee unknown_field", "/salary unknown_field",
                ]
            )
            let topic = Self.newcomer.replacing("phishing", with: "nothing")
            let unknown = try await browser.post("/v1/presenters", as: .staff(.coordinator), topic)
            #expect(unknown.status == 422 && unknown.errors == ["/topics/0/topic unknown_code"])
        }
    }

    @Test("change in one place at a time, by themselves but for what the body decides")
    func change() async throws {
        let world = try await World()
        try await world.serve { browser in
            let path = "/v1/presenters/\(world.presenter)"
            let tag = try #require(try await browser.get(path, as: .presenter).headers[.eTag])
            let body =
                #"{"reach_minutes": 60, "phone": "080-1234-5678", "weekly_hours": [], "accepts_online": null}"#
            func patch(_ body: String, _ tag: String?, as asker: World.Asker = .presenter) async throws
                -> Answer
            {
                try await browser.change(.patch, path, as: asker, body, ifMatch: tag)
            }
            #expect(try await patch(body, tag).errors == ["/weekly_hours present"])
            let right = body.replacing(#""weekly_hours": [], "#, with: "")
            #expect(try await patch(right, nil).status == 428)
            let changed = try await patch(right, tag)
            #expect(changed.status == 200 && changed.text.contains(#""phone":"080-1234-5678""#))
            #expect(try changed.json["reach_minutes"] == .number(60))
            #expect(try await patch(right, tag).status == 412)
            let next = try await browser.get(path, as: .presenter).headers[.eTag]
            let topics = #"{"topics": [{"topic": "phishing", "level": 3}]}"#
            #expect(try await patch(topics, next).problem == "not_permitted")
            #expect(try await patch(topics, next, as: .staff(.clerk)).status == 403)
            #expect(try await patch(topics, next, as: .otherPresenter).status == 404)
            let staffTag = try await browser.get(path, as: .staff(.coordinator)).headers[.eTag]
            let decided = try await patch(topics, staffTag, as: .staff(.coordinator))
            #expect(try decided.json["topics"] == JSON(#"[{"topic": "phishing", "level": 3}]"#))
            let half = try await patch(#"{"family_name": "改姓"}"#, "*", as: .staff(.coordinator))
            #expect(half.errors == ["/given_name present"])
        }
    }

    @Test("go from state to state for a reason, by coordinators")
    func states() async throws {
        let world = try await World()
        try await world.serve { browser in
            let path = "/v1/presenters/\(world.presenter)/status-changes"
            let body = #"{"state": "suspended", "reason": "休会"}"#
            #expect(try await browser.post(path, as: .presenter, body).status == 403)
            let changed = try await browser.post(path, as: .staff(.coordinator), body)
            #expect(try changed.json["state"]?.text == "suspended")
            #expect(try changed.json["state_reason"]?.text == "休会")
            #expect(
                try await browser.post(path, as: .staff(.coordinator), body).problem == "presenter_status"
            )
            let empty = try await browser.post(
                path,
                as: .staff(.coordinator),
                #"{"state": "active", "reason": " "}"#
            )
            #expect(empty.status == 422 && empty.errors == ["/reason present"])
        }
    }
}

import HTTPTypes
import KodanDomain
import KodanTestSupport
import Testing

@Suite("Organizations over HTTP", .database)
struct OrganizationsTests {
    private static let newcomer = """
        {"name": "九段商工会議所", "kana": "くだんしょうこうかいぎしょ", "kind": "chamber_of_commerce",
         "municipality": "13101", "postal_code": "1020074", "address": "九段南1-2-1", "email": "info@kudan.example.jp",
         "phone": "03-1234-5678", "council_member": true, "registration_number": "7000012050002"}
        """

    @Test("are listed by conditions: its own for a host, all for the others")
    func list() async throws {
        let world = try await World()
        try await world.serve { browser in
            func ids(_ query: String, as asker: World.Asker = .staff(.clerk)) async throws -> [String?] {
                let answer = try await browser.get("/v1/organizations" + query, as: asker)
                #expect(answer.status == 200)
                return try answer.json["items"]?.elements.map { $0["id"]?.text } ?? []
            }
            let both = [world.organization.description, world.otherOrganization.description]
            #expect(try await ids("") == both)
            #expect(try await ids("", as: .presenter) == both)
            #expect(try await ids("", as: .otherHost) == [both[1]])
            #expect(try await ids("?q=%E5%9B%A3%E4%BD%931") == [both[0]])
            #expect(try await ids("?q=%E5%9B%A3%E4%BD%931", as: .otherHost) == [])
            #expect(try await ids("?kind=police") == [])
            #expect(try await ids("?council_member=false&state=active&prefecture=13") == both)
            #expect(try await ids("?council_member=true") == [])
            let wrong = try await browser.get("/v1/organizations?council_member=1", as: .staff(.clerk))
            #expect(wrong.errors == ["council_member wrong_value"])
        }
    }

    @Test("are registered once, shown and changed")
    func change() async throws {
        let world = try await World()
        try await world.serve { browser in
            let coordinator = World.Asker.staff(.coordinator)
            let made = try await browser.post("/v1/organizations", as: coordinator, Self.newcomer)
            let id = try #require(try made.json["id"]?.text)
            let path = "/v1/organizations/\(id)"
            #expect(made.status == 201 && made.headers[.location] == path)
            let again = try await browser.post("/v1/organizations", as: coordinator, Self.newcomer)
            #expect(again.problem == "likely_duplicate")
            #expect(try await browser.post("/v1/organizations", as: .host, Self.newcomer).status == 403)
            let shown = try await browser.get(path, as: .presenter)
            #expect(
                try shown.json
                    == JSON(
                        """
                        {"id": "\(id)", "name": "九段商工会議所", "kana": "クダンショウコウカイギショ",
                         "kind": "chamber_of_commerce", "municipality": "13101", "place": "東京都千代田区",
                         "postal_code": "102-0074", "address": "九段南1-2-1", "email": "info@kudan.example.jp",
                         "phone": "03-1234-5678", "council_member": true, "registration_number": "7000012050002"}
                        """
                    )
            )
            #expect(try await browser.get(path, as: .host).status == 404)
            let tag = try #require(shown.headers[.eTag])
            let body =
                #"{"name": "九段会議所", "kana": null, "registration_number": null, "phone": "03-0000-9999"}"#
            #expect(try await browser.change(.patch, path, as: coordinator, body, ifMatch: nil).status == 428)
            let changed = try await browser.change(.patch, path, as: coordinator, body, ifMatch: tag)
            #expect(changed.status == 200)
            #expect(try changed.json["kana"] == nil)
            #expect(try changed.json["registration_number"] == nil)
            #expect(try changed.json["name"]?.text == "九段会議所")
            #expect(try changed.json["postal_code"]?.text == "102-0074")
            #expect(try await browser.change(.patch, path, as: coordinator, body, ifMatch: tag).status == 412)
            let faults = try await browser.change(
                .patch,
                path,
                as: coordinator,
                #"{"name": "", "kana": "abc", "kind": "club", "email": 1, "council_member": "yes", "colour": "red"}"#,
                ifMatch: "*"
            )
            #expect(
                Set(faults.errors) == [
                    "/name present", "/kana katakana", "/kind one_of", "/email text",
                    "/council_member true_or_false",
                    "/colour unknown_field",
                ]
            )
            let nowhere = try await browser.change(
                .patch,
                path,
                as: coordinator,
                #"{"municipality": "13999"}"#,
                ifMatch: "*"
            )
            #expect(nowhere.status == 422 && nowhere.errors == ["/municipality unknown_code"])
        }
    }

    @Test("become part of another")
    func merge() async throws {
        let world = try await World()
        try await world.serve { browser in
            let path = "/v1/organizations/\(world.organization)/merger"
            let body = #"{"into": "\#(world.otherOrganization)", "reason": "統合"}"#
            #expect(try await browser.post(path, as: .staff(.administrator), body).status == 403)
            let merged = try await browser.post(path, as: .staff(.coordinator), body)
            #expect(try merged.json["merged_into"]?.text == world.otherOrganization.description)
            #expect(
                try await browser.post(path, as: .staff(.coordinator), body).problem == "organization_merged"
            )
            let list = try await browser.get("/v1/organizations?state=merged", as: .staff(.auditor)).json
            #expect(list["items"]?.elements.count == 1)
        }
    }

    @Test("have members who come, hand over and go")
    func members() async throws {
        let world = try await World()
        try await world.serve { browser in
            let path = "/v1/organizations/\(world.organization)/members"
            func emails(_ asker: World.Asker) async throws -> [String?] {
                try await browser.get(path, as: asker).json["items"]?.elements.map { $0["email"]?.text } ?? []
            }
            #expect(try await emails(.host) == ["host1@org.example.jp"])
            #expect(try await browser.get(path, as: .otherHost).status == 404)
            #expect(try await browser.get(path, as: .presenter).status == 403)
            let person = #"{"email": "second@org.example.jp", "name": "二人目"}"#
            #expect(try await browser.post(path, as: .host, person).status == 403)
            let made = try await browser.post(path, as: .staff(.coordinator), person)
            let second = try #require(try made.json["id"]?.text)
            #expect(made.status == 201)
            #expect(
                try await browser.post(path, as: .staff(.coordinator), person).problem == "member_already"
            )
            let third = #"{"email": "third@org.example.jp", "name": "三人目"}"#
            #expect(try await browser.post("\(path)/\(second)/handover", as: .host, third).status == 403)
            let next = try await browser.post("\(path)/\(second)/handover", as: .staff(.coordinator), third)
            #expect(next.status == 201)
            let successor = try #require(try next.json["id"]?.text)
            let reason = #"{"reason": "退職"}"#
            #expect(try await browser.post("\(path)/\(successor)/removal", as: .host, reason).status == 403)
            let removed = try await browser.post(
                "\(path)/\(successor)/removal",
                as: .staff(.administrator),
                reason
            )
            #expect(removed.status == 204)
            let again = try await browser.post(
                "\(path)/\(successor)/removal",
                as: .staff(.administrator),
                reason
            )
            #expect(again.problem == "not_member")
            #expect(try await emails(.staff(.auditor)).count == 3)
            let faults = try await browser.post(
                path,
                as: .staff(.coordinator),
                #"{"email": "x", "name": " "}"#
            )
            #expect(faults.errors == ["/email email", "/name present"])
        }
    }
}

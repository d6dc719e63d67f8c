import Foundation
import HTTPTypes
import HummingbirdTesting
import KodanDomain
import KodanTestSupport
import Testing

@testable import KodanWeb

/// Bad input for every operation, made from the router's own list, so that a new route is tried too.
@Suite("Bad input", .database)
struct BadInputTests {
    private static let bodied = Contract.operations.filter { operation in
        if case .json = operation.body { true } else { false }
    }

    private func ask(
        _ operation: KodanWeb.Operation,
        _ browser: Browser,
        _ more: HTTPFields = [:],
        at path: String? = nil,
        body: String? = nil,
        without names: [HTTPField.Name] = []
    ) async throws -> Answer {
        var headers: HTTPFields = [.acceptLanguage: "en"]
        if let asker = operation.asker {
            headers[.authorization] = "Bearer \(try browser.world.token(of: asker))"
        }
        if case .changes = operation.effect { headers[.ifMatch] = "*" }
        if operation.takesKey { headers[.idempotencyKey] = UUID().uuidString }
        switch operation.body {
        case .json: headers[.contentType] = "application/json"
        case .file(let types, _), .whole(let types, _): headers[.contentType] = types.first
        case nil: break
        }
        for field in more { headers[field.name] = field.value }
        for name in names { headers[name] = nil }
        return try await browser.send(
            operation.method,
            path ?? operation.path(filledWith: [:]),
            headers,
            body ?? operation.exampleBody
        )
    }

    @Test("in a body is told from what cannot be read, and a field that nobody asked for is named")
    func bodies() async throws {
        let world = try await World()
        try await world.serve { browser in
            for operation in Self.bodied {
                for (body, status, error) in [
                    ("{", 400, "malformed_json"), (#"{"a": 1, "a": 2}"#, 400, "malformed_json"),
                    (#"{"a": "\u{FFFD}\ud800"}"#, 400, "malformed_json"), ("[]", 422, "invalid_body"),
                    (#"{"unheard_of": 1}"#, 422, "invalid_body"),
                ] {
                    let answer = try await ask(operation, browser, body: body)
                    if operation.isHeldBack(answer) { continue }
                    #expect(answer.status == status, "\(operation.id) \(body): \(answer.text)")
                    #expect(answer.problem == error, "\(operation.id) \(body)")
                    if body.contains("unheard_of") {
                        #expect(answer.errors.contains("/unheard_of unknown_field"), "\(operation.id)")
                    }
                }
                let form: HTTPFields = [.contentType: "application/x-www-form-urlencoded"]
                let typed = try await ask(operation, browser, form, body: "a=1")
                #expect(typed.status == 415 || operation.isHeldBack(typed), "\(operation.id): \(typed.text)")
            }
        }
    }

    @Test("of the wrong type is told of by its field, whichever it is; what is far too long changes nothing")
    func types() async throws {
        let world = try await World()
        let long = JSONValue.string(String(repeating: "長", count: 20_000))
        try await world.serve { browser in
            let before = try await world.count("audit_event WHERE user_id IS NOT NULL")
            for operation in Self.bodied {
                guard case .json(let schema) = operation.body, case .object(let members) = schema.example
                else { continue }
                for member in schema.properties {
                    func ask(with value: JSONValue) async throws -> Answer {
                        let others = members.filter { $0.name != member.name }
                        let changed = others + [JSONMember(name: member.name, value: value)]
                        return try await self.ask(
                            operation,
                            browser,
                            body: ReadableJSON.indented(.object(changed))
                        )
                    }
                    var other = JSONValue.string("x")
                    if case .string = member.schema.example { other = .integer(7) }
                    for value in [.object([JSONMember(name: "x", value: .null)]), other] {
                        let answer = try await ask(with: value)
                        if operation.isHeldBack(answer) { continue }
                        let what = "\(operation.id) \(member.name): \(answer.text.prefix(300))"
                        #expect(answer.status == 422 && answer.problem == "invalid_body", "\(what)")
                        #expect(answer.errors.contains { $0.hasPrefix("/\(member.name)") }, "\(what)")
                    }
                    // How long a text may be is told by the step itself, which first looks for what it is about.
                    let answer = try await ask(with: long)
                    #expect((400..<500).contains(answer.status), "\(operation.id) \(member.name)")
                }
            }
            #expect(try await world.count("audit_event WHERE user_id IS NOT NULL") == before)
        }
    }

    @Test("is as long as the database counts it: what looks like one character may be two")
    func long() async throws {
        let world = try await World()
        try await world.serve { browser in
            // A flag is one to the eye.
            let flags = String(repeating: "\u{1F1EF}\u{1F1F5}", count: 101)
            let request = try await browser.post("/v1/requests", as: .host, world.requestBody(title: flags))
            #expect(request.errors == ["/title at_most"], "\(request.status) \(request.text)")
            let purpose = world.requestBody().replacing("会員のため", with: String(repeating: flags, count: 10))
            let long = try await browser.post("/v1/requests", as: .host, purpose)
            #expect(long.errors == ["/purpose at_most"], "\(long.status) \(long.text)")
        }
    }

    @Test("in the path is no key of another kind, and no word in its place")
    func keys() async throws {
        let world = try await World()
        try await world.serve { browser in
            for operation in Contract.operations where operation.namesKey {
                let other = operation.resource == "users" ? "req-1" : "usr-1"
                for key in [other, "1", "req-01", "pmt-99999999999999999999", "%E8%AC%9B", "x'--"] {
                    let path = operation.path(filledWith: ["id": key])
                    let answer = try await ask(operation, browser, at: path)
                    #expect(
                        answer.status == 404 || answer.isTurnedAway || answer.problem == "invalid_body",
                        "\(operation.id) \(key): \(answer.status) \(answer.text)"
                    )
                }
            }
        }
    }

    @Test("in the path is a number beyond those that the contract names")
    func numbers() async throws {
        let world = try await World()
        try await world.serve { browser in
            var tried = 0
            for operation in Contract.operations {
                for parameter in operation.pathParameters {
                    guard case .integer(let bounds, _) = parameter.schema else { continue }
                    for number in [bounds.lowerBound - 1, bounds.upperBound + 1] {
                        let path = operation.path(filledWith: [parameter.name: "\(number)"])
                        let answer = try await ask(operation, browser, at: path)
                        #expect(
                            answer.status == 404,
                            "\(operation.id) \(number): \(answer.status) \(answer.text)"
                        )
                        tried += 1
                    }
                }
            }
            #expect(tried > 10)
        }
    }

    @Test("in the query is told of by its parameter, and one that nobody asked for too")
    func queries() async throws {
        let world = try await World()
        try await world.serve { browser in
            for operation in Contract.operations where operation.method == .get {
                let path = operation.path(filledWith: [:])
                let more = path.contains("?") ? "&" : "?"
                for name in ["unheard_of"] + operation.query.map(\.name) {
                    // A text that no parameter takes: it is too long, and holds what no name holds.
                    let value = String(repeating: "%00", count: 400)
                    let answer = try await ask(operation, browser, at: "\(path)\(more)\(name)=\(value)")
                    #expect(
                        answer.status == 400 && answer.errors.contains { $0.hasPrefix("\(name) ") },
                        "\(operation.id) \(name): \(answer.status) \(answer.text)"
                    )
                }
            }
        }
    }

    @Test(
        "in headers: a key that is missing, malformed or twice there, a change without the tag of what it changes"
    )
    func headers() async throws {
        let world = try await World()
        try await world.serve { browser in
            for operation in Contract.operations where operation.takesKey {
                for key in ["", "two words", String(repeating: "k", count: 256)] {
                    let answer = try await ask(operation, browser, [.idempotencyKey: key])
                    #expect(answer.status == 400, "\(operation.id) \(key): \(answer.text)")
                    #expect(answer.errors == ["Idempotency-Key idempotency_key"], "\(operation.id)")
                }
                if case .creates = operation.effect {
                    let answer = try await ask(operation, browser, without: [.idempotencyKey])
                    #expect(answer.status == 400, "\(operation.id): \(answer.text)")
                    #expect(answer.errors == ["Idempotency-Key present"], "\(operation.id)")
                }
                guard case .changes = operation.effect else { continue }
                let untagged = try await ask(operation, browser, without: [.ifMatch])
                #expect(untagged.status == 428, "\(operation.id): \(untagged.text)")
                let malformed = try await ask(operation, browser, [.ifMatch: "W/x"])
                #expect(malformed.errors == ["If-Match entity_tag"], "\(operation.id): \(malformed.text)")
            }
        }
    }

    @Test("of a reader who saw an earlier state changes nothing, whatever it changes")
    func stale() async throws {
        let world = try await World()
        try await world.serve { browser in
            let request = try await world.approved(browser)
            _ = try await world.assigned(browser)
            let delivery = try #require(
                try await browser.get("/v1/deliveries", as: .staff(.clerk)).json["items"]?.elements.first?[
                    "id"
                ]?
                .text
            )
            let payee = try await browser.post(
                "/v1/presenters/\(world.presenter)/payee",
                as: .staff(.coordinator),
                #"""
                {"legal_status": "individual", "residency": "resident", "name": "講師 第一",
                 "postal_code": "102-0074", "address": "九段南"}
                """#
            )
            let draft = try await browser.post("/v1/request-drafts", as: .host, world.requestBody())
            let holidays = #"{"holidays": [{"date": "2036-01-01", "name": "元日"}]}"#
            _ = try await browser.post("/v1/holidays/2036", as: .staff(.administrator), holidays)
            let there = [
                "changeDraft": ["id": try #require(try draft.json["id"]?.text)],
                "changeDelivery": ["id": delivery],
                "changePayeeAddress": ["id": try #require(try payee.json["id"]?.text)],
                "orderAsking": ["id": request], "changePresenter": ["id": "\(world.presenter)"],
                "setBlackouts": ["id": "\(world.presenter)"],
                "changeOrganization": ["id": "\(world.organization)"],
                "correctHolidays": ["year": "2036"],
                "setTarget": ["group": "regional", "fiscal_year": "2026"],
                "setPack": ["code": "regional_dispatched"],
                "changeProgramme": ["code": "regional_dispatched"],
                "changeUser": ["id": "\(try #require(world.database.staff.clerk.user))"],
            ]
            // Approvals of payments are told of where there are some (PaymentsTests).
            let approvals: Set<String> = ["approvePayments", "approvePayment"]
            for operation in Contract.operations where !approvals.contains(operation.id) {
                guard case .changes = operation.effect else { continue }
                let values = try #require(there[operation.id], "\(operation.id) has no row")
                let path = operation.path(filledWith: values)
                let answer = try await ask(operation, browser, [.ifMatch: "\"none\""], at: path)
                #expect(answer.status == 412, "\(operation.id): \(answer.text)")
            }
        }
    }
}

extension KodanWeb.Operation {
    /// Whether the body was not looked at: a change is first held against what is there, and nothing is; a token may
    /// not do what wants a session.
    fileprivate func isHeldBack(_ answer: Answer) -> Bool {
        if case .changes = effect, answer.status == 404 { return true }
        return answer.isTurnedAway
    }
}

extension Answer {
    /// Whether nobody's token serves here.
    fileprivate var isTurnedAway: Bool { problem == "session_wanted" }
}

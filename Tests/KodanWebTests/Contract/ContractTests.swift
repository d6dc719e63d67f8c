import HTTPTypes
import Hummingbird
import KodanDomain
import KodanTestSupport
import Logging
import Testing

@testable import KodanWeb

@Suite("The contract", .database)
struct ContractTests {
    @Test("is served")
    func served() async throws {
        let world = try await World()
        try await world.serve { browser in
            let answer = try await browser.get("/openapi.yaml", as: nil)
            #expect(answer.status == 200)
            #expect(answer.headers[.contentType] == "application/yaml; charset=utf-8")
            #expect(answer.text.hasPrefix("openapi: \"3.1.0\"\n"))
            let tag = try #require(answer.headers[.eTag])
            let known = try await browser.send(.get, "/openapi.yaml", [.ifNoneMatch: tag], nil)
            #expect(known.status == 304 && known.text.isEmpty && known.headers[.eTag] == tag)
        }
    }

    @Test("is a page for people, which loads nothing but its own style sheet")
    func page() async throws {
        let world = try await World()
        try await world.serve { browser in
            let page = try await browser.get("/docs", as: nil)
            #expect(page.status == 200)
            #expect(page.headers[.contentType] == "text/html; charset=utf-8")
            #expect(
                page.headers[.contentSecurityPolicy]
                    == "default-src 'none'; style-src 'self'; frame-ancestors 'none'"
            )
            let loaded = page.text.matches(of: /(?:src|href)="([^"#][^"]*)"/).map { String($0.1) }
            #expect(Set(loaded) == ["/docs/style.css", "/openapi.yaml"])
            #expect(try await browser.get("/docs/style.css", as: nil).status == 200)
            for operation in Contract.operations {
                #expect(page.text.contains("<details id=\"\(operation.id)\">"))
            }
            // How one signs in, which words a parameter takes and how it looks, with code as code.
            for part in [
                "<code>Authorization: Bearer kdn_…</code>", "<td>some of draft | submitted | screening | ",
                " | cancelled, such as <code>draft,submitted</code></td>",
                "needs <code>requests:read</code>.",
            ] { #expect(page.text.contains(part), "\(part)") }
            #expect(!page.text.contains("`"))
        }
    }

    @Test("refers to nothing that it does not hold")
    func references() {
        let document = OpenAPI(Contract.operations).document
        var missing: Set<String> = []
        for reference in document.references {
            var place: JSONValue? = document
            for part in reference.dropFirst(2).split(separator: "/") { place = place?.member(String(part)) }
            if place == nil { missing.insert(reference) }
        }
        #expect(missing == [])
        #expect(document.references.count > 1000)
    }

    @Test("closes what comes in, and leaves what goes out open to members that are added later")
    func openness() {
        let document = OpenAPI(Contract.operations).document
        let closed = JSONMember(name: "additionalProperties", value: .bool(false))
        var (forms, answers): ([[JSONMember]], [[JSONMember]]) = ([], [])
        for operation in document.member("paths")?.objects ?? [] {
            for member in operation.members {
                if member.name == "requestBody" { forms += document.shapes(beneath: member.value) }
                if member.name == "responses" { answers += document.shapes(beneath: member.value) }
            }
        }
        #expect(forms.count > 150 && forms.allSatisfy { $0.contains(closed) })
        #expect(answers.count > 500 && !answers.contains { $0.contains(closed) })
    }

    @Test("names each operation once, and each path and method once")
    func once() {
        let ids = Contract.operations.map(\.id)
        #expect(Set(ids).count == ids.count)
        let routes = Contract.operations.map { "\($0.method) \($0.path)" }
        #expect(Set(routes).count == routes.count)
        #expect(Contract.operations.allSatisfy { !$0.answers.isEmpty && !$0.summary.hasSuffix(".") })
    }

    @Test("tells of every route below /v1 that the router has, and of no other")
    func routes() async throws {
        let world = try await World()
        let router = KodanApplication(office: world.office, logger: Logger(label: "kodan")).router()
        let served = router.routes.filter { "\($0.path)".hasPrefix("/v1") && $0.method != .options }
        let told = Contract.operations.map { operation in
            "\(operation.method) \(operation.path)"
        }
        #expect(Set(served.map { "\($0.method) \($0.path)" }).subtracting(told) == [])
        #expect(Set(told).subtracting(served.map { "\($0.method) \($0.path)" }) == [])
    }

    @Test("says what each parameter of a path stands for")
    func pathParameters() {
        for operation in Contract.operations {
            let names = operation.path.split(separator: "/").compactMap { String($0).parameterName }
            #expect(operation.pathParameters.map(\.name) == names, "\(operation.path)")
        }
    }

    @Test("tells programs that are made of it what each body is, by a name")
    func bodies() {
        let document = OpenAPI(Contract.operations).document
        var count = 0
        for (name, content) in document.objects where name == "content" {
            for media in content {
                count += 1
                guard case .object(let members)? = media.value.member("schema") else {
                    Issue.record("\(media.name) without a schema")
                    continue
                }
                let isFile = members.contains { $0.name == "format" && $0.value == .string("binary") }
                let isNamed = members.contains { $0.name == "$ref" }
                let isList = media.value.member("schema")?.member("properties")?.member("lines") != nil
                #expect(isFile || isNamed || isList, "\(media.name): \(members.map(\.name))")
            }
        }
        #expect(count > 400)
    }

    @Test("names each of several forms of a body that has lists of parts: generators choke on nameless ones")
    func forms() {
        let document = OpenAPI(Contract.operations).document
        let forms = document.member("components")?.member("schemas")?.member("RecordBankResultsForm")?.member(
            "anyOf"
        )
        let names = ["BankReturnsForm", "BankResultsForm"].map { name in
            JSONValue.object([JSONMember(name: "$ref", value: .string("#/components/schemas/\(name)"))])
        }
        #expect(forms == .array(names))
    }

    @Test("has an example of every body that callers write, tables too")
    func examples() {
        let document = OpenAPI(Contract.operations).document
        var tables = 0
        for operation in Contract.operations {
            let told = document.member("paths")?.member(operation.path)?
                .member(operation.method.rawValue.lowercased())?.member("requestBody")?.member("content")
            guard case .object(let media)? = told else { continue }
            for one in media where ["application/json", "text/csv"].contains(one.name) {
                if case .file = operation.body { continue }
                #expect(one.value.member("example") != nil, "\(operation.id) \(one.name)")
                guard one.name == "text/csv" else { continue }
                tables += 1
                #expect(operation.exampleFile.map { JSONValue.string($0) } == one.value.member("example"))
            }
        }
        #expect(tables == 2)
    }

    @Test("says of which format numbers and moments are, where a program would choose a narrower one")
    func formats() {
        let document = OpenAPI(Contract.operations).document
        var (wide, moments) = (0, 0)
        for (_, members) in document.objects {
            let schema = JSONValue.object(members)
            if case .integer(let most)? = schema.member("maximum"),
                case .integer(let least)? = schema.member("minimum")
            {
                let isWide = Int32(exactly: most) == nil || Int32(exactly: least) == nil
                #expect((schema.member("format") == .string("int64")) == isWide, "\(least) to \(most)")
                wide += isWide ? 1 : 0
            }
            if case .string("2026-12-05T14:00:00+09:00")? = schema.member("example") {
                #expect(schema.member("schema")?.member("format") == .string("date-time"))
            }
            if schema.member("format") == .string("date-time") { moments += 1 }
        }
        #expect(wide > 50 && moments > 50)
    }

    @Test("may tell of new kinds of problems without stopping anybody")
    func openProblems() throws {
        let type = ProblemContract.schema.value.member("properties")?.member("type")
        #expect(type?.member("enum") == nil)
        let pattern = try Regex("^urn:kodan:problem:[a-z0-9_]+$")
        #expect(type?.member("pattern") == .string("^urn:kodan:problem:[a-z0-9_]+$"))
        for problem in ProblemTypes.all {
            let name = ProblemContract.type(problem.code)
            #expect(try pattern.wholeMatch(in: name) != nil, "\(name)")
            #expect(type?.member("x-problems")?.member(name) != nil, "\(name)")
        }
    }

    @Test("shows a problem as it is answered")
    func exampleProblem() async throws {
        let world = try await World()
        try await world.serve { browser in
            let headers: HTTPFields = [
                .authorization: "Bearer \(try world.token(of: .staff(.clerk)))", .acceptLanguage: "en",
                .contentType: "application/json",
            ]
            let wrong = #"{"date": "2026-02-30", "gross": 30000}"#
            let answer = try await browser.send(.post, "/v1/tax-quotes", headers, wrong)
            let shown = try JSON(ReadableJSON.indented(ProblemContract.example))
            #expect(try answer.json == shown.without("request_id"))
            let document = OpenAPI(Contract.operations).document
            let schema = document.member("components")?.member("schemas")?.member("Problem")
            #expect(schema?.member("examples") == .array([ProblemContract.example]))
            #expect(
                try await browser.get("/docs", as: nil).text.contains(
                    "&quot;pointer&quot;: &quot;/date&quot;"
                )
            )
        }
    }

    @Test("lists every refusal that an operation names")
    func problems() {
        let known = Set(ProblemTypes.all.map(\.code))
        #expect(known.count == ProblemTypes.all.count)
        for operation in Contract.operations {
            #expect(Set(operation.refusals).subtracting(known) == [], "\(operation.id)")
        }
    }
}

extension JSONValue {
    /// What stands under `name` in an object.
    fileprivate func member(_ name: String) -> JSONValue? {
        guard case .object(let members) = self else { return nil }
        return members.first { $0.name == name }?.value
    }

    /// Every object in it, by the name of the member that it is.
    fileprivate var objects: [(name: String, members: [JSONMember])] {
        switch self {
        case .object(let members):
            members.flatMap { member -> [(name: String, members: [JSONMember])] in
                guard case .object(let inner) = member.value else { return member.value.objects }
                return [(member.name, inner)] + member.value.objects
            }
        case .array(let elements):
            elements.flatMap { element -> [(name: String, members: [JSONMember])] in
                guard case .object(let inner) = element else { return element.objects }
                return [("", inner)] + element.objects
            }
        default: []
        }
    }

    /// The objects with properties beneath a part of this document, and beneath all that it refers to.
    fileprivate func shapes(beneath part: JSONValue) -> [[JSONMember]] {
        var waiting = [part]
        var seen: Set<String> = []
        var found: [[JSONMember]] = []
        while let next = waiting.popLast() {
            let objects = JSONValue.array([next]).objects.map { $0.members }
            found += objects.filter { members in members.contains { $0.name == "properties" } }
            for reference in next.references where seen.insert(reference).inserted {
                var place: JSONValue? = self
                for step in reference.dropFirst(2).split(separator: "/") {
                    place = place?.member(String(step))
                }
                if let place { waiting.append(place) }
            }
        }
        return found
    }

    /// What `$ref` says, anywhere.
    fileprivate var references: [String] {
        switch self {
        case .object(let members):
            members.flatMap { member -> [String] in
                if member.name == "$ref", case .string(let text) = member.value { return [text] }
                return member.value.references
            }
        case .array(let elements): elements.flatMap(\.references)
        default: []
        }
    }
}

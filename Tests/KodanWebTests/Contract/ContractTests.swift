import HTTPTypes
import Hummingbird
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
            #expect(operation.pathParameters.map(\.name) == operation.pathParameterNames, "\(operation.path)")
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

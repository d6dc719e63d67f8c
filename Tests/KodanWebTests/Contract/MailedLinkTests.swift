import Foundation
import HTTPTypes
import KodanDomain
import KodanTestSupport
import Testing

@testable import KodanWeb

@Suite("What the links of mails and limited tokens serve for", .database)
struct MailedLinkTests {
    /// Asks an operation about what is not there.
    private func ask(_ operation: KodanWeb.Operation, by bearer: String, _ browser: Browser) async throws
        -> Answer
    {
        var headers: HTTPFields = [.authorization: "Bearer \(bearer)", .acceptLanguage: "en"]
        if case .changes = operation.effect { headers[.ifMatch] = "*" }
        if operation.takesKey { headers[.idempotencyKey] = UUID().uuidString }
        var body: String?
        switch operation.body {
        case .json(let schema):
            headers[.contentType] = "application/json"
            body = ReadableJSON.indented(schema.example)
        case .file(let types, _), .whole(let types, _):
            headers[.contentType] = types.first
            body = "%PDF-1.4\n"
        case nil: break
        }
        let codes =
            switch operation.resource {
            case "postal-codes": ["code": "1020074"]
            case "prefectures": ["code": "13"]
            default: [String: String]()
            }
        return try await browser.send(operation.method, operation.path(filledWith: codes), headers, body)
    }

    @Test("is what the contract says of each operation", arguments: MailedLink.allCases)
    func links(link: MailedLink) async throws {
        let world = try await World()
        try await world.serve { browser in
            let (request, _) = try await world.offered(browser)
            let bearer =
                switch link {
                case .offerLink: try await world.mailedSecret("offer_sent")
                case .requestLink: try await world.statusLink(of: request)
                }
            var serves: Set<String> = []
            var undecided: [String: [String]] = [:]
            for operation in Contract.operations where !operation.roles.isEmpty {
                let answer = try await ask(operation, by: bearer, browser)
                guard operation.roles.contains(link == .offerLink ? .presenter : .host) else {
                    #expect(answer.status >= 400, "\(operation.id): \(answer.text)")
                    continue
                }
                switch answer.problem {
                case "limited_link": #expect(answer.status == 403, "\(operation.id)")
                // What is refused before the step itself asks who they are decides nothing: a body, and a change of
                // what is not there.
                case "invalid_body": undecided[operation.id] = answer.errors
                case "not_found" where operation.holdsTag: undecided[operation.id] = []
                default: serves.insert(operation.id)
                }
            }
            #expect(serves.subtracting(link.operations).sorted() == [])
            #expect(link.operations.subtracting(serves).subtracting(undecided.keys).sorted() == [])
            #expect(undecided.count < 6, "\(undecided)")
        }
    }

    @Test("and the document: of a token that is limited to scopes too")
    func scopes() async throws {
        let world = try await World()
        try await world.serve { browser in
            let administrator = try #require(world.database.staff.administrator.user)
            let made = try await browser.post(
                "/v1/tokens",
                as: .staff(.administrator),
                #"""
                {"label": "連携", "days": 30, "scopes": ["audit:read"], "user": "\#(administrator)",
                 "role": "administrator"}
                """#
            )
            let token = try #require(try made.json["token"]?.text)
            let unlimited = try world.token(of: .staff(.administrator))
            let served = Contract.operations.filter {
                $0.roles.contains(.administrator) && $0.scope == nil && !$0.isOfSession
            }
            #expect(served.count > 5)
            for operation in served {
                #expect(operation.description?.contains("does not serve here") == true, "\(operation.id)")
                let refused = try await ask(operation, by: token, browser)
                #expect(refused.status == 403 && refused.problem == "limited_token", "\(operation.id)")
                let open = try await ask(operation, by: unlimited, browser)
                #expect(open.status != 403, "\(operation.id): \(open.text)")
            }
        }
    }

    @Test("and the document: of no token where it is about the asker's session")
    func sessions() async throws {
        let world = try await World()
        let own = Contract.operations.filter {
            $0.refusals.contains("session_wanted") && $0.id != "issueToken"
        }
        #expect(own.count == 6)
        try await world.serve { browser in
            let token = try world.token(of: .staff(.administrator))
            let document = try await browser.get("/openapi.yaml", as: nil).text
            for operation in own {
                #expect(operation.description?.contains("No token serves here") == true, "\(operation.id)")
                let told = try #require(document.range(of: "operationId: \"\(operation.id)\"\n")).upperBound
                let security = try #require(document[told...].firstMatch(of: /security:\s*- session: \[\]/))
                let next = document[told...].firstRange(of: "operationId:")?.lowerBound ?? document.endIndex
                #expect(security.range.lowerBound < next, "\(operation.id)")
                let refused = try await ask(operation, by: token, browser)
                #expect(refused.status == 403 && refused.problem == "session_wanted", "\(operation.id)")
            }
        }
    }
}

extension KodanWeb.Operation {
    /// Whether it is held against the state that its caller read.
    fileprivate var holdsTag: Bool {
        if case .changes = effect { true } else { false }
    }
}

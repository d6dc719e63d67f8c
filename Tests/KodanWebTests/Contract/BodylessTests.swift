import Foundation
import HTTPTypes
import Hummingbird
import KodanDomain
import KodanTestSupport
import NIOCore
import Testing

@testable import KodanWeb

@Suite("Operations without a body", .database)
struct BodylessTests {
    private static let operations = Contract.operations.filter { $0.body == nil }

    @Test("refuse one that says anything, and tell so; nothing is done")
    func refuses() async throws {
        let world = try await World()
        try await world.serve { browser in
            let before = try await world.count("audit_event")
            for operation in Self.operations {
                var headers: HTTPFields = [.acceptLanguage: "en", .contentType: "application/json"]
                if let asker = operation.asker {
                    headers[.authorization] = "Bearer \(try world.token(of: asker))"
                }
                if case .changes = operation.effect { headers[.ifMatch] = "*" }
                if operation.takesKey { headers[.idempotencyKey] = UUID().uuidString }
                let path = operation.path(filledWith: [:])
                for body in [#"{"on_behalf_of": "電話"}"#, "x", String(repeating: " ", count: 100)] {
                    let answer = try await browser.send(operation.method, path, headers, body)
                    #expect(answer.status == 400, "\(operation.id): \(answer.text)")
                    #expect(answer.problem == "body_not_taken", "\(operation.id): \(answer.text)")
                }
            }
            #expect(try await world.count("audit_event") == before)
            #expect(Self.operations.count > 100)
        }
    }

    @Test("are served without one, and with an object that says nothing")
    func serves() async throws {
        let world = try await World()
        try await world.serve { browser in
            let request = try await world.approved(browser)
            for body in [nil, "", "{}", " { }\n"] {
                let answer = try await browser.send(
                    .get,
                    "/v1/requests/\(request)",
                    as: .staff(.coordinator),
                    body: body
                )
                #expect(answer.status == 200, "\(answer.text)")
            }
        }
    }

    @Test(
        "look at what comes in pieces of unknown length",
        arguments: [([], true), (["{}"], true), (["a", "b"], false)]
    )
    func pieces(pieces: [String], isServed: Bool) async throws {
        let (body, source) = RequestBody.makeStream()
        let head = HTTPRequest(
            method: .post,
            scheme: "http",
            authority: "localhost",
            path: "/v1/months/2026-07/closure",
            headerFields: [.transferEncoding: "chunked"]
        )
        let sending = Task {
            for piece in pieces { await source.yield(ByteBuffer(string: piece)) }
            source.finish()
        }
        let reader = BodyReader(maxBytes: 100, timeout: .seconds(60), deadlines: Deadlines())
        let request = Request(head: head, body: body)
        if isServed {
            let bytes = try await reader.nothing(of: request)
            #expect(bytes == [])
        } else {
            await #expect { try await reader.nothing(of: request) } throws: { error in
                (error as? Problem)?.code == "body_not_taken"
            }
        }
        await sending.value
    }
}

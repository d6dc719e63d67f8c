import HTTPTypes
import HummingbirdTesting
import KodanTestSupport
import Testing

@testable import KodanWeb

@Suite("Methods that a path does not know", .database)
struct ServedMethodsTests {
    @Test(
        "are answered with those that it does, whatever they are called",
        arguments: [
            ("QUERY", "/v1/requests", "GET, HEAD, OPTIONS, POST"),
            ("FOO", "/v1/requests/req-1", "GET, HEAD, OPTIONS, PUT"),
            ("DELETE", "/v1/requests", "GET, HEAD, OPTIONS, POST"),
            ("TRACE", "/v1/presenters/pre-1", "GET, HEAD, OPTIONS, PATCH"),
            ("GET", "/v1/offers/ofr-1/acceptance", "OPTIONS, POST"), ("QUERY", "/healthz", "GET, HEAD"),
        ]
    )
    func notAllowed(method: String, path: String, allow: String) async throws {
        let world = try await World()
        try await world.serve { browser in
            let answer = try await browser.send(try #require(HTTPRequest.Method(method)), path, [:], nil)
            #expect(answer.status == 405)
            #expect(answer.problem == "method_not_allowed")
            #expect(answer.headers[.allow] == allow)
            // Who asks for them is told the same.
            if allow.contains("OPTIONS") {
                let asked = try await browser.send(.options, path, [:], nil)
                #expect(asked.status == 204 && asked.headers[.allow] == allow)
            }
        }
    }

    @Test(
        "and paths that are none are told without a body where only the header is asked for",
        arguments: ["/v1/nothing", "/nothing", "/v1/request-drafts"]
    )
    func head(path: String) async throws {
        let world = try await World()
        try await world.serve(.live) { browser in
            try await Wire.with(port: browser.client.port) { wire in
                try await wire.send("HEAD \(path) HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
                let answer = await wire.rest()
                #expect(answer.hasPrefix("HTTP/1.1 40") && answer.hasSuffix("\r\n\r\n"), "\(answer)")
            }
        }
    }

    @Test("do not make a path of one that is none", arguments: ["GET", "QUERY"])
    func notFound(method: String) async throws {
        let world = try await World()
        try await world.serve { browser in
            for path in ["/v1/nothing", "/v1/requests/req-1/nothing", "/nothing"] {
                let answer = try await browser.send(try #require(HTTPRequest.Method(method)), path, [:], nil)
                #expect(answer.status == 404)
                #expect(answer.headers[.allow] == nil)
            }
        }
    }
}

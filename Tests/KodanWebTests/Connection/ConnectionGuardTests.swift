import HTTPTypes
import HummingbirdTesting
import KodanDomain
import KodanTestSupport
import Testing

@testable import KodanWeb

@Suite("A connection", .database)
struct ConnectionGuardTests {
    private static var hasty: WebConfiguration {
        var configuration = WebConfiguration()
        configuration.headerTimeout = .milliseconds(500)
        configuration.lingerTimeout = .milliseconds(500)
        configuration.bodyTimeout = .milliseconds(500)
        return configuration
    }

    private static let get = "GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n"

    @Test("whose header comes drop by drop is ended in time", arguments: [nil, get])
    func slowHeader(before: String?) async throws {
        let world = try await World()
        try await world.serve(.live, Self.hasty) { browser in
            try await Wire.with(port: browser.client.port) { wire in
                if let before {
                    try await wire.send(before)
                    #expect(await wire.answer()?.hasPrefix("HTTP/1.1 200 ") == true)
                }
                try await wire.send("GET /healthz HTTP/1.1\r\nHost: a\r\nX: ")
                let drip = wire.drip("x", every: .milliseconds(50))
                let took = await ContinuousClock().measure {
                    let answer = await wire.rest()
                    #expect(answer.hasPrefix("HTTP/1.1 408 "))
                    #expect(answer.contains("urn:kodan:problem:header_timeout"))
                }
                drip.cancel()
                #expect(took >= .milliseconds(300) && took < .seconds(20))
            }
        }
    }

    @Test("may idle longer than a header may take")
    func idle() async throws {
        let world = try await World()
        try await world.serve(.live, Self.hasty) { browser in
            try await Wire.with(port: browser.client.port) { wire in
                for _ in 0..<2 {
                    try await Task.sleep(for: .milliseconds(900))
                    try await wire.send(Self.get)
                    #expect(await wire.answer()?.hasPrefix("HTTP/1.1 200 ") == true)
                }
            }
        }
    }

    @Test("that idles too long is ended without a word")
    func idleTooLong() async throws {
        let world = try await World()
        var configuration = WebConfiguration()
        configuration.idleTimeout = .milliseconds(300)
        try await world.serve(.live, configuration) { browser in
            try await Wire.with(port: browser.client.port) { wire in #expect(await wire.rest() == "") }
        }
    }

    @Test("whose body comes drop by drop is answered in time, and ended")
    func slowBody() async throws {
        let world = try await World()
        let token = try world.token(of: .host)
        try await world.serve(.live, Self.hasty) { browser in
            try await Wire.with(port: browser.client.port) { wire in
                try await wire.send(
                    "POST /v1/requests HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer \(token)\r\n"
                        + "Content-Type: application/json\r\nIdempotency-Key: drip\r\n"
                        + "Content-Length: 1000\r\n\r\n{"
                )
                let drip = wire.drip(" ", every: .milliseconds(50))
                let answer = await wire.rest()
                drip.cancel()
                #expect(answer.hasPrefix("HTTP/1.1 408 "))
                #expect(answer.contains("urn:kodan:problem:body_timeout"))
            }
        }
    }

    @Test("that waits for leave to send its body gets it", arguments: ["100-continue", "100-Continue"])
    func expectation(expected: String) async throws {
        let world = try await World()
        let token = try world.token(of: .staff(.clerk))
        let body = #"{"date": "2026-11-30", "gross": 30000}"#
        try await world.serve(.live) { browser in
            try await Wire.with(port: browser.client.port) { wire in
                try await wire.send(
                    "POST /v1/tax-quotes HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer \(token)\r\n"
                        + "Content-Type: application/json\r\nExpect: \(expected)\r\n"
                        + "Content-Length: \(body.utf8.count)\r\n\r\n"
                )
                let leave = try #require(await wire.answer())
                #expect(leave.hasPrefix("HTTP/1.1 100 Continue\r\n"), "\(leave)")
                try await wire.send(body)
                let answer = try #require(await wire.answer())
                #expect(answer.hasPrefix("HTTP/1.1 200 ") && answer.contains("3063"), "\(answer)")
            }
        }
    }

    @Test("whose body nobody reads is ended after the answer")
    func lingering() async throws {
        let world = try await World()
        try await world.serve(.live, Self.hasty) { browser in
            try await Wire.with(port: browser.client.port) { wire in
                try await wire.send("POST /v1/requests HTTP/1.1\r\nHost: a\r\nContent-Length: 100000\r\n\r\n")
                let drip = wire.drip("x", every: .milliseconds(50))
                let answer = await wire.rest()
                drip.cancel()
                #expect(answer.hasPrefix("HTTP/1.1 401 "))
            }
        }
    }

    @Test(
        "that brings too large a header is told so, and ended",
        arguments: [
            "GET /healthz HTTP/1.1\r\nHost: a\r\nX: \(String(repeating: "x", count: 20_000))\r\n\r\n",
            "GET /\(String(repeating: "x", count: 20_000)) HTTP/1.1\r\nHost: a\r\n\r\n",
            "GET /healthz?\(String(repeating: "x", count: 20_000)) HTTP/1.1\r\nHost: a\r\n\r\n",
            "GET /healthz HTTP/1.1\r\n\(String(repeating: "X: y\r\n", count: 200))\r\n",
            "GET /healthz HTTP/1.1\r\n\(String(repeating: "X: \(String(repeating: "y", count: 400))\r\n", count: 50))\r\n",
        ]
    )
    func largeHeader(request: String) async throws {
        let world = try await World()
        try await world.serve(.live) { browser in
            try await Wire.with(port: browser.client.port) { wire in
                try await wire.send(request)
                let answer = await wire.rest()
                #expect(answer.hasPrefix("HTTP/1.1 431 "))
                #expect(answer.contains("urn:kodan:problem:header_too_large"))
                #expect(answer.contains("Connection: close"))
            }
        }
    }

    @Test(
        "that brings no HTTP is told so, and ended",
        arguments: [
            "nonsense\r\n\r\n", "GET / HTTP/1.1\r\nHost : a\r\n\r\n", "\u{16}\u{3}\u{1}\u{0}",
            "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
            "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nxx",
            "GET / HTTP/1.1\r\nHost: a\r\nX: \u{0}\r\n\r\n", "GET /\u{1} HTTP/1.1\r\nHost: a\r\n\r\n",
        ]
    )
    func malformed(request: String) async throws {
        let world = try await World()
        try await world.serve(.live) { browser in
            try await Wire.with(port: browser.client.port) { wire in
                try await wire.send(request)
                let answer = await wire.rest()
                #expect(answer.hasPrefix("HTTP/1.1 400 "))
                #expect(answer.contains("urn:kodan:problem:malformed_request"))
            }
        }
    }

    @Test(
        "that brings no HTTP behind a request is told so once that is answered, and ended",
        arguments: [
            ("nonsense\r\n\r\n", "400", "malformed_request"),
            ("GET / HTTP/1.1\r\nHost : a\r\n\r\n", "400", "malformed_request"),
            (
                "GET / HTTP/1.1\r\nX: \(String(repeating: "x", count: 20_000))\r\n\r\n", "431",
                "header_too_large"
            ),
        ]
    )
    func pipelined(after: String, status: String, problem: String) async throws {
        let world = try await World()
        try await world.serve(.live) { browser in
            try await Wire.with(port: browser.client.port) { wire in
                try await wire.send(Self.get + Self.get + after)
                for _ in 0..<2 {
                    #expect(await wire.answer()?.hasPrefix("HTTP/1.1 200 ") == true)
                }
                let answer = await wire.rest()
                #expect(answer.hasPrefix("HTTP/1.1 \(status) "), "\(answer)")
                #expect(answer.contains("urn:kodan:problem:\(problem)"), "\(answer)")
                #expect(answer.ranges(of: "HTTP/1.1 ").count == 1)
            }
        }
    }

    @Test(
        "has one answer for each request, whatever its body is and what follows it",
        arguments: [
            ("Transfer-Encoding: chunked", "1\r\n{\r\nzz\r\n"),
            ("Content-Length: 2\r\nConnection: close", "{}nonsense\r\n\r\n"),
            ("Content-Length: 2\r\nConnection: te, close", "{}nonsense\r\n\r\n"),
        ]
    )
    func oneAnswer(fields: String, body: String) async throws {
        let world = try await World()
        try await world.serve(.live) { browser in
            try await Wire.with(port: browser.client.port) { wire in
                try await wire.send("POST /v1/requests HTTP/1.1\r\nHost: a\r\n\(fields)\r\n\r\n\(body)")
                let answers = await wire.rest()
                #expect(answers.hasPrefix("HTTP/1.1 401 "), "\(answers)")
                #expect(answers.ranges(of: "HTTP/1.1 ").count == 1, "\(answers)")
            }
        }
    }
}

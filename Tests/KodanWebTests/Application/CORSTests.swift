import HTTPTypes
import HummingbirdTesting
import KodanTestSupport
import Testing

@testable import KodanWeb

@Suite("Pages of other origins", .database)
struct CORSTests {
    private static let portal = "https://portal.example.jp"
    private static let preflight: HTTPFields = [
        .origin: portal, .accessControlRequestMethod: "POST", .accessControlRequestHeaders: "authorization",
    ]

    private static var open: WebConfiguration {
        var configuration = WebConfiguration()
        configuration.origins = Set([Origin(portal), Origin("http://localhost:3000")].compactMap { $0 })
        return configuration
    }

    private static func isSilent(_ answer: Answer) -> Bool {
        !answer.headers.contains { $0.name.canonicalName.hasPrefix("access-control-") }
    }

    @Test("may not call unless the settings name them")
    func off() async throws {
        let world = try await World()
        try await world.serve { browser in
            let preflight = try await browser.send(.options, "/v1/requests", Self.preflight, nil)
            #expect(Self.isSilent(preflight))
            let answer = try await browser.send(.get, "/v1/requests", [.origin: Self.portal], nil)
            #expect(Self.isSilent(answer))
        }
    }

    @Test("that are named may, without what a browser adds by itself")
    func named() async throws {
        let world = try await World()
        let token = try world.token(of: .host)
        try await world.serve(.router, Self.open) { browser in
            let preflight = try await browser.send(.options, "/v1/requests", Self.preflight, nil)
            #expect(preflight.status == 204)
            #expect(preflight.text == "")
            #expect(preflight.headers[.accessControlAllowOrigin] == Self.portal)
            #expect(preflight.headers[.accessControlAllowMethods]?.contains("PATCH") == true)
            #expect(preflight.headers[.accessControlAllowHeaders]?.contains("Idempotency-Key") == true)
            #expect(preflight.headers[.accessControlAllowCredentials] == nil)
            #expect(preflight.headers[.vary]?.contains("Origin") == true)
            let headers: HTTPFields = [.origin: Self.portal, .authorization: "Bearer \(token)"]
            let answer = try await browser.send(.get, "/v1/requests", headers, nil)
            #expect(answer.status == 200)
            #expect(answer.headers[.accessControlAllowOrigin] == Self.portal)
            #expect(answer.headers[.accessControlExposeHeaders]?.contains("ETag") == true)
            #expect(answer.headers[.accessControlAllowCredentials] == nil)
            #expect(answer.headers[values: .vary].contains("Origin"))
            let problem = try await browser.send(.get, "/v1/requests/req-7", [.origin: Self.portal], nil)
            #expect(problem.status == 401)
            #expect(problem.headers[.accessControlAllowOrigin] == Self.portal)
        }
    }

    @Test(
        "that are not named exactly may not",
        arguments: [
            "https://portal.example.jp.evil.example", "http://portal.example.jp", "https://PORTAL.example.jp",
            "https://portal.example.jp:8443", "https://evil.example", "null", "*", "",
            "https://portal.example.jp/",
        ]
    )
    func others(origin: String) async throws {
        let world = try await World()
        try await world.serve(.router, Self.open) { browser in
            var headers = Self.preflight
            headers[.origin] = origin
            let preflight = try await browser.send(.options, "/v1/requests", headers, nil)
            #expect(Self.isSilent(preflight))
            let answer = try await browser.send(.get, "/healthz", [.origin: origin], nil)
            #expect(answer.status == 200)
            #expect(Self.isSilent(answer))
            #expect(answer.headers[values: .vary].contains("Origin"))
        }
    }

    @Test(
        "are named as browsers write them",
        arguments: [
            ("https://portal.example.jp", true), ("http://localhost:3000", true),
            ("https://127.0.0.1:8443", true),
            ("*", false), ("null", false), ("", false), ("portal.example.jp", false), ("https://", false),
            ("https://portal.example.jp/", false), ("https://portal.example.jp:443", false),
            ("http://a:80", false), ("https://a:0", false), ("https://a:08", false),
            ("https://a:65536", false),
            ("https://A.example", false), ("https://*.example.jp", false), ("https://a b", false),
            ("https://user@a.example", false), ("ftp://a.example", false), ("https://a:1:2", false),
        ]
    )
    func origins(text: String, isOrigin: Bool) {
        #expect((Origin(text) != nil) == isOrigin)
    }
}

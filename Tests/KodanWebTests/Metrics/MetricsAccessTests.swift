import HTTPTypes
import HummingbirdTesting
import KodanTestSupport
import Testing

@testable import KodanWeb

@Suite("The metrics", .database)
struct MetricsAccessTests {
    private func status(
        _ configuration: WebConfiguration,
        _ headers: HTTPFields = [:],
        _ setup: TestingSetup = .live,
        in world: World? = nil
    ) async throws -> Int {
        let world = if let world { world } else { try await World() }
        return try await world.serve(setup, configuration) { browser in
            let answer = try await browser.send(.get, "/metrics", headers, nil)
            if answer.status == 404 { #expect(answer.problem == "no_such_path") }
            return answer.status
        }
    }

    @Test("are there for this machine, and for nobody whose address is not known")
    func usual() async throws {
        let world = try await World()
        #expect(try await status(WebConfiguration(), in: world) == 200)
        #expect(try await status(WebConfiguration(), [:], .router, in: world) == 404)
    }

    @Test(
        "are not there for whoever comes through a proxy that is not believed",
        arguments: ["Forwarded", "X-Forwarded-For", "Via", "X-Real-IP"]
    )
    func throughProxy(name: String) async throws {
        let headers: HTTPFields = [try #require(HTTPField.Name(name)): "1.1 proxy"]
        #expect(try await status(WebConfiguration(), headers) == 404)
    }

    @Test("are there for the addresses that are named, as a proxy tells them")
    func named() async throws {
        let world = try await World()
        var configuration = WebConfiguration()
        configuration.metrics.from = [AddressBlock("192.0.2.0/24")].compactMap { $0 }
        #expect(try await status(configuration, in: world) == 404)
        configuration.proxies = TrustedProxies(blocks: AddressBlock.loopback)
        #expect(try await status(configuration, [.forwarded: "for=192.0.2.9"], in: world) == 200)
        #expect(try await status(configuration, [.forwarded: "for=198.51.100.9"], in: world) == 404)
        #expect(
            try await status(configuration, [.forwarded: "for=192.0.2.9, for=198.51.100.9"], in: world) == 404
        )
    }

    @Test(
        "are there for the secret, from anywhere, and for no other",
        arguments: [
            ("Bearer sesame-sesame-sesame", 200), ("Bearer sesame-sesame-sesamE", 404),
            ("Bearer sesame", 404),
            ("Bearer ", 404), ("sesame-sesame-sesame", 404), ("bearer sesame-sesame-sesame", 404),
        ]
    )
    func secret(header: String, status: Int) async throws {
        var configuration = WebConfiguration()
        configuration.metrics.from = []
        configuration.metrics.secret = "sesame-sesame-sesame"
        #expect(try await self.status(configuration, [.authorization: header], .router) == status)
    }

    @Test("without a secret none serves", arguments: ["Bearer ", "Bearer", ""])
    func noSecret(header: String) async throws {
        var configuration = WebConfiguration()
        configuration.metrics.from = []
        #expect(try await status(configuration, [.authorization: header], .router) == 404)
    }
}

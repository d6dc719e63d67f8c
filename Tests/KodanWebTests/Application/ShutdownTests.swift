import HTTPTypes
import HummingbirdTesting
import KodanDomain
import KodanService
import KodanTestSupport
import KodanWeb
import Logging
import NIOCore
import ServiceLifecycle
import Testing

@Suite("The server", .database)
struct ShutdownTests {
    private static let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }

    @Test("finishes what runs when it is shut down, and then takes nothing more")
    func graceful() async throws {
        let world = try await World()
        let id = try await world.serve { browser in try await world.submitted(browser) }
        let lock = try await RowLock(on: world.database, request: try #require(LectureRequest.ID(id)))
        let (ports, port) = AsyncStream.makeStream(of: Int.self)
        var configuration = WebConfiguration()
        configuration.port = 0
        let server = KodanApplication(office: world.office, configuration: configuration, logger: Self.logger)
        {
            port.yield($0)
        }
        let group = ServiceGroup(configuration: .init(services: [server], logger: Self.logger))
        let running = Task { try await group.run() }
        let listening = try #require(await ports.first { _ in true })
        let client = TestClient(
            host: "127.0.0.1",
            port: listening,
            configuration: .init(timeout: .seconds(120))
        )
        client.connect()
        let headers: HTTPFields = [
            .authorization: "Bearer \(try world.token(of: .staff(.coordinator)))",
            .contentType: "application/json",
        ]
        let request = TestClient.Request(
            "/v1/requests/\(id)/screening",
            method: .post,
            authority: "localhost",
            headers: headers,
            body: ByteBuffer(string: #"{"decision": "approve"}"#)
        )
        async let answer = client.execute(request)
        try await lock.waitUntilSomebodyWaits()
        await group.triggerGracefulShutdown()
        try await Task.sleep(for: .milliseconds(100))
        try await lock.release()
        #expect(try await answer.status == .ok)
        try await running.value
        try await client.shutdown()
        let late = TestClient(host: "127.0.0.1", port: listening, configuration: .init(timeout: .seconds(2)))
        late.connect()
        await #expect(throws: (any Error).self) {
            _ = try await late.execute(TestClient.Request("/healthz", method: .get, authority: "localhost"))
        }
        try? await late.shutdown()
    }

    @Test("hands out whole what a slow client takes when it is shut down")
    func slowClient() async throws {
        let world = try await World()
        let (_, id) = try await world.serve { browser in try await world.assigned(browser) }
        // Far more than the system keeps for a connection.
        let file = "%PDF-1.7 " + String(repeating: "x", count: 18 << 20)
        let (ports, port) = AsyncStream.makeStream(of: Int.self)
        try await withFolder { folder in
            var configuration = World.patient
            configuration.port = 0
            configuration.evidenceFolder = folder
            let server = KodanApplication(
                office: world.office,
                configuration: configuration,
                logger: Self.logger
            ) { port.yield($0) }
            let group = ServiceGroup(configuration: .init(services: [server], logger: Self.logger))
            let running = Task { try await group.run() }
            let listening = try #require(await ports.first { _ in true })
            let authorization = "Bearer \(try world.token(of: .presenter))"
            let filed = try await Wire.with(port: listening) { wire in
                try await wire.send(
                    "POST /v1/assignments/\(id)/evidence?kind=receipt&name=a.pdf HTTP/1.1\r\nHost: a\r\n"
                        + "Authorization: \(authorization)\r\nContent-Type: application/pdf\r\n"
                        + "Content-Length: \(file.utf8.count)\r\n\r\n\(file)"
                )
                return await wire.answer()
            }
            #expect(filed?.hasPrefix("HTTP/1.1 201 ") == true)
            let taken = try await Wire.with(port: listening) { wire in
                try await wire.takes(false)
                try await wire.send(
                    "GET /v1/evidence/evd-1/content HTTP/1.1\r\nHost: a\r\nAuthorization: \(authorization)\r\n\r\n"
                )
                try await Task.sleep(for: .milliseconds(500))
                await group.triggerGracefulShutdown()
                try await Task.sleep(for: .milliseconds(100))
                try await wire.takes(true)
                return await wire.rest()
            }
            #expect(taken.hasPrefix("HTTP/1.1 200 "))
            #expect(taken.utf8.count > file.utf8.count)
            try await running.value
        }
    }

    @Test("says when another process has its port")
    func addressInUse() async throws {
        let world = try await World()
        let (ports, port) = AsyncStream.makeStream(of: Int.self)
        var configuration = WebConfiguration()
        configuration.port = 0
        let first = KodanApplication(office: world.office, configuration: configuration, logger: Self.logger)
        {
            port.yield($0)
        }
        let group = ServiceGroup(configuration: .init(services: [first], logger: Self.logger))
        let running = Task { try await group.run() }
        configuration.port = try #require(await ports.first { _ in true })
        let second = KodanApplication(office: world.office, configuration: configuration, logger: Self.logger)
        await #expect(throws: AddressInUse(host: "127.0.0.1", port: configuration.port)) {
            try await second.run()
        }
        await group.triggerGracefulShutdown()
        try await running.value
    }
}

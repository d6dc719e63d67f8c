import HTTPTypes
import KodanDomain
import KodanService
import KodanTestSupport
import KodanWeb
import Logging
import Postgres
import ServiceLifecycle
import Synchronization
import Testing

@Suite("A server that is told to end under load", .database)
struct LoadedShutdownTests {
    private static let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }

    /// What one client saw.
    private struct Seen {
        var made: [String] = []
        var refused = 0
    }

    @Test("answers every request that it took: no row without its answer, no answer without its row")
    func losesNothing() async throws {
        let world = try await World()
        let (ports, port) = AsyncStream.makeStream(of: Int.self)
        var configuration = WebConfiguration()
        configuration.port = 0
        configuration.rates.perToken = nil
        configuration.rates.perAddress = nil
        configuration.requestTimeout = .seconds(120)
        let server = KodanApplication(office: world.office, configuration: configuration, logger: Self.logger)
        {
            port.yield($0)
        }
        let group = ServiceGroup(configuration: .init(services: [server], logger: Self.logger))
        let running = Task { try await group.run() }
        let listening = try #require(await ports.first { _ in true })
        let token = try world.token(of: .host)
        let made = Count()
        let seen = try await withThrowingTaskGroup(of: Seen.self) { clients in
            for client in 0..<16 {
                clients.addTask {
                    let body = { @Sendable (number: Int) in world.requestBody(title: "講習 \(client)-\(number)")
                    }
                    return await Self.ask(port: listening, token: token, body) {
                        made.add()
                    }
                }
            }
            try await eventually(within: .seconds(120)) { made.value >= 50 }
            await group.triggerGracefulShutdown()
            return try await clients.reduce(into: [Seen]()) { $0.append($1) }
        }
        try await running.value
        let answered = seen.flatMap { $0.made }.sorted()
        let rows = try await world.database.owner.transaction { session in
            try session.rows("SELECT id FROM lecture_request ORDER BY id") { row throws(PostgresError) in
                "req-\(try row.value("id", as: Int64.self))"
            }
        }
        #expect(answered.count >= 50)
        #expect(answered == rows.sorted())
        #expect(seen.reduce(0) { $0 + $1.refused } == 0)
    }

    /// Files requests on one connection until the server ends it.
    private static func ask(
        port: Int,
        token: String,
        _ body: @Sendable (Int) -> String,
        _ whenMade: @Sendable () -> Void
    ) async -> Seen {
        var seen = Seen()
        do {
            return try await Wire.with(port: port) { wire in
                for number in 0..<100_000 {
                    let text = body(number)
                    let head =
                        "POST /v1/requests HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer \(token)\r\n"
                        + "Idempotency-Key: \(text.hashValue)\r\n"
                        + "Content-Type: application/json\r\nContent-Length: \(text.utf8.count)\r\n\r\n"
                    try? await wire.send(head + text)
                    guard let answer = await wire.answer() else { return seen }
                    if answer.hasPrefix("HTTP/1.1 201 "), let id = answer.firstMatch(of: /"(req-[0-9]+)"/) {
                        seen.made.append(String(id.1))
                        whenMade()
                    } else {
                        seen.refused += 1
                    }
                    if answer.lowercased().contains("connection: close") { return seen }
                }
                return seen
            }
        } catch {
            return seen
        }
    }
}

/// A number that many tasks count up.
private final class Count: Sendable {
    private let number = Atomic(0)

    var value: Int { number.load(ordering: .relaxed) }

    func add() { number.wrappingAdd(1, ordering: .relaxed) }
}

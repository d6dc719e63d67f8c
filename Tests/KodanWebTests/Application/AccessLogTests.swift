import HTTPTypes
import HummingbirdTesting
import KodanDomain
import KodanService
import KodanTestSupport
import KodanWeb
import Logging
import Synchronization
import Testing

@Suite("The access log", .database)
struct AccessLogTests {
    @Test("says method, template of the path and status, and neither token nor key nor address")
    func lines() async throws {
        let world = try await World()
        let lines = Lines()
        let logger = Logger(label: "test") { _ in Recorder(lines: lines) }
        let application = KodanApplication(office: world.office, logger: logger)
        try await application.build().test(.live) { client in
            let browser = Browser(client: client, world: world)
            _ = try await browser.get("/v1/requests/req-4711", as: .host)
            _ = try await browser.get("/v1/nothing/kdn_secret", as: .host)
        }
        let written = lines.all
        let requests = written.filter { $0.contains("method=GET") }
        #expect(requests.count == 2)
        #expect(requests.first?.contains("route=/v1/requests/{id}") == true)
        #expect(requests.last?.contains("route=-") == true)
        #expect(requests.allSatisfy { $0.contains("bytes=") && $0.contains("ms=") })
        #expect(
            requests.allSatisfy { $0.contains("client=127.0.0.0/24") || $0.contains("client=0:0:0::/48") }
        )
        #expect(requests.allSatisfy { $0.contains("status=404") && $0.contains("hb.request.id=") })
        #expect(!written.contains { $0.contains("kdn_") || $0.contains("4711") })
    }
}

/// What was logged, a line each.
private final class Lines: Sendable {
    private let lines = Mutex<[String]>([])

    var all: [String] { lines.withLock { $0 } }

    func add(_ line: String) { lines.withLock { $0.append(line) } }
}

/// Keeps what is logged, whatever its level.
private struct Recorder: LogHandler {
    let lines: Lines
    var metadata: Logger.Metadata = [:]
    var logLevel = Logger.Level.trace

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        let all = metadata.merging(event.metadata ?? [:]) { _, new in new }
        lines.add(([event.message.description] + all.map { "\($0)=\($1)" }).joined(separator: " "))
    }
}

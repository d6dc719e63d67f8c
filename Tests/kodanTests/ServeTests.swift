import Dispatch
import Foundation
import KodanService
import KodanTestSupport
import Testing

@testable import Postgres

@Suite("kodan serve", .database)
struct ServeTests {
    @Test("keeps its limits in the database, logs JSON without secrets, and ends well on SIGTERM")
    func serves() async throws {
        let office = try OfficeRun()
        defer { office.end() }
        let issued = try office(
            as: "administrator",
            ["tokens", "issue", "coordinator@body.example.jp", "--role", "coordinator", "--label", "test"]
        )
        try #require(issued.status == 0, "\(issued.errors)")
        let token = try #require(issued.output.split(whereSeparator: \.isWhitespace).last.map(String.init))
        let settings = ["KODAN_LOCK_SECONDS": "1", "KODAN_MAX_CONNECTIONS": "100"]
        let server = try await ServeRun(environment: office.settings.merging(settings) { $1 })
        #expect(try server.get("/readyz").hasPrefix("HTTP/1.1 200 "))
        #expect(try server.get("/v1/requests", token: token).hasPrefix("HTTP/1.1 200 "))
        let metrics = try server.get("/metrics")
        for name in ["process_resident_memory_bytes", "process_start_time_seconds", "process_open_fds"] {
            let line = metrics.split(separator: "\n").first { $0.hasPrefix(name + " ") }
            let value = line?.split(separator: " ").last.flatMap { Double($0) }
            #expect(try #require(value) > 0)
        }
        #expect(metrics.contains("kodan_pool_size 10\n"))
        try await whileLocked("access_token", office.database) {
            let waited = try server.get("/v1/requests", token: token)
            #expect(waited.hasPrefix("HTTP/1.1 503 "))
            #expect(waited.contains("urn:kodan:problem:too_slow"))
        }
        #expect(try await server.end() == 0)
        let lines = server.log.split(separator: "\n")
        #expect(lines.count > 5)
        for line in lines {
            let object = try JSONSerialization.jsonObject(with: Data(line.utf8))
            let fields = try #require(object as? [String: Any])
            #expect(fields["time"] is String && fields["level"] is String && fields["message"] is String)
        }
        let requests = lines.filter {
            $0.contains(#""message":"request""#) && $0.contains(#""route":"/v1/requests""#)
        }
        #expect(requests.count == 2)
        #expect(
            requests.allSatisfy { $0.contains(#""client":"127.0.0.0/24""#) && $0.contains(#""request_id":"#) }
        )
        #expect(requests.first?.contains(#""status":200"#) == true)
        #expect(!server.log.contains(token))
    }

    @Test("ends as well when its terminal is closed, or a script that rotates logs says so")
    func hangsUp() async throws {
        let office = try OfficeRun()
        defer { office.end() }
        let server = try await ServeRun(environment: office.settings)
        #expect(try server.get("/readyz").hasPrefix("HTTP/1.1 200 "))
        #expect(try await server.end(by: SIGHUP) == 0)
    }

    @Test(
        "and work end with what to do, where the tables are older than the program",
        arguments: ["serve", "work"]
    )
    func outdated(command: String) async throws {
        let office = try OfficeRun()
        defer { office.end() }
        let newest = try await office.database.forgetNewestMigration()
        // An address that no machine has: a server that does not refuse ends there.
        let options = command == "serve" ? ["--host", "203.0.113.1"] : ["--once"]
        let settings = office.settings.merging([
            "KODAN_WORKER_URL": office.settings["DATABASE_URL", default: ""],
            "KODAN_MAIL_FOLDER": office.folder + "/mail",
        ]) { $1 }
        let refused = try CommandRun([command] + options, environment: settings)
        #expect(refused.status == EX_UNAVAILABLE)
        #expect(refused.errors.contains(newest) && refused.errors.contains("kodan migrate"))
    }

    @Test(
        "and work end with the name of the key that is another than the one that sealed the accounts",
        arguments: ["serve", "work"]
    )
    func otherKeys(command: String) async throws {
        let office = try OfficeRun()
        defer { office.end() }
        let payee = try Sample.payee(account: "1234567")
        _ = try await office.database.makePresenter(Sample.presenter(1, payee: payee))
        let options = command == "serve" ? ["--host", "203.0.113.1"] : ["--once"]
        let key = Data(repeating: 7, count: 32).base64EncodedString()
        for (name, value) in [("KODAN_ACCOUNT_KEYS", "1:" + key), ("KODAN_FINGERPRINT_KEY", key)] {
            let settings = office.settings.merging([
                "KODAN_WORKER_URL": office.settings["DATABASE_URL", default: ""],
                "KODAN_MAIL_FOLDER": office.folder + "/mail",
                name: value,
            ]) { $1 }
            let refused = try CommandRun([command] + options, environment: settings)
            #expect(refused.status == EX_CONFIG)
            #expect(refused.errors.hasPrefix("kodan: \(name)"), "\(refused.errors)")
        }
    }

    @Test(
        "and work end with the ranks that there are, where office.csv names another",
        arguments: ["serve", "work"]
    )
    func unknownRank(command: String) throws {
        let office = try OfficeRun()
        defer { office.end() }
        let config = office.folder + "/config"
        try FileManager.default.createDirectory(atPath: config, withIntermediateDirectories: true)
        let names = try FileManager.default.contentsOfDirectory(atPath: Checkout.config)
        for name in names where name != "office.csv" {
            try FileManager.default.createSymbolicLink(
                atPath: config + "/" + name,
                withDestinationPath: Checkout.config + "/" + name
            )
        }
        let lines = try String(contentsOfFile: Checkout.config + "/office.csv", encoding: .utf8)
        #expect(lines.contains("\nstarting_rank,standard,"))
        try Data(lines.replacing("\nstarting_rank,standard,", with: "\nstarting_rank,gold,").utf8)
            .write(to: URL(fileURLWithPath: config + "/office.csv"))
        let settings = office.settings.merging([
            "KODAN_CONFIG": config, "KODAN_WORKER_URL": office.settings["DATABASE_URL", default: ""],
            "KODAN_MAIL_FOLDER": office.folder + "/mail",
        ]) { $1 }
        let options = command == "serve" ? ["--host", "203.0.113.1"] : ["--once"]
        let refused = try CommandRun([command] + options, environment: settings)
        #expect(refused.status == EX_CONFIG)
        #expect(refused.errors.hasPrefix("kodan: office.csv: starting_rank takes "), "\(refused.errors)")
        #expect(refused.errors.contains("standard") && refused.errors.contains("“gold”"))
    }

    @Test(
        "and work end with the name of the address that names the owner of the tables, whom no policy binds",
        arguments: [("serve", "DATABASE_URL"), ("work", "KODAN_WORKER_URL")]
    )
    func owner(command: String, name: String) throws {
        let office = try OfficeRun()
        defer { office.end() }
        let owner = office.database.owner.options.keywords
            .filter { ["host", "port", "user", "dbname"].contains($0.keyword) }
            .map { "\($0.keyword)='\($0.value)'" }
            .joined(separator: " ")
        var settings = office.settings
        settings["KODAN_WORKER_URL"] = settings["DATABASE_URL"]
        settings["KODAN_MAIL_FOLDER"] = office.folder + "/mail"
        settings[name] = owner
        let options = command == "serve" ? ["--host", "203.0.113.1"] : ["--once"]
        let refused = try CommandRun([command] + options, environment: settings)
        #expect(refused.status == EX_CONFIG)
        #expect(refused.errors.hasPrefix("kodan: \(name) names the owner"), "\(refused.errors)")
        #expect(refused.output.isEmpty && refused.errors.split(separator: "\n").count == 1)
    }

    @Test("says so where the tables are newer than the program, and goes on")
    func newer() async throws {
        let office = try OfficeRun()
        defer { office.end() }
        try await office.database.owner.transaction { session in
            try session.execute(
                "INSERT INTO schema_migration (name, checksum) VALUES ('9999_later.sql', 'x')"
            )
        }
        let server = try await ServeRun(environment: office.settings)
        #expect(try server.get("/readyz").hasPrefix("HTTP/1.1 200 "))
        #expect(try await server.end() == 0)
        let told = server.log.split(separator: "\n").filter { $0.contains("9999_later.sql") }
        #expect(told.count == 1 && told.first?.contains(#""level":"warning""#) == true)
    }

    @Test("says so where the database does not answer, and waits for it")
    func unanswered() async throws {
        let office = try OfficeRun()
        defer { office.end() }
        let nowhere = ["DATABASE_URL": "postgresql://127.0.0.1:1/kodan"]
        let server = try await ServeRun(environment: office.settings.merging(nowhere) { $1 })
        #expect(try server.get("/healthz").hasPrefix("HTTP/1.1 200 "))
        #expect(try server.get("/readyz").hasPrefix("HTTP/1.1 503 "))
        #expect(try await server.end() == 0)
        let told = server.log.split(separator: "\n").filter { $0.contains("does not answer yet") }
        #expect(told.count == 1 && told.first?.contains(#""level":"warning""#) == true)
        // Nobody is to guess between a server that is down and a wrong password.
        #expect(told.first?.contains("Connection refused") == true, "\(told)")
    }

    /// Runs `body` while another transaction holds a table for itself.
    private func whileLocked(
        _ table: String,
        _ database: TestDatabase,
        _ body: () async throws -> Void
    ) async throws {
        let enough = DispatchSemaphore(value: 0)
        let (held, hold) = AsyncStream.makeStream(of: Void.self)
        let holder = Task {
            try await database.owner.transaction { session in
                try session.script("LOCK TABLE \(table) IN ACCESS EXCLUSIVE MODE")
                hold.yield()
                enough.wait()
            }
        }
        _ = await held.first { true }
        defer { enough.signal() }
        try await body()
        enough.signal()
        try await holder.value
    }
}

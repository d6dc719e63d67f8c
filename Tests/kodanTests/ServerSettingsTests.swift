import Foundation
import KodanTestSupport
import Testing

@Suite("The settings of the server")
struct ServerSettingsTests {
    private static let settings = [
        "KODAN_CONFIG": Checkout.config,
        "KODAN_ACCOUNT_KEYS": "1:" + Data(repeating: 1, count: 32).base64EncodedString(),
        "KODAN_FINGERPRINT_KEY": Data(repeating: 2, count: 32).base64EncodedString(),
        "DATABASE_URL": "postgresql://127.0.0.1:1/kodan",
        "KODAN_EVIDENCE": FileManager.default.temporaryDirectory.path,
    ]

    @Test(
        "are refused with their name and what was expected",
        arguments: [
            ("KODAN_PORT", "http", "0 to 65535"), ("KODAN_PORT", "65536", "0 to 65535"),
            ("KODAN_MAX_BODY_BYTES", "1", "1024 to 134217728"),
            ("KODAN_MAX_HEADER_BYTES", "x", "1024 to 1048576"),
            ("KODAN_MAX_HEADER_FIELDS", "1", "20 to 1000"), ("KODAN_MAX_CONNECTIONS", "0", "1 to 1000000"),
            ("KODAN_MAX_REQUESTS", "-1", "1 to 100000"), ("KODAN_HEADER_SECONDS", "0", "1 to 3600"),
            ("KODAN_BODY_SECONDS", "1.5", "1 to 3600"), ("KODAN_REQUEST_SECONDS", "x", "1 to 3600"),
            ("KODAN_MATCHING_SECONDS", "x", "1 to 3600"), ("KODAN_LINGER_SECONDS", "x", "1 to 3600"),
            ("KODAN_STALL_SECONDS", "x", "1 to 3600"), ("KODAN_IDLE_SECONDS", "3601", "1 to 3600"),
            ("KODAN_RATE_PER_TOKEN", "60", "requests/seconds"), ("KODAN_RATE_PER_ADDRESS", "0/60", "off"),
            ("KODAN_RATE_OF_SIGN_IN", "a/b", "requests/seconds"),
            ("KODAN_TRUSTED_PROXIES", "10.0.0.0/8, 10.1.2.3/8", "10.1.2.3/8"),
            ("KODAN_TRUSTED_PROXIES", "proxy.example", "proxy.example"),
            ("KODAN_TRUSTED_PROXIES", "::1,,", "such as"),
            ("KODAN_FORWARDED_HEADER", "via", "forwarded or x-forwarded-for"),
            ("KODAN_CORS_ORIGINS", "*", "origin"), ("KODAN_CORS_ORIGINS", "https://a.example/", "origin"),
            ("KODAN_METRICS_FROM", "localhost", "localhost"), ("KODAN_METRICS_TOKEN", "short", "16 to 200"),
            ("KODAN_METRICS_TOKEN", "has a space in the middle", "16 to 200"),
            ("KODAN_LOG_FORMAT", "xml", "json or text"), ("KODAN_LOG_LEVEL", "loud", "warning"),
            ("KODAN_DATABASE_CONNECTIONS", "0", "1 to 1000"),
            ("KODAN_DATABASE_WAIT_SECONDS", "0", "1 to 3600"),
            ("KODAN_STATEMENT_SECONDS", "0", "1 to 3600"), ("KODAN_LOCK_SECONDS", "0", "1 to 3600"),
            ("KODAN_IDLE_TRANSACTION_SECONDS", "0", "1 to 3600"),
            ("KODAN_EVIDENCE", "/dev/null/evidence", "/dev/null/evidence"),
            ("KODAN_MATERIALS", "/dev/null/materials", "/dev/null/materials"),
            // A file where a folder should be.
            ("KODAN_EVIDENCE", "/etc/passwd", "/etc/passwd"),
            ("KODAN_MATERIALS", "/etc/passwd", "/etc/passwd"),
            ("DATABASE_URL", "postgresql://me:hunter%zz@/x", "cannot be read"),
            ("DATABASE_URL", "postgresql://me:hunter/2@127.0.0.1:1/x", "%2F"),
            ("KODAN_ACCOUNT_KEYS", "1:", "version:key"), ("KODAN_ACCOUNT_KEYS", "1:c2hvcnQ=", "version:key"),
            ("KODAN_ACCOUNT_KEYS", "", "is not set"), ("KODAN_FINGERPRINT_KEY", "", "is not set"),
            ("KODAN_FINGERPRINT_KEY", "c2hvcnQ=", "32 bytes"),
            ("KODAN_MAIL_SENDER", "nobody", "mail address"),
            ("KODAN_MAIL_SENDER_NAME", "a\u{7}b", "one line"),
            ("KODAN_PUBLIC_URL", "https://", "https://kodan"),
            ("KODAN_PUBLIC_URL", "https:///x", "https://kodan"),
            ("KODAN_PUBLIC_URL", "https://a.example/#b", "https://kodan"),
        ]
    )
    func refused(name: String, value: String, expected: String) throws {
        let run = try CommandRun(
            ["serve"],
            environment: Self.settings.merging([name: value]) { _, new in new }
        )
        #expect(run.status == 78)
        #expect(run.errors.hasPrefix("kodan: \(name)"))
        #expect(run.errors.contains(expected))
        #expect(run.errors.split(separator: "\n").count == 1)
    }

    @Test(
        "that name an address on which nothing can listen are refused with it",
        arguments: ["203.0.113.1", "no.invalid"]
    )
    func address(host: String) throws {
        var environment = Self.settings
        environment["KODAN_HOST"] = host
        environment["KODAN_MATERIALS"] = FileManager.default.temporaryDirectory.path
        let run = try CommandRun(["serve"], environment: environment)
        #expect(run.status == 78)
        #expect(run.errors.contains("kodan: Nothing can listen on port 8080 of \(host): check KODAN_HOST"))
    }

    private static let wrongForWorker: [(changes: [String: String], name: String, expected: String)] = [
        (["KODAN_WORKER_URL": "postgresql://me:hunter%zz@/x"], "KODAN_WORKER_URL", "cannot be read"),
        (["KODAN_WORKER_URL": ""], "KODAN_WORKER_URL", "is not set"),
        (["KODAN_MAIL_COMMAND": "msmtp"], "KODAN_MAIL_COMMAND", "absolute path"),
        (["KODAN_MAIL_COMMAND": "/nowhere/msmtp"], "KODAN_MAIL_COMMAND", "/nowhere/msmtp"),
        (["KODAN_MAIL_SECONDS": "601"], "KODAN_MAIL_SECONDS", "1 to 600."),
        (["KODAN_MAIL_SECONDS": "x"], "KODAN_MAIL_SECONDS", "1 to 600."),
        (["KODAN_MAIL_BOUNCES": "nobody"], "KODAN_MAIL_BOUNCES", "mail address"),
        (["KODAN_MAIL_SENDER": "nobody"], "KODAN_MAIL_SENDER", "mail address"),
        (["KODAN_MAIL_SENDER": ""], "KODAN_MAIL_SENDER", "is not set"),
        (["KODAN_PUBLIC_URL": ""], "KODAN_PUBLIC_URL", "is not set"),
        (["KODAN_PUBLIC_URL": "kodan.example.jp"], "KODAN_PUBLIC_URL", "https://"),
        (["KODAN_LOG_LEVEL": "loud"], "KODAN_LOG_LEVEL", "warning"),
    ]

    @Test("of the worker are refused with their name and what was expected", arguments: wrongForWorker)
    func ofWorker(changes: [String: String], name: String, expected: String) throws {
        let whole = Self.settings.merging([
            "KODAN_WORKER_URL": "postgresql://127.0.0.1:1/kodan",
            "KODAN_MAIL_COMMAND": "/bin/true",
            "KODAN_MAIL_SENDER": "kodan@example.jp",
            "KODAN_PUBLIC_URL": "https://kodan.example.jp",
        ]) { _, new in new }
        let run = try CommandRun(["work", "--once"], environment: whole.merging(changes) { _, new in new })
        #expect(run.status == 78)
        #expect(run.errors.hasPrefix("kodan: \(name)"), "\(run.errors)")
        #expect(run.errors.contains(expected), "\(run.errors)")
        #expect(run.errors.split(separator: "\n").count == 1)
    }

    @Test("reach server and worker in their containers alike, where both read them")
    func composed() throws {
        let file = try String(contentsOfFile: Checkout.root + "/docker-compose.yml", encoding: .utf8)
        let shared = try #require(file.firstMatch(of: /x-kodan: &kodan\n((?:  .*\n)+)/)).1
        for name in [
            "KODAN_CONFIG", "KODAN_ACCOUNT_KEYS", "KODAN_FINGERPRINT_KEY", "KODAN_PUBLIC_URL",
            "KODAN_MAIL_SENDER",
            "KODAN_MAIL_SENDER_NAME", "KODAN_LOG_LEVEL", "KODAN_STATEMENT_SECONDS",
        ] { #expect(shared.contains("  \(name): "), "\(name)") }
    }

    @Test("are all in the example, with a line that explains them")
    func documented() throws {
        let folder = Checkout.root + "/Sources/kodan"
        var names: Set<String> = []
        for case let file as String in try #require(FileManager.default.enumerator(atPath: folder))
        where file.hasSuffix(".swift") {
            let text = try String(contentsOfFile: "\(folder)/\(file)", encoding: .utf8)
            names.formUnion(text.matches(of: /"(KODAN_[A-Z_]+)"/).map { String($0.1) })
        }
        #expect(names.count > 25)
        let example = try String(contentsOfFile: Checkout.config + "/kodan.example.env", encoding: .utf8)
        let lines = example.split(separator: "\n")
        for name in names {
            let index = lines.firstIndex { $0.hasPrefix(name + "=") }
            #expect(index != nil, "\(name)")
        }
        #expect(lines.first?.hasPrefix("#") == true)
    }
}

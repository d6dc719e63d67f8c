import Foundation
import Testing

/// Settings with which the executable gets as far as the database.
private let settings = [
    "KODAN_CONFIG": URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appendingPathComponent("Config").path,
    "KODAN_ACCOUNT_KEYS": "1:" + Data(repeating: 1, count: 32).base64EncodedString(),
    "KODAN_FINGERPRINT_KEY": Data(repeating: 2, count: 32).base64EncodedString(),
    "DATABASE_URL": "postgresql://127.0.0.1:1/kodan",
]

@Suite("A command that cannot do what it is told")
struct BadInputTests {
    @Test(
        "says so in one sentence on standard error and ends with a documented status",
        arguments: [
            (["nonsense"], [:], Int32(64), "nonsense"),
            (["honoraria", "close", "2026-13", "--as", "a@example.jp"], [:], 64, "2026-13"),
            (
                ["honoraria", "calculate", "--up-to", "2026-02-30", "--as", "a@example.jp"], [:], 64,
                "2026-02-30"
            ),
            (
                ["honoraria", "reopen", "req-1", "--reason", "x", "--as", "a@example.jp"], [:], 64,
                "req-1"
            ),
            (["match"], [:], 64, "--as"),
            (["match", "--as", "a@example.jp"], ["DATABASE_URL": ""], 78, "DATABASE_URL"),
            (["match", "--as", "a@example.jp"], ["KODAN_ACCOUNT_KEYS": "1:short"], 78, "KODAN_ACCOUNT_KEYS"),
            (
                ["match", "--as", "a@example.jp"], ["KODAN_CONFIG": "/nonexistent"], 78,
                "/nonexistent/office.csv"
            ),
            (["match", "--as", "a@example.jp"], [:], 69, "does not answer"),
            (["match", "--as", "a@example.jp"], ["DATABASE_URL": "no address"], 78, "DATABASE_URL"),
            (["serve", "--port", "http"], [:], 64, "http"),
            (["serve", "--port", "70000"], [:], 64, "0 to 65535"),
            (["demo", "--port", "70000"], [:], 64, "0 to 65535"),
            (["transfer", "check", "/nonexistent"], [:], 66, "/nonexistent"),
            (["transfer", "check", "/nonexistent", "--column-112", "8"], [:], 64, "column-112"),
            (["transfer", "check", "/nonexistent", "--record-limit", "0"], [:], 64, "--record-limit"),
            (["tax", "quote"], [:], 64, "--date"),
            (["tax", "quote", "--csv", "in.csv"], [:], 64, "--out"),
            (["tax", "quote", "--csv", "/nonexistent", "--out", "x.csv"], [:], 66, "/nonexistent"),
            (["tax", "quote", "--date", "2026-02-29", "--gross", "1"], [:], 64, "2026-02-29"),
            (["tax", "quote", "--date", "1988-12-31", "--gross", "1"], [:], 65, "1989-01-01"),
            (
                ["tax", "quote", "--date", "2026-11-30", "--gross", "1", "--separated"], [:], 64,
                "--consumption"
            ),
            (
                ["tax", "quote", "--date", "2026-11-30", "--gross", "1"], ["KODAN_CONFIG": "/nonexistent"],
                78,
                "/nonexistent"
            ),
            (["transfer", "check", #filePath], [:], 65, "Record 1"),
        ] as [([String], [String: String], Int32, String)]
    )
    func refuses(arguments: [String], changed: [String: String], status: Int32, names: String) throws {
        let run = try CommandRun(arguments, environment: settings.merging(changed) { _, new in new })
        #expect(run.status == status)
        #expect(run.errors.contains(names))
        #expect(run.output.isEmpty)
        if status != 64 { #expect(run.errors.split(separator: "\n").count == 1) }
    }

    @Test("does not print a password")
    func keepsSecrets() throws {
        var settings = settings
        settings["DATABASE_URL"] = "postgresql://kodan_app:very-secret@127.0.0.1:1/kodan"
        let run = try CommandRun(["match", "--as", "a@example.jp"], environment: settings)
        #expect(run.status == 69)
        #expect(!run.errors.contains("very-secret"))
    }
}

@Suite("New keys")
struct KeysTests {
    @Test("serve as settings and differ each time")
    func make() throws {
        let first = try CommandRun(["keys", "make"]).output.split(separator: "\n")
        let second = try CommandRun(["keys", "make"]).output.split(separator: "\n")
        #expect(first.map { $0.prefix { $0 != "=" } } == ["KODAN_ACCOUNT_KEYS", "KODAN_FINGERPRINT_KEY"])
        #expect(Set(first).isDisjoint(with: second))
        let key = try #require(first.last?.drop { $0 != "=" }.dropFirst())
        #expect(Data(base64Encoded: String(key))?.count == 32)
    }
}

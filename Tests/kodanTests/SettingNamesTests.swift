import Foundation
import KodanTestSupport
import Testing

@Suite("The name of a setting")
struct SettingNamesTests {
    /// A command that wants no database.
    private static let quote = ["tax", "quote", "--date", "2026-11-30", "--gross", "30000"]
    private static let config = ["KODAN_CONFIG": Checkout.config]

    /// The names in the example of the environment.
    private static func example() throws -> [String] {
        try String(contentsOfFile: Checkout.config + "/kodan.example.env", encoding: .utf8)
            .split(separator: "\n")
            .filter { !$0.hasPrefix("#") }
            .compactMap { $0.split(separator: "=").first.map { String($0) } }
    }

    @Test(
        "that is misspelt is told with the nearest one, and nothing else changes",
        arguments: [
            // A letter less, one more, two that changed places, and a mark that is missing.
            ("KODAN_EVIDENC", "KODAN_EVIDENCE"), ("KODAN_HOSTS", "KODAN_HOST"),
            ("KODAN_PROT", "KODAN_PORT"), ("KODAN_MAIL_SENDERNAME", "KODAN_MAIL_SENDER_NAME"),
            ("KODAN_OWNER_ULR", "KODAN_OWNER_URL"),
        ]
    )
    func misspelt(name: String, nearest: String) throws {
        let environment = Self.config.merging([name: "secret"]) { _, new in new }
        let run = try CommandRun(Self.quote, environment: environment)
        #expect(
            run.errors == "kodan: \(name) is no setting and does nothing; the nearest one is \(nearest).\n"
        )
        #expect(try CommandRun(Self.quote, environment: Self.config).output == run.output)
        #expect(run.status == 0 && !run.output.isEmpty)
    }

    @Test("is told for each that is misspelt, also where another one is missing")
    func several() throws {
        var environment = Self.config
        environment["KODAN_OWNER_ULR"] = "postgresql://kodan_owner@127.0.0.1:1/kodan"
        environment["KODAN_LOCKSECONDS"] = "20"
        let run = try CommandRun(["migrate"], environment: environment)
        #expect(run.status == 78)
        let lines = run.errors.split(separator: "\n")
        try #require(lines.count == 3, "\(run.errors)")
        #expect(lines[0].hasPrefix("kodan: KODAN_LOCKSECONDS "))
        #expect(lines[1].hasPrefix("kodan: KODAN_OWNER_ULR "))
        #expect(lines[2].hasPrefix("kodan: KODAN_OWNER_URL is not set"))
    }

    @Test("is known where the example has it, the demo notes it, or it is nobody's of ours")
    func known() throws {
        let names = try Self.example()
        #expect(names.count > 45)
        var environment = Dictionary(uniqueKeysWithValues: names.map { ($0, "") })
        for name in ["KODAN_DEMO_SEED", "KODAN_DEMO_TOKEN_HOST", "KODANS_PORT", "KODAN", "DATABASE_ULR"] {
            environment[name] = "1"
        }
        environment["KODAN_CONFIG"] = Checkout.config
        let run = try CommandRun(Self.quote, environment: environment)
        #expect(run.status == 0 && run.errors.isEmpty, "\(run.errors)")
    }

    @Test("is in the example, so that no other is proposed")
    func proposed() throws {
        let source = try String(
            contentsOfFile: Checkout.root + "/Sources/kodan/SettingNames.swift",
            encoding: .utf8
        )
        let names = Set(source.matches(of: /"(KODAN_[A-Z_]+[A-Z])"/).map { String($0.1) })
        #expect(try names == Set(Self.example().filter { $0.hasPrefix("KODAN_") }))
    }
}

import Foundation
import KodanDomain
import KodanTestSupport

@testable import Postgres

/// Runs the executable as people of the running test's database.
struct OfficeRun {
    let database: TestDatabase
    let folder: String
    /// How many seconds the executable's clock, which goes on meanwhile, is ahead of the machine's.
    private let ahead: Int64
    /// The keys of accounts as the environment holds them.
    var accountKeys = "1:" + Data(0..<32).base64EncodedString()

    /// People for whom it is `now` at first; nil for the machine's clock.
    init(_ database: TestDatabase = .current, now: Instant? = nil) throws {
        self.database = database
        ahead = now.map { $0.microseconds / 1_000_000 - Int64(Date().timeIntervalSince1970) } ?? 0
        folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString).path
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    }

    /// Takes the folder away.
    func end() { try? FileManager.default.removeItem(atPath: folder) }

    var settings: [String: String] {
        let place = database.app.options.keywords.filter {
            ["host", "port", "user", "dbname"].contains($0.keyword)
        }
        return [
            "KODAN_CLOCK_AHEAD": "\(ahead)",
            "KODAN_CONFIG": Checkout.config,
            "KODAN_DATA": folder + "/data",
            "KODAN_EVIDENCE": folder + "/evidence",
            "KODAN_MATERIALS": folder + "/materials",
            "KODAN_ACCOUNT_KEYS": accountKeys,
            "KODAN_FINGERPRINT_KEY": Data((0..<32).reversed()).base64EncodedString(),
            "DATABASE_URL": place.map { "\($0.keyword)='\($0.value)'" }.joined(separator: " "),
        ]
    }

    /// Runs `kodan` as the person with this mail address; a bare name is one of the body's people.
    func callAsFunction(as name: String, _ words: [String], input: String? = nil) throws -> CommandRun {
        let email = name.contains("@") ? name : name + "@body.example.jp"
        return try CommandRun(words + ["--as", email], environment: settings, input: input)
    }

    /// A file with this text.
    func file(_ name: String, _ text: String) throws -> String {
        let path = folder + "/" + name
        try Data(text.utf8).write(to: URL(fileURLWithPath: path))
        return path
    }
}

import Foundation
import KodanTestSupport
import Postgres
import Testing

@testable import KodanDemo
@testable import PostgresCluster

@Suite("A backup of the demo's month")
struct DemoBackupTests {
    @Test("is restored to the last row by the programs and the role that the README names")
    func restored() async throws {
        let root = FileManager.default.temporaryDirectory.appendingPathComponent("kodan-backup-\(UUID())")
            .path
        defer { try? FileManager.default.removeItem(atPath: root) }
        let cluster = try EphemeralCluster()
        var settings = DemoSettings(checkout: Checkout.root)
        settings.folder = root
        settings.months = 1
        let demo = Demo(settings: settings, tools: .chance, server: .lent(cluster)) { _ in }
        let original = try await demo.run().ownerURL
        let copy = cluster.url(user: "kodan_owner", database: "restored")
        let superuser = try await Connection.open(ConnectionOptions(url: cluster.url(database: "postgres")))
        try await superuser.autocommit { session in
            try session.script("CREATE DATABASE restored OWNER kodan_owner")
        }
        await superuser.close()

        let backup = root + "/kodan.dump"
        try run("pg_dump", "--format=custom", "--file", backup, original)
        try run("pg_restore", "--exit-on-error", "--dbname", copy, backup)

        let lines = try dump(original, to: root + "/original.sql")
        for table in ["lecture_request", "assignment", "payment", "audit_seal", "schema_migration"] {
            let head = try #require(lines.firstIndex { $0.hasPrefix("COPY public.\(table) (") }, "\(table)")
            #expect(lines[head + 1] != #"\."#, "\(table) has rows")
        }
        #expect(lines.contains { $0.hasPrefix("CREATE POLICY ") })
        let restored = try dump(copy, to: root + "/copy.sql")
        let difference = comparable(restored).difference(from: comparable(lines))
        #expect(difference.isEmpty, "\(difference)")
    }

    /// The lines of a dump as text, but for the key that each dump has of its own.
    private func dump(_ url: String, to file: String) throws -> [String] {
        try run("pg_dump", "--file", file, url)
        return try String(contentsOfFile: file, encoding: .utf8)
            .split(separator: "\n").map(String.init)
            .filter { !$0.hasPrefix(#"\restrict "#) && !$0.hasPrefix(#"\unrestrict "#) }
    }

    /// Sorted, for tables that refer to each other come in any order, and without parentheses, for PostgreSQL
    /// writes `(a OR b) OR c` as `a OR b OR c` once it has read it again.
    private func comparable(_ dump: [String]) -> [String] {
        dump.map { $0.filter { $0 != "(" && $0 != ")" } }.sorted()
    }

    /// Runs one of PostgreSQL's programs to its end, which must be a good one.
    private func run(_ program: String, _ arguments: String...) throws {
        let words = ["\(try Binaries.newest().folder)/\(program)"] + arguments
        let outcome = try Command(words: words).run(seconds: 120)
        try #require(outcome.status == 0, "\(program): \(outcome.output)")
    }
}

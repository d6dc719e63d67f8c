import Foundation
import KodanTestSupport
import Testing

@testable import Postgres

@Suite("kodan migrate", .database)
struct MigrateCommandTests {
    /// The environment of who owns the tables.
    private func settings(_ office: OfficeRun) -> [String: String] {
        let place = office.database.owner.options.keywords.filter {
            ["host", "port", "user", "dbname"].contains($0.keyword)
        }
        return office.settings.merging([
            "KODAN_OWNER_URL": place.map { "\($0.keyword)='\($0.value)'" }.joined(separator: " ")
        ]) { $1 }
    }

    @Test("loads what is missing, and nothing the second time")
    func twice() throws {
        let office = try OfficeRun()
        defer { office.end() }
        let first = try CommandRun(["migrate"], environment: settings(office))
        #expect(first.status == 0, "\(first.errors)")
        #expect(first.output.contains("postal_code: ") && first.output.hasSuffix("is up to date.\n"))
        let second = try CommandRun(["migrate"], environment: settings(office))
        #expect(second.status == 0, "\(second.errors)")
        #expect(second.output == "The database is up to date.\n")
    }

    @Test("says what is the matter where a newer version has migrated")
    func newer() async throws {
        let office = try OfficeRun()
        defer { office.end() }
        try await office.database.owner.transaction { session in
            try session.execute(
                "INSERT INTO schema_migration (name, checksum) VALUES ('9999_later.sql', 'x')"
            )
        }
        let run = try CommandRun(["migrate"], environment: settings(office))
        #expect(run.status == EX_UNAVAILABLE)
        #expect(
            run.errors
                == "kodan: The database has 9999_later.sql, which this version does not know: "
                + "a newer one migrated it.\n"
        )
    }
}

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

    @Test("refuses a database in an encoding that cannot hold every name, and leaves it empty")
    func encoding() async throws {
        let office = try OfficeRun()
        defer { office.end() }
        try await withEmptyDatabase(encoding: "EUC_JP") { url in
            let run = try CommandRun(
                ["migrate"],
                environment: office.settings.merging(["KODAN_OWNER_URL": url]) { $1 }
            )
            #expect(run.status == EX_CONFIG && run.output.isEmpty)
            #expect(run.errors.hasPrefix("kodan: The database is encoded in EUC_JP"))
            #expect(run.errors.split(separator: "\n").count == 1)
        }
    }

    @Test("names the settings where the role may not migrate")
    func role() throws {
        let office = try OfficeRun()
        defer { office.end() }
        let app = try #require(office.settings["DATABASE_URL"])
        let run = try CommandRun(
            ["migrate"],
            environment: office.settings.merging(["KODAN_OWNER_URL": app]) { $1 }
        )
        #expect(run.status == EX_CONFIG && run.errors.contains("KODAN_OWNER_URL"), "\(run.errors)")
        #expect(!run.errors.contains("SQLSTATE"))
    }

    @Test("names the setting where the folder of tables was copied in part")
    func halfCopied() throws {
        let office = try OfficeRun()
        defer { office.end() }
        let run = try CommandRun(
            ["migrate"],
            environment: settings(office).merging(["KODAN_CONFIG": office.folder]) { $1 }
        )
        #expect(run.status == EX_CONFIG && run.errors.contains("KODAN_CONFIG"), "\(run.errors)")
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

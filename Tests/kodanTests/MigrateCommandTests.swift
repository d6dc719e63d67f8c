import Foundation
import KodanTestSupport
import Testing

@testable import Postgres
@testable import kodan

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

    @Test("says why a migration was undone, in the words of the server")
    func failed() async throws {
        let office = try OfficeRun()
        defer { office.end() }
        // What it makes is there already.
        try await office.database.owner.transaction { session in
            try session.execute("DELETE FROM schema_migration WHERE name >= '0061'")
        }
        let run = try CommandRun(["migrate"], environment: settings(office))
        #expect(run.status == EX_SOFTWARE && run.output.isEmpty)
        #expect(
            run.errors.hasPrefix("kodan: 0061_years_of_requests.sql failed and was undone: ")
                && run.errors.contains("column \"title_key\" of relation \"lecture_request\" already exists"),
            "\(run.errors)"
        )
        #expect(run.errors.split(separator: "\n").count == 1)
    }

    @Test("waits for a table in use, then says that it may be run again")
    func inUse() async throws {
        let office = try OfficeRun()
        defer { office.end() }
        try await office.database.owner.transaction { session in
            try session.execute("DELETE FROM schema_migration WHERE name >= '0061'")
        }
        let impatient = settings(office).merging(["KODAN_LOCK_SECONDS": "1"]) { $1 }
        let held = try await office.database.owner.transaction { session in
            try session.execute("LOCK TABLE lecture_request IN ACCESS SHARE MODE")
            return try CommandRun(["migrate"], environment: impatient)
        }
        #expect(held.status == EX_TEMPFAIL, "\(held.errors)")
        #expect(held.errors.contains("was undone: run it again"))
    }

    @Test("names the table and the rule where older rows stand in the way, and never what is in them")
    func brokenRows() {
        var error = PostgresError(.server)
        error.sqlState = "23514"
        error.table = "payee_account"
        error.constraint = "payee_account_call_back"
        error.serverMessage = "ERROR:  secret"
        let failure = CommandFailure(MigrationError.failed("0057_standing_facts.sql", error))
        #expect(failure.status == EX_DATAERR)
        #expect(
            failure.sentence.hasPrefix(
                "0057_standing_facts.sql was undone: rows of payee_account break payee_account_call_back that it sets."
            )
        )
        #expect(!failure.sentence.contains("secret"))
        error.sqlState = "22P02"
        let quoting = CommandFailure(MigrationError.failed("0057_standing_facts.sql", error))
        #expect(quoting.status == EX_SOFTWARE && !quoting.sentence.contains("secret"))
        error.sqlState = "53100"
        let full = CommandFailure(MigrationError.failed("0057_standing_facts.sql", error))
        #expect(full.status == EX_IOERR && full.sentence.contains("full"))
        error.sqlState = "40P01"
        let gaveWay = CommandFailure(MigrationError.failed("0057_standing_facts.sql", error))
        #expect(gaveWay.status == EX_TEMPFAIL && gaveWay.sentence.hasSuffix("run it again."))
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

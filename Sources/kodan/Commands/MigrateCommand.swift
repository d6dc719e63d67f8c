import ArgumentParser
import KodanDomain
import KodanService
import KodanStore
import Postgres

/// Brings the database's tables up to date and loads the tables that the product ships.
struct MigrateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "migrate",
        abstract: "Make or update the tables, and load geography, programmes, rates and holidays.",
        discussion: "Uses KODAN_OWNER_URL. Runs as often as you like: what is there is left alone."
    )

    func run() async throws {
        let settings = Settings()
        let connection = try await Connection.open(settings.options(.owner))
        let encoding = try await connection.transaction { session in try Migrator.encoding(session) }
        guard encoding == "UTF8" else {
            throw CommandFailure.configuration(
                "The database is encoded in \(encoding), which cannot hold every name: make it anew with "
                    + "`createdb --encoding UTF8 --template template0`."
            )
        }
        let applied = try await Migrator.core.migrate(connection, at: OfficeClock.wall.now().microseconds)
        await connection.close()
        for name in applied { print("applied \(name)") }
        let owner = try settings.pool(.owner, size: 1)
        for line in try await LoadTables(owner: owner, folder: settings.configFolder)() { print(line) }
        await owner.close()
        print("The database is up to date.")
    }
}

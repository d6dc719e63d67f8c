import KodanDomain
import KodanImport
import KodanService
import KodanStore
import Postgres
import PostgresCluster

/// The demo's own PostgreSQL, with one database of three roles.
struct DemoDatabase: Sendable {
    private static let name = "kodan"
    private let server: DemoServer

    /// The database on `server`; nothing happens yet.
    init(on server: DemoServer) {
        self.server = server
    }

    /// The server's URL.
    var appURL: String { server.url(user: "kodan_app", database: DemoDatabase.name) }
    /// The worker's.
    var workerURL: String { server.url(user: "kodan_worker", database: DemoDatabase.name) }
    /// That of the owner of the tables.
    var ownerURL: String { server.url(user: "kodan_owner", database: DemoDatabase.name) }

    /// Starts the server, making its files if they are not there.
    func start(_ say: (String) -> Void) throws(ClusterError) { try server.start(say) }

    /// Deletes server and data.
    func destroy() throws(ClusterError) { try server.destroy() }

    /// Drops the database of an earlier run, makes an empty one and brings it to the newest schema.
    func create(at moment: Int64) async throws {
        let options = try ConnectionOptions(
            url: server.url(user: PrivateCluster.superuser, database: "postgres")
        )
        let admin = try await Connection.open(options)
        for role in ["kodan_owner", "kodan_app", "kodan_worker"] {
            do {
                try await admin.autocommit { try $0.script("CREATE ROLE \(role) LOGIN") }
            } catch let error as PostgresError where error.sqlState == "42710" {
                // The role is there from an earlier run.
            }
        }
        try await admin.autocommit { session in
            try session.script("DROP DATABASE IF EXISTS \(DemoDatabase.name) WITH (FORCE)")
            try session.script("CREATE DATABASE \(DemoDatabase.name) OWNER kodan_owner")
        }
        await admin.close()
        let owner = try await Connection.open(ConnectionOptions(url: ownerURL))
        _ = try await Migrator.core.migrate(owner, at: moment)
        await owner.close()
    }

    /// Connections of the owner of the tables.
    func owner() throws(PostgresError) -> Pool {
        Pool(options: try ConnectionOptions(url: ownerURL), size: 1, acquireTimeout: .seconds(30))
    }

    /// Connections of the server's role, under row-level security.
    func app() throws(PostgresError) -> Pool {
        Pool(options: try ConnectionOptions(url: appURL), size: 2, acquireTimeout: .seconds(30))
    }

    /// Tells the planner how much there is of everything.
    func analyze() async throws {
        let url = server.url(user: PrivateCluster.superuser, database: DemoDatabase.name)
        let admin = try await Connection.open(ConnectionOptions(url: url))
        try await admin.autocommit { try $0.script("ANALYZE") }
        await admin.close()
    }

    /// Loads geography and catalogue from `config`, and gives the demo's year the targets of FY2019.
    func loadTables(from config: String) async throws {
        let owner = try owner()
        _ = try await LoadGeography(owner: owner, folder: config + "/geo")()
        try await LoadCatalogue(owner: owner, folder: config)()
        let targets = try table(config + "/programmes/programme_targets.csv", of: ProgrammeTarget.self)
            .filter { $0.figure == .target && $0.year.startYear == 2019 }
        try await owner.transaction { session in
            let store = CatalogueStore(session)
            for target in targets {
                try store.putTarget(
                    of: target.group.text,
                    in: .demo,
                    target: target.count,
                    held: nil,
                    attendance: nil,
                    unit: target.unit.rawValue
                )
            }
        }
        await owner.close()
    }
}

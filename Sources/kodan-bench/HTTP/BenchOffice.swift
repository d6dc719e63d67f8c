import Foundation
import KodanService
import KodanStore
import Postgres
import PostgresCluster

/// A private server with our schema and the tables that the product ships, which outlives this process.
struct BenchOffice {
    /// The folder of the server.
    let folder: String
    private let cluster: PrivateCluster

    /// The server in `folder`; nothing happens yet.
    init(folder: String) throws {
        self.folder = folder
        cluster = PrivateCluster(folder: folder, durable: true)
    }

    /// What `kodan serve` needs to know; the keys are samples.
    var environment: [(name: String, value: String)] {
        let key = Data((0..<32).map { UInt8($0) }).base64EncodedString()
        return [
            ("DATABASE_URL", url(of: "kodan_app")),
            ("KODAN_OWNER_URL", url(of: "kodan_owner")),
            ("KODAN_WORKER_URL", url(of: "kodan_worker")),
            ("KODAN_ACCOUNT_KEYS", "1:\(key)"),
            ("KODAN_FINGERPRINT_KEY", key),
        ]
    }

    /// A connection as one of the database's roles.
    func url(of role: String) -> String { cluster.url(user: role, database: "kodan") }

    /// Makes the server, its roles and the database, and loads the tables that lie in `config`.
    func start(config: String) async throws {
        try cluster.start()
        let admin = try await Connection.open(ConnectionOptions(url: superuser))
        try await admin.autocommit { session in
            for setting in BenchOffice.settings {
                try session.execute("ALTER SYSTEM SET \(unsafeSQL: setting)")
            }
            for role in ["kodan_owner", "kodan_app", "kodan_worker"] {
                try session.execute("CREATE ROLE \(unsafeSQL: role) LOGIN")
            }
            try session.execute("CREATE DATABASE kodan OWNER kodan_owner")
        }
        await admin.close()
        // Shared memory is taken when the server starts.
        try cluster.stop()
        try cluster.start()
        let options = try ConnectionOptions(url: url(of: "kodan_owner"))
        let owner = try await Connection.open(options)
        _ = try await Migrator.core.migrate(owner)
        await owner.close()
        let pool = Pool(options: options, size: 1, acquireTimeout: .seconds(5))
        _ = try await LoadTables(owner: pool, folder: config)()
        await pool.close()
    }

    /// Stops the server and deletes its folder.
    func destroy() throws {
        try cluster.destroy()
    }

    private var superuser: String { cluster.url(user: PrivateCluster.superuser, database: "postgres") }

    /// As the yardsticks set the peers' server.
    private static let settings = [
        "shared_buffers = '1GB'", "work_mem = '64MB'", "maintenance_work_mem = '512MB'",
        "max_wal_size = '4GB'", "effective_cache_size = '8GB'", "random_page_cost = 1.1", "jit = off",
    ]
}

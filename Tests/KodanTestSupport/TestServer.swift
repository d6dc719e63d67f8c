import KodanService
import KodanStore
import Postgres
import PostgresCluster

/// The one PostgreSQL server of this test process, with its templates.
struct TestServer: Sendable {
    /// Started by the first test that wants it; gone with the process.
    static let shared = Task { try await TestServer() }
    /// As many databases at once as the server has connections for.
    static let turnstile = Turnstile(room: 6)

    private static let geography = Task { try await shared.value.addGeography() }

    private let cluster: EphemeralCluster
    private let admin: Connection
    /// The users that the templates hold.
    let staff: Staff

    private init() async throws {
        cluster = try EphemeralCluster()
        admin = try await Connection.open(ConnectionOptions(url: cluster.url(database: "postgres")))
        try await admin.autocommit { session in
            for role in ["kodan_owner", "kodan_app", "kodan_worker"] {
                try session.script("CREATE ROLE \(role) LOGIN")
            }
            try session.script("CREATE DATABASE \(Template.small.rawValue) OWNER kodan_owner")
            try session.script("CREATE EXTENSION pg_stat_statements")
        }
        let pools = try Pools(cluster, database: Template.small.rawValue)
        let owner = try await Connection.open(pools.owner.options)
        _ = try await Migrator.core.migrate(owner)
        await owner.close()
        _ = try await LoadGeography(owner: pools.owner, folder: Checkout.config + "/geo")(.places)
        try await LoadCatalogue(owner: pools.owner, folder: Checkout.config)()
        // The shipped programmes have no minimum; its rule is tested with one.
        try await pools.owner.transaction { session in
            _ = try session.execute("UPDATE programme SET minimum_attendance = 10")
        }
        staff = try await Staff.create(in: Office(pool: pools.app))
        await pools.close()
    }

    private func addGeography() async throws {
        try await clone(.small, as: Template.withGeography.rawValue)
        let pools = try Pools(cluster, database: Template.withGeography.rawValue)
        _ = try await LoadGeography(owner: pools.owner, folder: Checkout.config + "/geo")()
        await pools.close()
    }

    /// A new database like `template`.
    func create(_ name: String, like template: Template) async throws -> Pools {
        if template == .withGeography { try await Self.geography.value }
        try await clone(template, as: name)
        return try Pools(cluster, database: name)
    }

    private func clone(_ template: Template, as name: String) async throws {
        try await admin.autocommit { session in
            try session.script(
                "CREATE DATABASE \(name) OWNER kodan_owner TEMPLATE \(template.rawValue) STRATEGY file_copy"
            )
        }
    }

    /// How many statements the database `name` was asked since this was asked last, BEGIN and COMMIT left aside.
    ///
    /// Nor does what depends on the time count: a new connection's settings, the pool's ping of one that has idled for
    /// long, and the bell for the workers, which is not rung again at once.
    func statements(of name: String) async throws -> Int {
        try await admin.autocommit { session in
            let count: Int = try session.value(
                """
                SELECT coalesce(sum(calls), 0)::integer
                  FROM pg_stat_statements AS known
                  JOIN pg_database ON pg_database.oid = known.dbid
                 WHERE datname = \(name)
                   AND query NOT IN ('SELECT 1', 'SELECT $1')
                   AND query NOT LIKE 'SET %'
                   AND query NOT LIKE 'SELECT pg_notify(%'
                """
            )
            try forgetStatements(of: name, session)
            return count
        }
    }

    /// An empty database in another encoding, and the address at which its owner finds it.
    func makeEmpty(_ name: String, encoding: String) async throws -> String {
        try await admin.autocommit { session in
            try session.script(
                "CREATE DATABASE \(name) OWNER kodan_owner ENCODING '\(encoding)' LC_COLLATE 'C' LC_CTYPE 'C' "
                    + "TEMPLATE template0"
            )
        }
        return cluster.url(user: "kodan_owner", database: name)
    }

    /// Drops a database, whoever is in it.
    ///
    /// What it was asked is forgotten too: in a full table of statements those of others would be thrown out uncounted.
    func drop(_ name: String) async throws {
        try await admin.autocommit { session in
            try forgetStatements(of: name, session)
            try session.script("DROP DATABASE \(name) WITH (FORCE)")
        }
    }

    private func forgetStatements(of name: String, _ session: Session) throws(PostgresError) {
        try session.execute(
            "SELECT pg_stat_statements_reset(0, oid, 0) FROM pg_database WHERE datname = \(name)"
        )
    }
}

/// The connections of one database, by role; none is open before it is used.
struct Pools: Sendable {
    /// Owns the tables; no policy binds it.
    let owner: Pool
    /// The server's role, under row-level security.
    let app: Pool

    init(_ cluster: EphemeralCluster, database: String) throws {
        func pool(_ role: String, _ size: Int) throws -> Pool {
            // A busy machine may take long to answer so many tests at once.
            let url = cluster.url(user: role, database: database) + "&connect_timeout=120"
            let options = try ConnectionOptions(url: url)
            return Pool(options: options, size: size, acquireTimeout: .seconds(120))
        }
        owner = try pool("kodan_owner", 4)
        app = try pool("kodan_app", 12)
    }

    func close() async {
        await owner.close()
        await app.close()
    }
}

/// Runs `body` with the address of an empty database in another encoding, which is gone afterwards.
public func withEmptyDatabase(encoding: String, _ body: (_ url: String) async throws -> Void) async throws {
    let server = try await TestServer.shared.value
    let name = "kodan_empty_\(encoding.lowercased())"
    let url = try await server.makeEmpty(name, encoding: encoding)
    do {
        try await body(url)
    } catch {
        try? await server.drop(name)
        throw error
    }
    try await server.drop(name)
}

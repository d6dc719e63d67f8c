public import KodanDomain
public import KodanService
public import Postgres
import Synchronization

/// The database of the running test, with nothing in it but its template; see `.database`.
public struct TestDatabase: Sendable {
    @TaskLocal private static var bound: TestDatabase?

    /// Connections of the owner of the tables, whom no policy binds.
    public let owner: Pool
    /// Connections of the server's role, under row-level security.
    public let app: Pool
    /// What the office goes by: ``Staff/hired`` and later, as the test sets it.
    public let clock: TestClock
    /// The users that are there from the beginning.
    public let staff: Staff
    private let name: String

    /// The running test's.
    public static var current: TestDatabase {
        guard let bound else { preconditionFailure("the test or its suite lacks the trait .database") }
        return bound
    }

    /// An office on ``app`` that goes by ``clock``.
    public var office: Office { Office(pool: app, clock: clock.office) }

    /// An office whose clock stands at `now`; ``clock`` is set to it and moves it.
    public func office(at now: Instant) -> Office {
        clock.set(now)
        return office
    }

    /// How many statements were asked of it since this was asked last, BEGIN and COMMIT left aside.
    public func statements() async throws -> Int {
        try await TestServer.shared.value.statements(of: name)
    }

    /// How many transactions wait for a lock that another holds.
    public func waitersForLocks() async throws -> Int {
        try await owner.autocommit { session in
            try session.value(
                """
                SELECT count(*)::integer
                  FROM pg_locks
                  JOIN pg_stat_activity ON pg_stat_activity.pid = pg_locks.pid
                 WHERE NOT pg_locks.granted
                   AND pg_stat_activity.datname = current_database()
                """
            )
        }
    }

    /// Makes it look like one on which the newest migration was never run; the name of that migration.
    public func forgetNewestMigration() async throws -> String {
        try await owner.transaction { session in
            try session.value(
                "DELETE FROM schema_migration WHERE name = (SELECT max(name) FROM schema_migration) RETURNING name"
            )
        }
    }

    /// Runs `body` with a fresh clone of `template`, which is dropped after it.
    static func with(_ template: Template, _ body: TestBody) async throws {
        await TestServer.turnstile.enter()
        let outcome: Result<Void, any Error>
        do {
            outcome = .success(try await run(template, body))
        } catch {
            outcome = .failure(error)
        }
        await TestServer.turnstile.leave()
        try outcome.get()
    }

    private static func run(_ template: Template, _ body: TestBody) async throws {
        let server = try await TestServer.shared.value
        let name = "kodan_test_\(numbers.wrappingAdd(1, ordering: .relaxed).newValue)"
        let pools = try await server.create(name, like: template)
        let database = TestDatabase(
            owner: pools.owner,
            app: pools.app,
            clock: TestClock(Staff.hired.adding(minutes: 1440)),
            staff: server.staff,
            name: name
        )
        let outcome: Result<Void, any Error>
        do {
            outcome = .success(try await $bound.withValue(database, operation: body))
        } catch {
            outcome = .failure(error)
        }
        await pools.close()
        try await server.drop(name)
        try outcome.get()
    }

    private static let numbers = Atomic(0)
}

extension Office {
    /// An office with keys that are known to everybody, and passwords that are hashed quickly.
    public init(pool: Pool, clock: OfficeClock = TestClock(Staff.hired).office) {
        let key = [UInt8](0..<32)
        guard let vault = AccountVault(keys: [1: key], fingerprintKey: key.reversed()) else {
            preconditionFailure("keys of 32 bytes make a vault")
        }
        self.init(pool: pool, clock: clock, vault: vault, passwordCost: PasswordCost(parallelism: 1))
    }
}

/// What runs with a database.
typealias TestBody = @concurrent @Sendable () async throws -> Void

import Postgres

/// A database of its own on the test server, dropped when `body` returns or throws.
func withDatabase(_ body: (ConnectionOptions) async throws -> Void) async throws {
    let name = "test_\(UInt64.random(in: 0...UInt64.max))"
    let admin = try await Connection.open(try TestServer.shared.get().options())
    try await admin.autocommit { session in
        try session.script("CREATE DATABASE \(name) TEMPLATE template0 STRATEGY file_copy")
    }
    let outcome: Result<Void, any Error>
    do {
        outcome = .success(try await body(try TestServer.shared.get().options(database: name)))
    } catch {
        outcome = .failure(error)
    }
    try await admin.autocommit { session in try session.script("DROP DATABASE \(name) WITH (FORCE)") }
    await admin.close()
    try outcome.get()
}

/// One connection to a database of its own.
func withConnection(_ body: (Connection) async throws -> Void) async throws {
    try await withDatabase { options in
        let connection = try await Connection.open(options)
        do {
            try await body(connection)
        } catch {
            await connection.close()
            throw error
        }
        await connection.close()
    }
}

extension Connection {
    /// 1, if the connection still works.
    func answer() async throws -> Int {
        try await transaction { session in try session.value("SELECT 1") }
    }
}

extension Pool {
    /// 1, if the pool still works.
    func answer() async throws -> Int {
        try await transaction { session in try session.value("SELECT 1") }
    }
}

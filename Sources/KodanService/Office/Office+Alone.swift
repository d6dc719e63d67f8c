import KodanDomain
import KodanStore
import Postgres

extension Office {
    /// Runs `body` for who has one of `roles`, while no other process does the same kind of run, on a lock that ends
    /// with this process at the latest.
    ///
    /// Who may not is turned away before anything is held for them. The lock lives on a connection of its own, so that
    /// `body` may use as many transactions as it likes. Throws `refusal` at once when another run is under way.
    func alone<T: Sendable>(
        in run: ExclusiveRun,
        for roles: Role...,
        as credential: Credential,
        otherwise refusal: Refusal,
        _ body: () async throws -> T
    ) async throws -> T {
        try await transaction(as: credential, TransactionOptions(readOnly: true)) { desk in
            try desk.actor.require(roles)
        }
        return try await alone(holding: run.rawValue, otherwise: refusal, body)
    }

    /// Runs `body` while it alone holds the advisory lock of this number; whoever asks was let in before.
    ///
    /// Throws `PostgresError` of kind `poolFull` when all connections that there are for such locks are in use.
    func alone<T: Sendable>(
        holding lock: Int64,
        otherwise refusal: any Error,
        _ body: () async throws -> T
    ) async throws -> T {
        guard lockPlaces.enter() else { throw PostgresError(.poolFull) }
        defer { lockPlaces.leave() }
        let connection = try await Connection.open(pool.options)
        do {
            let isAlone = try await connection.autocommit { session in try EntryStore(session).tryHold(lock) }
            guard isAlone else { throw refusal }
            let result = try await body()
            await end(lock, on: connection)
            return result
        } catch {
            await end(lock, on: connection)
            throw error
        }
    }

    /// Runs `body`, which plans only to look at the plan; few do so at once on one server; they may ask while a
    /// match runs, and wait for its computing.
    ///
    /// Throws ``Refusal/matchRunning`` if all places are taken.
    func looking<T: Sendable>(_ body: () async throws -> T) async throws -> T {
        guard lookPlaces.enter() else { throw Refusal.matchRunning }
        defer { lookPlaces.leave() }
        return try await body()
    }

    /// The server may notice a closed connection late: without the explicit release the next run could be refused.
    private func end(_ lock: Int64, on connection: Connection) async {
        _ = try? await connection.autocommit { session in try EntryStore(session).release(lock) }
        await connection.close()
    }
}

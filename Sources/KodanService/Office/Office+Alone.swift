import KodanDomain
import KodanStore
import Postgres

extension Office {
    /// Runs `body` while no other process does the same kind of run, on a lock that ends with this process at the
    /// latest.
    ///
    /// The lock lives on a connection of its own, so that `body` may use as many transactions as it likes. Throws
    /// `refusal` at once when another run is under way.
    func alone<T: Sendable>(
        in run: ExclusiveRun,
        otherwise refusal: Refusal,
        _ body: () async throws -> T
    ) async throws -> T {
        try await alone(holding: run.rawValue, otherwise: refusal, body)
    }

    /// Runs `body` while it alone holds the advisory lock of this number.
    func alone<T: Sendable>(
        holding lock: Int64,
        otherwise refusal: any Error,
        _ body: () async throws -> T
    ) async throws -> T {
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

    /// The server may notice a closed connection late: without the explicit release the next run could be refused.
    private func end(_ lock: Int64, on connection: Connection) async {
        _ = try? await connection.autocommit { session in try EntryStore(session).release(lock) }
        await connection.close()
    }
}

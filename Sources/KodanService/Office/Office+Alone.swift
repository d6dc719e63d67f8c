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
        let connection = try await Connection.open(pool.options)
        do {
            let isAlone = try await connection.autocommit { session in try EntryStore(session).tryHold(run) }
            guard isAlone else { throw refusal }
            let result = try await body()
            await end(run, on: connection)
            return result
        } catch {
            await end(run, on: connection)
            throw error
        }
    }

    /// The server may notice a closed connection late: without the explicit release the next run could be refused.
    private func end(_ run: ExclusiveRun, on connection: Connection) async {
        _ = try? await connection.autocommit { session in try EntryStore(session).release(run) }
        await connection.close()
    }
}

import Synchronization

/// A transaction whose parts run one after another, with other work of the same task between them.
///
/// Its connection is held until the end, so what lies between the parts must be short. The first part that throws
/// ends it: nothing of it is kept, and every further part throws `transactionAborted`.
public final class OpenTransaction: Sendable {
    private let connection: Connection
    private let isLost = Atomic(false)

    init(_ connection: Connection) {
        self.connection = connection
    }

    /// Runs `body` within the transaction; rethrows its error, after which the transaction is lost.
    public func part<Value: Sendable>(_ body: @Sendable (Session) throws -> Value) async throws -> Value {
        guard !isLost.load(ordering: .acquiring) else { throw PostgresError(.transactionAborted) }
        do {
            return try await connection.part(body)
        } catch {
            isLost.store(true, ordering: .releasing)
            throw error
        }
    }

    /// Commits.
    ///
    /// Throws `transactionAborted` if a part has thrown, even if whoever ran it went on.
    func commit() async throws {
        guard !isLost.load(ordering: .acquiring) else { throw PostgresError(.transactionAborted) }
        try await connection.commit()
    }
}

extension Pool {
    /// Runs `body` with a transaction of one of the connections that stays open between its parts; commits if `body`
    /// returns, rolls back and rethrows if it throws.
    ///
    /// Throws as ``transaction(_:_:)`` does.
    public func openTransaction<Value: Sendable>(
        _ options: TransactionOptions = .init(),
        _ body: (OpenTransaction) async throws -> Value
    ) async throws -> Value {
        try await withConnection { connection in
            try await connection.begin(options)
            do {
                let transaction = OpenTransaction(connection)
                let value = try await body(transaction)
                try await transaction.commit()
                return value
            } catch {
                try await connection.rollBack(after: error)
                throw error
            }
        }
    }
}

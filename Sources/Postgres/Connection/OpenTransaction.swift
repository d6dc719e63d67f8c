import Synchronization

/// A transaction whose parts run one after another, with other work of the same task between them.
///
/// Its connection is held until the end, so what lies between the parts must be short. The first part that throws
/// ends it: nothing of it is kept, and every further part throws `transactionAborted`.
public final class OpenTransaction: Sendable {
    private enum Progress {
        case notBegun, begun, committed, lost
    }

    private let connection: Connection
    private let options: TransactionOptions
    private let progress = Mutex(Progress.notBegun)

    init(_ connection: Connection, _ options: TransactionOptions) {
        self.connection = connection
        self.options = options
    }

    /// Runs `body` within the transaction; rethrows its error, after which the transaction is lost.
    @discardableResult
    public func part<Value: Sendable>(_ body: @Sendable (Session) throws -> Value) async throws -> Value {
        try await run(.begun, body)
    }

    /// Runs `body` within the transaction and commits; there is no part after it.
    ///
    /// It takes one turn of the connection's thread where a part and the commit behind it take two.
    @discardableResult
    public func lastPart<Value: Sendable>(
        _ body: @Sendable (Session) throws -> Value
    ) async throws -> Value {
        try await run(.committed) { session in
            let value = try body(session)
            try session.commit()
            return value
        }
    }

    /// Commits, unless the last part did.
    ///
    /// Throws `transactionAborted` if a part has thrown, even if whoever ran it went on.
    func commit() async throws {
        switch progress.withLock({ $0 }) {
        case .notBegun, .committed: return
        case .begun: try await lastPart { _ in }
        case .lost: throw PostgresError(.transactionAborted)
        }
    }

    /// Rolls back, if the transaction is open.
    func rollBack(after cause: any Error) async throws {
        switch progress.withLock({ $0 }) {
        case .notBegun, .committed: return
        case .begun, .lost: try await connection.rollBack(after: cause)
        }
    }

    private func run<Value: Sendable>(
        _ next: Progress,
        _ body: @Sendable (Session) throws -> Value
    ) async throws -> Value {
        let before = progress.withLock { $0 }
        guard before == .notBegun || before == .begun else { throw PostgresError(.transactionAborted) }
        do {
            let value = try await connection.part { [options] session in
                if before == .notBegun { try session.begin(options) }
                return try body(session)
            }
            progress.withLock { $0 = next }
            return value
        } catch {
            progress.withLock { $0 = .lost }
            throw error
        }
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
            let transaction = OpenTransaction(connection, options)
            do {
                let value = try await body(transaction)
                try await transaction.commit()
                return value
            } catch {
                try await transaction.rollBack(after: error)
                throw error
            }
        }
    }
}

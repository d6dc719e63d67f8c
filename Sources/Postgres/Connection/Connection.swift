import Synchronization

/// One connection to the server, with a thread of its own on which its blocking calls run.
///
/// Bodies are synchronous: nothing awaits inside a transaction, so none is held open by something slow.
/// Cancelling the task cancels the statement that runs and rolls the transaction back.
public actor Connection {
    private let executor = ThreadExecutor(name: "postgres")
    private nonisolated let canceller = Canceller()
    private nonisolated let usable = Atomic(false)
    private var session: Session?

    /// The connection's own thread.
    public nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

    private init() {}

    /// Connects.
    ///
    /// It is not cancellable, but ends after `connect_timeout`.
    ///
    /// Throws `PostgresError` of kind `connection` or `serverTooOld`.
    public static func open(_ options: ConnectionOptions) async throws -> Connection {
        let connection = Connection()
        try await connection.connect(options)
        return connection
    }

    /// Whether the connection was neither closed nor lost, as far as its last statement showed.
    public nonisolated var isUsable: Bool { usable.load(ordering: .acquiring) }

    /// Runs `body` in a transaction: commits if it returns, rolls back and rethrows if it throws.
    ///
    /// Throws what `body` throws; `PostgresError` if a statement or COMMIT fails or the task is cancelled;
    /// `RollbackFailure` if rolling back failed too. A body that swallowed the error of a statement is told
    /// so (`transactionAborted`), since nothing was committed.
    @discardableResult
    public func transaction<Value: Sendable>(
        _ options: TransactionOptions = .init(),
        _ body: @Sendable (Session) throws -> Value
    ) async throws -> Value {
        try await cancellable { session in try session.transaction(options, body) }
    }

    /// Runs `body` without a transaction, each statement on its own: CREATE DATABASE, VACUUM, session locks.
    @discardableResult
    public func autocommit<Value: Sendable>(
        _ body: @Sendable (Session) throws -> Value
    ) async throws -> Value {
        try await cancellable { session in try session.autocommit(body) }
    }

    /// Runs `body` within a transaction that stays open behind it.
    func part<Value: Sendable>(_ body: @Sendable (Session) throws -> Value) async throws -> Value {
        try await cancellable { session in try body(session) }
    }

    /// Rolls back the transaction that was begun, if it is still open.
    func rollBack(after cause: any Error) async throws {
        try run { session in try session.rollBack(after: cause) }
    }

    /// Ends the connection; waits for the body that runs.
    ///
    /// What comes later throws `closed`.
    public func close() async {
        usable.store(false, ordering: .releasing)
        session = nil
    }

    private func connect(_ options: ConnectionOptions) throws {
        preconditionIsolated()
        session = try Session(options, canceller: canceller)
        usable.store(true, ordering: .releasing)
    }

    private func cancellable<Value: Sendable>(
        _ body: @Sendable (Session) throws -> Value
    ) async throws -> Value {
        // The closure must use `self`: without it Swift 6.3 runs it off the actor, on a thread that must not
        // block, and two statements at a time (swiftlang/swift pull request 85518).
        try await withTaskCancellationHandler {
            try self.run(body)
        } onCancel: {
            canceller.cancel()
        }
    }

    private func run<Value>(_ body: (Session) throws -> Value) throws -> Value {
        preconditionIsolated()
        guard let session, isUsable else { throw PostgresError(.closed) }
        do {
            let value = try body(session)
            if session.isBroken { usable.store(false, ordering: .releasing) }
            return value
        } catch {
            if session.isBroken || error is RollbackFailure { usable.store(false, ordering: .releasing) }
            throw error
        }
    }
}

/// A fixed number of connections shared by many tasks, first come, first served.
///
/// Connections are opened when first needed and kept. One that breaks is discarded: its task sees the error,
/// and the other idle ones are pinged before their next use, as is any that has idled for long.
public actor Pool {
    /// What the pool holds at one moment.
    public struct Statistics: Sendable, Equatable {
        /// The most connections that the pool opens.
        public let size: Int
        /// Connections that are open or being opened, idle ones included.
        public let open: Int
        /// Connections that nobody uses.
        public let idle: Int
        /// Tasks that wait for a connection.
        public let waiting: Int
    }

    private struct Idle: Sendable {
        let connection: Connection
        let since: ContinuousClock.Instant
    }

    /// What a task is given: an idle connection, or the right to open one.
    private enum Lease: Sendable {
        case idle(Idle)
        case open
    }

    private struct Waiter {
        let id: Int
        let continuation: CheckedContinuation<Lease, any Error>
        let deadline: ContinuousClock.Instant
    }

    /// How its connections are opened.
    public nonisolated let options: ConnectionOptions
    private let size: Int
    private let acquireTimeout: Duration
    private let maximumWaiters: Int
    private let pingAfter: Duration

    /// Never both: whoever gives a connection back gives it to the first waiter.
    private var idle: [Idle] = []
    /// Who came first waits first, and so has the earliest deadline.
    private var waiters: [Waiter] = []
    /// Sends away whose deadline has passed; there is one while somebody waits.
    private var usher: Task<Void, Never>?
    private var open = 0
    private var lastWaiter = 0
    private var lastBreak: ContinuousClock.Instant?
    private var isClosed = false
    private var closers: [CheckedContinuation<Void, Never>] = []

    /// A pool of at most `size` connections, none of them open yet.
    ///
    /// - Parameters:
    ///   - acquireTimeout: the longest that a task waits for a connection to become free; connecting itself
    ///     is limited by `connect_timeout`, a ping by `tcp_user_timeout`.
    ///   - maximumWaiters: how many tasks may wait; further ones are refused at once.
    ///   - pingAfter: how long a connection may idle before it is tried before use.
    public init(
        options: ConnectionOptions,
        size: Int,
        acquireTimeout: Duration,
        maximumWaiters: Int = 1000,
        pingAfter: Duration = .seconds(30)
    ) {
        precondition(size > 0, "a pool has at least one connection")
        self.options = options
        self.size = size
        self.acquireTimeout = acquireTimeout
        self.maximumWaiters = maximumWaiters
        self.pingAfter = pingAfter
    }

    /// What the pool holds now.
    public var statistics: Statistics {
        Statistics(size: size, open: open, idle: idle.count, waiting: waiters.count)
    }

    /// Runs `body` in a transaction of one of the connections; see `Connection.transaction`.
    ///
    /// Throws `poolTimeout`, `poolFull` or `closed` besides what the transaction throws.
    @discardableResult
    public func transaction<Value: Sendable>(
        _ options: TransactionOptions = .init(),
        _ body: @Sendable (Session) throws -> Value
    ) async throws -> Value {
        try await withConnection { connection in try await connection.transaction(options, body) }
    }

    /// Runs `body` on one of the connections without a transaction; see `Connection.autocommit`.
    @discardableResult
    public func autocommit<Value: Sendable>(
        _ body: @Sendable (Session) throws -> Value
    ) async throws -> Value {
        try await withConnection { connection in try await connection.autocommit(body) }
    }

    /// Refuses newcomers and those who wait, and returns when every connection is closed.
    public func close() async {
        isClosed = true
        for waiter in waiters { settle(waiter, .failure(PostgresError(.closed))) }
        waiters = []
        usher?.cancel()
        let unused = idle
        idle = []
        for entry in unused {
            await entry.connection.close()
            giveBackSlot()
        }
        guard open > 0 else { return }
        await withCheckedContinuation { closers.append($0) }
    }
}

extension Pool {
    func withConnection<Value: Sendable>(
        _ body: (Connection) async throws -> Value
    ) async throws -> Value {
        let connection = try await acquire()
        do {
            let value = try await body(connection)
            await giveBack(connection)
            return value
        } catch {
            await giveBack(connection)
            throw error
        }
    }

    private func acquire() async throws -> Connection {
        if case .idle(let entry) = try await lease() {
            if await isAlive(entry) { return entry.connection }
            await entry.connection.close()
        }
        do {
            return try await Connection.open(options)
        } catch {
            giveBackSlot()
            throw error
        }
    }

    private func lease() async throws -> Lease {
        guard !isClosed else { throw PostgresError(.closed) }
        if waiters.isEmpty {
            if let entry = idle.popLast() { return .idle(entry) }
            if open < size {
                open += 1
                return .open
            }
        }
        guard waiters.count < maximumWaiters else { throw PostgresError(.poolFull) }
        lastWaiter += 1
        let id = lastWaiter
        return try await withTaskCancellationHandler {
            try await self.wait(as: id)
        } onCancel: {
            Task { await self.refuse(id, .cancelled) }
        }
    }

    private func wait(as id: Int) async throws -> Lease {
        try await withCheckedThrowingContinuation { continuation in
            guard !Task.isCancelled else { return continuation.resume(throwing: PostgresError(.cancelled)) }
            let deadline = ContinuousClock.now + acquireTimeout
            waiters.append(Waiter(id: id, continuation: continuation, deadline: deadline))
            if usher == nil { usher = Task { await sendAwayTheLate() } }
        }
    }

    /// One task for all who wait, which under load are most: a timer for each would cost more than its wait.
    private func sendAwayTheLate() async {
        while let first = waiters.first, !isClosed {
            try? await Task.sleep(until: first.deadline)
            while let first = waiters.first, first.deadline <= .now {
                settle(waiters.removeFirst(), .failure(PostgresError(.poolTimeout)))
            }
        }
        usher = nil
    }

    /// Sends a waiter away; does nothing if it was served already.
    private func refuse(_ id: Int, _ reason: PostgresError.Kind) {
        guard let index = waiters.firstIndex(where: { $0.id == id }) else { return }
        settle(waiters.remove(at: index), .failure(PostgresError(reason)))
    }

    private func settle(_ waiter: Waiter, _ outcome: Result<Lease, any Error>) {
        waiter.continuation.resume(with: outcome)
    }

    /// Whether an idle connection still answers; asked only if there is reason for doubt.
    private func isAlive(_ entry: Idle) async -> Bool {
        let isSuspect = lastBreak.map { entry.since <= $0 } ?? false
        if isSuspect || entry.since.duration(to: .now) > pingAfter {
            // What it throws does not matter: a lost connection shows in `isUsable`.
            _ = try? await entry.connection.autocommit { session in try session.execute("SELECT 1") }
        }
        return entry.connection.isUsable
    }

    private func giveBack(_ connection: Connection) async {
        if !connection.isUsable { lastBreak = .now }
        guard connection.isUsable, !isClosed else {
            await connection.close()
            giveBackSlot()
            return
        }
        let entry = Idle(connection: connection, since: .now)
        if waiters.isEmpty {
            idle.append(entry)
        } else {
            settle(waiters.removeFirst(), .success(.idle(entry)))
        }
    }

    /// One connection fewer: the first waiter may open another.
    private func giveBackSlot() {
        guard waiters.isEmpty else { return settle(waiters.removeFirst(), .success(.open)) }
        open -= 1
        guard open == 0 else { return }
        for closer in closers { closer.resume() }
        closers = []
    }
}

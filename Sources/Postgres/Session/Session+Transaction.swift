import CPostgres

/// How far a transaction is whose statements all travel together (``TransactionOptions/isOneTrip``).
enum OneTrip {
    /// They gather.
    case ahead
    /// They were sent, and answered.
    case made
}

extension Session {
    /// Runs `body` between BEGIN and COMMIT; rolls back and rethrows if it throws or COMMIT fails.
    ///
    /// If rolling back fails too, throws `RollbackFailure` with both errors.
    func transaction<Value>(_ options: TransactionOptions, _ body: (Session) throws -> Value) throws -> Value
    {
        try begin(options)
        defer { oneTrip = nil }
        do {
            let value = try body(self)
            try commit(awaited: !options.readOnly)
            return value
        } catch {
            try rollBack(after: error)
            throw error
        }
    }

    /// Begins a transaction; the server hears of it with the first statement.
    func begin(_ options: TransactionOptions) throws(PostgresError) {
        guard !Task.isCancelled else { throw PostgresError(.cancelled) }
        try takeOwed()
        oneTrip = options.isOneTrip ? .ahead : nil
        guard oneTrip == nil else { return }
        let binds = try BindArena([])
        postponed = [Postponed(text: options.begin, binds: binds, hasBinds: false, isBegin: true)]
    }

    /// Takes the only trip of a transaction that has one; throws `misuse` if it was taken.
    func takeTrip() throws(PostgresError) {
        guard oneTrip != .made else {
            throw PostgresError(.misuse("a transaction of one trip cannot ask a second time"))
        }
        if oneTrip != nil { oneTrip = .made }
    }

    /// Runs `body` without a transaction; what it leaves open is rolled back and refused.
    func autocommit<Value>(_ body: (Session) throws -> Value) throws -> Value {
        guard !Task.isCancelled else { throw PostgresError(.cancelled) }
        try takeOwed()
        do {
            let value = try body(self)
            try settle()
            guard transactionStatus == PQTRANS_IDLE || isBroken else {
                throw PostgresError(.misuse("the body left a transaction open"))
            }
            return value
        } catch {
            try rollBack(after: error)
            throw error
        }
    }

    /// Runs `body` after a savepoint: if it throws, only what it did is undone, and its error rethrown.
    ///
    /// Savepoints nest. The transaction goes on even after a statement of `body` has failed.
    public func savepoint<Value>(_ body: () throws -> Value) throws -> Value {
        lastName += 1
        let name = "savepoint_\(lastName)"
        try control("SAVEPOINT \(name)")
        do {
            let value = try body()
            try control("RELEASE SAVEPOINT \(name)")
            return value
        } catch {
            guard !isBroken else { throw error }
            do {
                try control("ROLLBACK TO SAVEPOINT \(name); RELEASE SAVEPOINT \(name)")
            } catch let rollback {
                throw RollbackFailure(cause: error, rollback: rollback)
            }
            throw error
        }
    }

    /// Commits, unless the task was cancelled or a statement failed unnoticed.
    ///
    /// A transaction that only read need not be `awaited`: nothing hangs on its answer, which is taken before the
    /// session is used again.
    func commit(awaited: Bool = true) throws(PostgresError) {
        guard !Task.isCancelled else { throw PostgresError(.cancelled) }
        while postponed.last?.isMootAtEnd == true { postponed.removeLast() }
        guard oneTrip == nil else { return try settle() }
        if postponed.count == 1, postponed[0].isBegin {
            postponed = []
            return
        }
        if postponed.first?.isBegin != true {
            switch transactionStatus {
            case PQTRANS_INTRANS: break
            case PQTRANS_INERROR: throw PostgresError(.transactionAborted)
            case PQTRANS_IDLE: throw PostgresError(.misuse("the body ended the transaction itself"))
            default: throw connectionError()
            }
        }
        guard awaited || !postponed.isEmpty else {
            guard PQsendQuery(connection, "COMMIT") == 1 else { throw connectionError() }
            owesAnswer = true
            return
        }
        let result: QueryResult
        do {
            result = try commitResult()
        } catch {
            guard isBroken else { throw error }
            var unknown = error
            unknown.kind = .commitUnknown
            throw unknown
        }
        guard result.commandTag == "COMMIT" else { throw PostgresError(.transactionAborted) }
    }

    private func commitResult() throws(PostgresError) -> QueryResult {
        guard postponed.contains(where: { $0.accept != nil }) || postponed.first?.isBegin == true else {
            guard !postponed.isEmpty else { return try control("COMMIT") }
            return try runWithPostponed(
                Postponed(text: "COMMIT", binds: try BindArena([]), hasBinds: false)
            )
        }
        // What is not accepted must not be committed.
        try settle()
        return try control("COMMIT")
    }

    /// Rolls back what is open.
    ///
    /// A lost connection rolls back by itself, which needs no second error.
    func rollBack(after cause: any Error) throws(RollbackFailure) {
        let isUnheard = postponed.first?.isBegin == true
        postponed = []
        guard !isUnheard, transactionStatus != PQTRANS_IDLE else { return }
        if isBroken, cause is PostgresError { return }
        do {
            try control("ROLLBACK")
        } catch {
            throw RollbackFailure(cause: cause, rollback: error)
        }
    }
}

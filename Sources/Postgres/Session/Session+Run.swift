import CPostgres
import Foundation

extension Session {
    /// Runs a statement, prepared if it pays.
    ///
    /// A prepared statement that has become stale is prepared again; inside a transaction the server has
    /// already given the transaction up, so there the error stands and the next transaction succeeds.
    func run(_ sql: SQL) throws(PostgresError) -> QueryResult {
        let text = sql.text
        try text.refuseNUL()
        let binds = try BindArena(sql.binds)
        guard postponed.isEmpty, oneTrip == nil else {
            return try runWithPostponed(Postponed(text: text, binds: binds, hasBinds: !sql.binds.isEmpty))
        }
        let mayRetry = transactionStatus == PQTRANS_IDLE
        do {
            return try run(text, binds, hasBinds: !sql.binds.isEmpty)
        } catch {
            guard error.isStalePlan else { throw error }
            statements.remove(text)
            guard mayRetry else { throw error }
            return try run(text, binds, hasBinds: !sql.binds.isEmpty)
        }
    }

    /// Runs a statement that is not worth preparing.
    @discardableResult
    func runDirect(_ sql: SQL) throws(PostgresError) -> QueryResult {
        let text = sql.text
        try text.refuseNUL()
        return try runDirect(text, try BindArena(sql.binds))
    }

    /// Runs BEGIN, COMMIT and the like: never cancelled, since they decide whether the session stays usable.
    @discardableResult
    func control(_ text: String) throws(PostgresError) -> QueryResult {
        try settle()
        guard PQsendQuery(connection, text) == 1 else { throw connectionError() }
        return try collect()
    }

    private func run(_ text: String, _ binds: BindArena, hasBinds: Bool) throws(PostgresError) -> QueryResult
    {
        // In a failed transaction nothing can be prepared; the server says so by itself.
        guard transactionStatus != PQTRANS_INERROR else { return try runDirect(text, binds) }
        switch statements.plan(for: text, hasBinds: hasBinds) {
        case .direct:
            return try runDirect(text, binds)
        case .prepare(let statement):
            try perform { PQsendPrepare($0, statement.name, text, 0, nil) }
            statements.insert(text, statement)
            try deallocateOld()
            return try runPrepared(statement, binds)
        case .execute(let statement):
            return try runPrepared(statement, binds)
        }
    }

    /// Frees what the server has prepared beyond the bound.
    func deallocateOld() throws(PostgresError) {
        while let evicted = statements.evict() { try control("DEALLOCATE \(evicted)") }
    }

    private func runDirect(_ text: String, _ binds: BindArena) throws(PostgresError) -> QueryResult {
        try perform { connection in
            binds.withPointers { PQsendQueryParams(connection, text, $0, nil, $1, nil, nil, 0) }
        }
    }

    private func runPrepared(
        _ statement: PreparedStatement,
        _ binds: BindArena
    ) throws(PostgresError) -> QueryResult {
        let answer = try perform { connection in
            binds.withPointers { PQsendQueryPrepared(connection, statement.name, $0, $1, nil, nil, 0) }
        }
        answer.share(&statement.columns)
        return answer
    }

    /// Sends something and waits for its answer; cancelling the task stops it.
    @discardableResult
    func perform(_ send: (OpaquePointer) -> Int32) throws(PostgresError) -> QueryResult {
        try settle()
        try takeTrip()
        return try cancellable { () throws(PostgresError) in
            guard send(connection) == 1 else { throw connectionError() }
            return try collect()
        }
    }

    /// Runs `body` so that cancelling the task stops what the server does for it.
    func cancellable<Value>(_ body: () throws(PostgresError) -> Value) throws(PostgresError) -> Value {
        canceller.arm()
        defer { canceller.disarm() }
        // After arming: whoever cancels from here on finds the canceller armed.
        guard !Task.isCancelled else { throw PostgresError(.cancelled) }
        return try body()
    }
}

extension Session {
    /// Waits for the whole answer, of which `first` has come: the last result, or the first error.
    func collect(after first: QueryResult? = nil) throws(PostgresError) -> QueryResult {
        var last: QueryResult?
        var failure: PostgresError?
        var next = first ?? nextResult()
        while let result = next {
            if let error = result.error {
                failure = failure ?? error
            } else if abandonCopy(result.status) {
                failure = failure ?? PostgresError(.misuse("COPY needs copyIn or copyOut"))
            }
            last = result
            next = isBroken ? nil : nextResult()
        }
        if let failure { throw classified(failure) }
        guard let last else { throw connectionError() }
        return last
    }

    /// The next result of the statement under way; nil after the last.
    func nextResult() -> QueryResult? {
        waitForInput()
        return PQgetResult(connection).map { QueryResult($0) }
    }

    /// What libpq says of the connection itself.
    func connectionError() -> PostgresError {
        var error = PostgresError(.connection)
        error.serverMessage = String(cString: PQerrorMessage(connection)).trimmed
        return error
    }

    /// `error`, told apart from a cancelled task and from a lost connection.
    func classified(_ error: PostgresError) -> PostgresError {
        var error = error
        if isBroken {
            error.kind = .connection
        } else if error.sqlState == "57014", Task.isCancelled {
            error.kind = .cancelled
        }
        return error
    }

    /// Waits until a result can be taken without blocking.
    ///
    /// A cancellation that reached the server before the statement did is lost, so it is sent again. Past ``givesUpAt``
    /// the connection is cut, which libpq then finds lost.
    private func waitForInput() {
        while PQisBusy(connection) == 1 {
            if let givesUpAt, givesUpAt <= .now { shutdown(PQsocket(connection), Int32(SHUT_RDWR)) }
            var descriptor = pollfd(fd: PQsocket(connection), events: Int16(POLLIN), revents: 0)
            if poll(&descriptor, 1, 250) == 0, Task.isCancelled { canceller.cancel() }
            guard PQconsumeInput(connection) == 1 else { return }
        }
    }

    /// Ends a COPY that nobody feeds or reads; whether there was one.
    private func abandonCopy(_ status: ExecStatusType) -> Bool {
        switch status {
        case PGRES_COPY_IN:
            PQputCopyEnd(connection, "nobody feeds this COPY")
            return true
        case PGRES_COPY_OUT:
            var line: UnsafeMutablePointer<CChar>?
            while PQgetCopyData(connection, &line, 0) > 0 { PQfreemem(line) }
            return true
        default:
            return false
        }
    }
}

extension PostgresError {
    /// Whether a prepared statement no longer fits its tables, or is gone.
    var isStalePlan: Bool {
        kind == .server && (sqlState == "0A000" || sqlState == "26000")
    }
}

import CPostgres

/// A statement that travels with the one after it.
struct Postponed {
    let text: String
    let binds: BindArena
    let hasBinds: Bool
    /// Whether it is the BEGIN of the transaction, which nobody needs to hear of if nothing follows.
    var isBegin = false
    /// Whether it concerns only what follows in its transaction, so that at the end of it nobody needs to hear of it.
    var isMootAtEnd = false
    /// Asked with its first row; false makes everything after it void.
    var accept: ((Row?) throws(PostgresError) -> Bool)?
    /// Who waits for its answer.
    var asked: Asked?
}

extension Session {
    /// Lets `sql` travel with the next statement, or with COMMIT, so that it takes no round trip of its own.
    ///
    /// Its error is thrown by what it travels with. `accept` is shown its first row before the next statement's answer
    /// counts: if it says false, that statement throws `refused` and the transaction is lost, as after any error; so
    /// it is if that statement itself failed. What is `mootAtEnd` is not sent if nothing follows it but the end of the
    /// transaction.
    public func postpone(
        _ sql: SQL,
        mootAtEnd: Bool = false,
        accept: ((Row?) throws(PostgresError) -> Bool)? = nil
    ) throws(PostgresError) {
        var statement = try Postponed(sql)
        statement.isMootAtEnd = mootAtEnd
        statement.accept = accept
        postponed.append(statement)
    }

    /// Lets `sql` travel with the next statement, as ``postpone(_:mootAtEnd:accept:)`` does, for its rows: several
    /// statements of which none needs the answer to another take one round trip.
    public func ask(_ sql: SQL) throws(PostgresError) -> Asked {
        var statement = try Postponed(sql)
        let asked = Asked(self)
        statement.asked = asked
        postponed.append(statement)
        return asked
    }

    /// Sends what was postponed, and waits for it.
    public func settle() throws(PostgresError) {
        try takeOwed()
        guard !postponed.isEmpty else { return }
        let waiting = postponed
        postponed = []
        try exchange(waiting, nil)
    }

    /// Runs `last` together with what was postponed, in one round trip.
    func runWithPostponed(_ last: Postponed) throws(PostgresError) -> QueryResult {
        try takeOwed()
        let waiting = postponed
        postponed = []
        guard let result = try exchange(waiting, last) else { throw connectionError() }
        return result
    }

    /// Takes the answer to the COMMIT of an earlier transaction that only read, for which nobody waited.
    func takeOwed() throws(PostgresError) {
        guard owesAnswer else { return }
        owesAnswer = false
        _ = try collect()
    }

    /// What is sent for one statement: its preparation too, the first time.
    private struct Outgoing {
        let statement: Postponed
        let plan: StatementCache.Plan
    }

    /// Sends all in one pipeline; the answer to `last`.
    @discardableResult
    private func exchange(_ waiting: [Postponed], _ last: Postponed?) throws(PostgresError) -> QueryResult? {
        try takeTrip()
        let outgoing = (waiting + (last.map { [$0] } ?? [])).map { statement in
            Outgoing(
                statement: statement,
                plan: statements.plan(for: statement.text, hasBinds: statement.hasBinds)
            )
        }
        let (answers, failure) = try cancellable { () throws(PostgresError) in
            try self.answers(to: outgoing)
        }
        if failure == nil { try deallocateOld() }
        // Of what failed behind a refused statement the refusal is the cause.
        for (statement, answer) in zip(waiting, answers) {
            guard let accept = statement.accept else { continue }
            guard try accept(answer.rowCount > 0 ? Row(answer, at: 0) : nil) else {
                throw PostgresError(.refused)
            }
        }
        if let failure { throw classified(failure) }
        for (statement, answer) in zip(waiting, answers) { statement.asked?.answer = answer }
        return last == nil ? nil : answers.last
    }

    /// The answers to the statements before the first that failed, and why it failed.
    private func answers(
        to outgoing: [Outgoing]
    ) throws(PostgresError) -> (answers: [QueryResult], failure: PostgresError?) {
        guard PQenterPipelineMode(connection) == 1 else { throw connectionError() }
        defer { PQexitPipelineMode(connection) }
        for item in outgoing { try send(item) }
        guard PQpipelineSync(connection) == 1 else { throw connectionError() }
        var answers: [QueryResult] = []
        var failure: PostgresError?
        for item in outgoing {
            if case .prepare(let statement) = item.plan {
                let prepared = nextAnswer()
                failure = failure ?? prepared?.failure
                if prepared != nil, prepared?.failure == nil {
                    statements.insert(item.statement.text, statement)
                }
            }
            guard let answer = nextAnswer() else { throw classified(failure ?? connectionError()) }
            failure = failure ?? answer.failure
            if answer.failure?.isStalePlan == true { statements.remove(item.statement.text) }
            if let statement = item.plan.statement { answer.share(&statement.columns) }
            if failure == nil { answers.append(answer) }
        }
        _ = nextResult()
        return (answers, failure)
    }

    /// The answer to one statement of a pipeline, and the end of it; nil if the connection is lost.
    private func nextAnswer() -> QueryResult? {
        let answer = nextResult()
        if answer != nil { _ = nextResult() }
        return answer
    }

    private func send(_ item: Outgoing) throws(PostgresError) {
        let statement = item.statement
        let sent: Int32
        switch item.plan {
        case .direct:
            sent = statement.binds.withPointers {
                PQsendQueryParams(connection, statement.text, $0, nil, $1, nil, nil, 0)
            }
        case .prepare(let prepared):
            guard PQsendPrepare(connection, prepared.name, statement.text, 0, nil) == 1 else {
                throw connectionError()
            }
            sent = execute(prepared, statement.binds)
        case .execute(let prepared):
            sent = execute(prepared, statement.binds)
        }
        guard sent == 1 else { throw connectionError() }
    }

    private func execute(_ prepared: PreparedStatement, _ binds: BindArena) -> Int32 {
        binds.withPointers { PQsendQueryPrepared(connection, prepared.name, $0, $1, nil, nil, 0) }
    }
}

extension Postponed {
    fileprivate init(_ sql: SQL) throws(PostgresError) {
        let text = sql.text
        try text.refuseNUL()
        self.init(text: text, binds: try BindArena(sql.binds), hasBinds: !sql.binds.isEmpty)
    }
}

extension QueryResult {
    /// Why there is no answer: the server's error, or the one before it that voided it.
    fileprivate var failure: PostgresError? {
        status == PGRES_PIPELINE_ABORTED ? PostgresError(.transactionAborted) : error
    }
}

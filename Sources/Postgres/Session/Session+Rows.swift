import CPostgres

extension Session {
    /// All rows of a statement, each made into a value.
    public func rows<Value>(
        _ sql: SQL,
        as transform: (Row) throws(PostgresError) -> Value
    ) throws(PostgresError) -> [Value] {
        try run(sql).rows(as: transform)
    }

    /// The first row of a statement, made into a value; nil if it gives none.
    public func first<Value>(
        _ sql: SQL,
        as transform: (Row) throws(PostgresError) -> Value
    ) throws(PostgresError) -> Value? {
        let result = try run(sql)
        guard result.rowCount > 0 else { return nil }
        return try transform(Row(result, at: 0))
    }

    /// The only row of a statement, made into a value; throws `rowCount` if it gives none or several.
    public func one<Value>(
        _ sql: SQL,
        as transform: (Row) throws(PostgresError) -> Value
    ) throws(PostgresError) -> Value {
        try transform(Row(try single(sql), at: 0))
    }

    /// The first column of the only row; throws `rowCount`, or a decoding error for NULL or another type.
    public func value<Value: SQLDecodable>(
        _ sql: SQL,
        as type: Value.Type = Value.self
    ) throws(PostgresError) -> Value {
        let result = try single(sql)
        guard let column = result.firstColumn else {
            throw .decoding(column: "1", expected: "a column of the result")
        }
        return try Row(result, at: 0).value(column, as: type)
    }

    /// Calls `body` with each row, `batch` of them in memory at a time; needs a transaction.
    ///
    /// The rows come from a cursor of the server, so `body` may run other statements. Only SELECT and VALUES
    /// can be read so. An error of `body` ends the reading and is rethrown.
    public func forEach(_ sql: SQL, batch: Int = 1000, _ body: (Row) throws -> Void) throws {
        precondition(batch > 0, "a batch holds at least one row")
        try withCursor(for: sql) { cursor in
            var count = batch
            while count == batch {
                let result = try runDirect("FETCH FORWARD \(unsafeSQL: "\(batch)") FROM \(unsafeSQL: cursor)")
                count = result.rowCount
                for index in 0..<count { try body(Row(result, at: index)) }
            }
        }
    }

    /// As ``forEach(_:batch:_:)``, while the server makes the next batch: for exports of many rows.
    ///
    /// `body` must not use the session. A batch should fit into the buffers of a socket, some 100 KB, or the server
    /// waits for its reader.
    public func forEachReadingAhead(
        _ sql: SQL,
        batch: Int = 256,
        _ body: (Row) throws -> Void
    ) throws {
        precondition(batch > 0, "a batch holds at least one row")
        try withCursor(for: sql) { cursor in
            let fetch = "FETCH FORWARD \(batch) FROM \(cursor)"
            var result = try runDirect("\(unsafeSQL: fetch)")
            var isAsked = false
            do {
                while true {
                    isAsked = result.rowCount == batch
                    if isAsked, PQsendQuery(connection, fetch) != 1 { throw connectionError() }
                    for index in 0..<result.rowCount { try body(Row(result, at: index)) }
                    guard isAsked else { return }
                    isAsked = false
                    result = try cancellable { () throws(PostgresError) in try collect() }
                }
            } catch {
                // What was asked for must be taken before anything else can be said.
                if isAsked { _ = try? collect() }
                throw error
            }
        }
    }

    private func withCursor(for sql: SQL, _ body: (String) throws -> Void) throws {
        lastName += 1
        let cursor = "cursor_\(lastName)"
        try runDirect("DECLARE \(unsafeSQL: cursor) NO SCROLL CURSOR FOR " + sql)
        do {
            try body(cursor)
        } catch {
            // In a failed transaction the cursor is gone already, and that error is the one to report.
            _ = try? control("CLOSE \(cursor)")
            throw error
        }
        try control("CLOSE \(cursor)")
    }

    private func single(_ sql: SQL) throws(PostgresError) -> QueryResult {
        let result = try run(sql)
        guard result.rowCount == 1 else { throw PostgresError(.rowCount(found: result.rowCount)) }
        return result
    }
}

extension QueryResult {
    /// All rows, each made into a value.
    func rows<Value>(
        as transform: (Row) throws(PostgresError) -> Value
    ) throws(PostgresError) -> [Value] {
        var values: [Value] = []
        values.reserveCapacity(rowCount)
        for index in 0..<rowCount {
            values.append(try transform(Row(self, at: index)))
        }
        return values
    }
}
